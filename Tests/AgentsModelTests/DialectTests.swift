import AgentsModel
import Testing

/// For which driver the files are written, and how.
struct DialectTests {
  @Test(arguments: [
    ("auto", "", nil, "sip", false), ("auto", "", "16.28", "sip", false),
    ("auto", "", "20.12", "sip", false), ("auto", "", "21.0", "pjsip", false),
    ("auto", "", "21.7", "pjsip", true), ("auto", "", "22.1", "pjsip", false),
    ("auto", "", "22.2", "pjsip", true), ("auto", "", "23.0", "pjsip", true),
    ("auto", "16.28.0", "22.10", "sip", false), ("auto", "22.10.0", nil, "pjsip", true),
    ("sip", "", "22.10", "sip", false), ("pjsip", "", nil, "pjsip", false),
    ("pjsip", "", "16.28", "pjsip", false), ("pjsip", "20", "22.10", "pjsip", false),
    ("pjsip", "20.12", nil, "pjsip", true), ("pjsip", "20.11.9", nil, "pjsip", false),
    ("pjsip", "19.99", nil, "pjsip", false),
  ])
  func `follows settings first, then the Asterisk that was seen`(
    _ driver: String, _ version: String, _ seen: String?, _ expected: String, _ digest: Bool
  ) throws {
    var settings = Settings()
    settings.asteriskDriver = try AsteriskDriver(parsing: driver)
    settings.asteriskVersion = try VersionText(parsing: version)
    let dialect = Dialect(settings, seen: seen.flatMap { AsteriskVersion($0) })
    #expect(dialect.driver.rawValue == expected)
    #expect(dialect.hasPasswordDigest == digest)
  }

  /// Wanted driver, version, driver that is left → the driver that is dialled, and the drivers that have files.
  @Test(arguments: [
    ("pjsip", "16.28", Dialect.Driver.sip, "sip", ["sip", "pjsip"]),
    ("sip", "16.28", .pjsip, "pjsip", ["sip", "pjsip"]),
    ("sip", "16.28", .sip, "sip", ["sip"]), ("pjsip", "", .pjsip, "pjsip", ["pjsip"]),
    ("pjsip", "", .sip, "sip", ["sip", "pjsip"]),
    // If Asterisk no longer has chan_sip, nothing waits for it.
    ("auto", "22.10", .sip, "pjsip", ["pjsip"]), ("pjsip", "21.0", .sip, "pjsip", ["pjsip"]),
    ("sip", "22.10", .pjsip, "pjsip", ["sip", "pjsip"]),
  ])
  func `the driver that is left is dialled`(
    _ driver: String, _ version: String, _ left: Dialect.Driver, _ dialled: String,
    _ files: [String]
  ) throws {
    var settings = Settings()
    settings.asteriskDriver = try AsteriskDriver(parsing: driver)
    let dialect = Dialect(settings, seen: AsteriskVersion(version), leaving: left)
    #expect(dialect.dialled.rawValue == dialled)
    #expect(dialect.drivers.map(\.rawValue) == files)
    #expect(dialect.kinds.map(\.rawValue) == files + ["voicemail", "queues", "extensions"])
  }

  @Test(arguments: [
    (
      "Asterisk 16.28.0~dfsg-0+deb11u4 built by nobody @ buildd on a unknown running Linux", "16.28"
    ),
    ("Asterisk 22.10.1+dfsg+~cs6.17.60671434-1 built by nobody", "22.10"),
    ("Asterisk certified/18.9-cert4 built by root", "18.9"),
    ("Asterisk certified-22.8-cert1 built by root", "22.8"), ("Asterisk 23.0.0 built", "23.0"),
    ("Asterisk GIT-master-1234567 built by root", nil),
    ("No such command 'core show version'", nil), ("", nil), ("Asterisk ", nil),
    (
      "No ethernet interface found for seeding global EID. You will have to set it manually.\n"
        + "Asterisk 22.10.1+dfsg built by x", "22.10"
    ),
    ("\u{1B}[0mAsterisk 22.10.1 built by x\r\n", "22.10"),
    ("Asterisk ended before.\nAsterisk 21.0.0 built by Asterisk 9 Ltd\n", "21.0"),
  ])
  func `reads what Asterisk says of itself`(_ answer: String, _ version: String?) {
    #expect(AsteriskVersion(answer: answer)?.text == version)
  }
}
