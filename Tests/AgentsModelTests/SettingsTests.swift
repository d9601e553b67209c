import AgentsModel
import Testing

/// Compares the settings with their table.
struct SettingsTests {
  private static let table: [(String, String, FieldKind)] = [
    ("securitySuite", "true", .bool), ("passwordExpiryDays", "90", .integer(0...Int.max)),
    ("passwordExpiryWarningDays", "15", .integer(0...Int.max)),
    ("passwordHistory", "0", .integer(0...12)), ("maxLoginAttempts", "5", .integer(0...Int.max)),
    ("lockMinutes", "0", .integer(0...Int.max)), ("fullNameFilter", "false", .bool),
    ("minInternal", "1000", .integer(10...9_999_999_999)), ("reuseInternals", "false", .bool),
    ("maskCharacters", "4", .integer(0...Int.max)), ("maxOpenTabs", "20", .integer(0...Int.max)),
    ("screenRecordingPath", "", .text), ("licenseMobile", "false", .bool),
    ("licenseMultiProfile", "false", .bool), ("licenseScreenRecording", "false", .bool),
    (
      "modules", "voice,chat,mail,sms,openchannel,fax,whatsapp,contacts,campaigns,reports",
      .list([])
    ),
    ("asteriskDir", "/etc/asterisk/xcally", .text),
    ("asteriskDriver", "auto", .choice(["auto", "sip", "pjsip"])), ("asteriskVersion", "", .text),
    ("asteriskReload", "auto", .choice(["auto", "never", "always"])),
    ("asteriskFileMode", "0640", .text), ("asteriskFileGroup", "asterisk", .text),
    ("ringSeconds", "30", .integer(1...600)),
    ("sipRealm", "asterisk", .text), ("tlsCertificate", "", .text), ("tlsPrivateKey", "", .text),
    ("clientLogDir", "/var/log/xcally/client", .text),
    ("mailCommand", "/usr/sbin/sendmail -t -i", .text), ("mailFrom", "", .text),
    ("mailTemplateDir", "", .text), ("resetUrl", "", .text),
    ("resetLinkMinutes", "60", .integer(1...10_080)),
    ("inviteHours", "72", .integer(1...8760)), ("auditSyslog", "false", .bool),
    ("binDays", "0", .integer(0...36_500)), ("maxChange", "10", .integer(0...100)),
    ("undoDays", "30", .integer(0...36_500)), ("agentContexts", "", .list([])),
    ("doctorSkip", "", .list([])), ("nginxConfiguration", "/etc/nginx/conf.d/motion.conf", .text),
    ("voicemailSpool", "/var/spool/asterisk/voicemail", .text),
  ]

  @Test func `lists every setting once`() {
    #expect(SettingCatalog.keys == Self.table.map(\.0))
  }

  @Test(arguments: table)
  func `has the default and the kind of the table`(_ key: String, _ text: String, _ kind: FieldKind)
    throws
  {
    let entry = try SettingCatalog.find(key)
    #expect(entry.defaultText == text)
    #expect(entry.property.kind == kind)
    #expect(entry.help.hasSuffix("."))
    var settings = Settings()
    try entry.property.write(&settings, text)
    #expect(settings == Settings())
  }

  @Test(arguments: [
    ("securitySuite", "off", "false"), ("passwordHistory", "12", "12"), ("minInternal", "10", "10"),
    ("minInternal", "9999999999", "9999999999"), ("modules", "voice,quality", "voice,quality"),
    ("screenRecordingPath", "/srv/recordings/", "/srv/recordings"), ("tlsCertificate", "/", "/"),
    ("tlsPrivateKey", "/etc/ssl/private/a b.pem", "/etc/ssl/private/a b.pem"),
    ("asteriskDir", "/srv/ast//", "/srv/ast"),
    ("asteriskDir", "/" + times(189, "a"), "/" + times(189, "a")),
    ("asteriskDriver", "PJSIP", "pjsip"), ("asteriskVersion", "16", "16"),
    ("asteriskVersion", "16.28.0", "16.28.0"), ("asteriskVersion", "22.10", "22.10"),
    ("asteriskReload", "never", "never"), ("nginxConfiguration", "", ""),
    ("doctorSkip", "own.endpoint:trunk,tls", "own.endpoint:trunk,tls"),
    ("asteriskFileMode", "600", "0600"),
    ("asteriskFileMode", "0660", "0660"), ("asteriskFileGroup", "", ""),
    ("asteriskFileGroup", "_ast-1.x", "_ast-1.x"),
    ("sipRealm", "pbx.example.com", "pbx.example.com"),
    ("sipRealm", "Centrálne", "Centrálne"), ("sipRealm", times(79, "a"), times(79, "a")),
    ("clientLogDir", "/var/log/x/", "/var/log/x"), ("mailCommand", "/bin/true", "/bin/true"),
    ("mailFrom", "pbx@example.com", "pbx@example.com"), ("mailFrom", "", ""),
    ("resetUrl", "https://example.com/reset?x=%20", "https://example.com/reset?x=%20"),
    ("resetUrl", "http://a", "http://a"),
  ])
  func `takes a value in its canonical form`(_ key: String, _ text: String, _ canonical: String)
    throws
  {
    let entry = try SettingCatalog.find(key)
    var settings = Settings()
    try entry.property.write(&settings, text)
    #expect(entry.property.read(settings) == canonical)
  }

  @Test(arguments: [
    ("securitySuite", "maybe", "not-a-bool"), ("passwordHistory", "13", "out-of-range"),
    ("passwordExpiryDays", "-1", "not-a-number"), ("minInternal", "9", "out-of-range"),
    ("minInternal", "10000000000", "out-of-range"), ("modules", "a,a", "repeated"),
    ("modules", "a b", "bad-character"), ("screenRecordingPath", "recordings", "relative"),
    ("screenRecordingPath", "/a\nb", "control-character"), ("tlsCertificate", "/a ", "outer-blank"),
    ("tlsPrivateKey", "/" + times(1024, "a"), "too-long"), ("asteriskDir", "", "empty"),
    ("asteriskDir", "etc", "relative"), ("asteriskDir", "/" + times(190, "a"), "too-long"),
    ("asteriskDir", "/a\"b", "bad-character"), ("asteriskDir", "/a;b", "bad-character"),
    ("asteriskDir", "/a*", "bad-character"), ("asteriskDir", "/a[b", "bad-character"),
    ("asteriskDir", "/a\"\u{301}b", "bad-character"), ("asteriskDriver", "iax", "not-a-choice"),
    ("asteriskVersion", "16.", "not-a-version"), ("asteriskVersion", "v16", "not-a-version"),
    ("asteriskVersion", "16.1.2.3", "not-a-version"), ("asteriskVersion", "1000", "not-a-version"),
    ("asteriskReload", "sometimes", "not-a-choice"), ("asteriskFileMode", "0644", "mode"),
    ("asteriskFileMode", "0700", "mode"), ("asteriskFileMode", "0440", "mode"),
    ("asteriskFileMode", "", "mode"), ("asteriskFileMode", "00640", "mode"),
    ("asteriskFileMode", "+640", "mode"), ("asteriskFileMode", "rw", "mode"),
    ("asteriskFileGroup", "a b", "bad-character"),
    ("asteriskFileGroup", times(33, "a"), "too-long"),
    ("sipRealm", "", "empty"), ("sipRealm", times(80, "a"), "too-long"),
    ("sipRealm", times(40, "é"), "too-long"), ("sipRealm", "a:b", "bad-character"),
    ("sipRealm", "a\"b", "bad-character"), ("sipRealm", "a:\u{301}b", "bad-character"),
    ("sipRealm", " a", "outer-blank"), ("clientLogDir", "", "empty"),
    ("clientLogDir", "log", "relative"), ("mailCommand", "", "empty"),
    ("mailCommand", "sendmail -t", "relative"), ("mailFrom", "pbx", "not-an-address"),
    ("resetUrl", "example.com", "not-a-url"), ("resetUrl", "ftp://a", "not-a-url"),
    ("resetUrl", "https://a b", "not-a-url"), ("resetUrl", "https://é", "not-a-url"),
    ("resetUrl", "https://a\"b", "not-a-url"),
    ("resetUrl", "https://" + times(1017, "a"), "too-long"),
  ])
  func `refuses a value that breaks its rule`(_ key: String, _ text: String, _ code: String) throws
  {
    let entry = try SettingCatalog.find(key)
    var settings = Settings()
    let refusal = #expect(throws: Refusal.self) { try entry.property.write(&settings, text) }
    #expect(refusal?.code == code)
    #expect(settings == Settings())
  }

  @Test(arguments: [
    ("sipRelm", "sipRealm"), ("licencemobile", "licenseMobile"), ("xyzzy", nil),
  ])
  func `refuses an unknown setting with the nearest known one`(_ key: String, _ near: String?) {
    #expect(throws: AgentsError.notFound(.key(key, kind: "setting", nearest: near))) {
      try SettingCatalog.find(key)
    }
  }

  @Test func `reads the file mode as permission bits`() throws {
    #expect(Settings().asteriskFileMode.bits == 0o640)
    #expect(try FileMode(parsing: "660").bits == 0o660)
  }
}
