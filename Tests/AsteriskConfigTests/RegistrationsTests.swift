import AsteriskConfig
import Testing

/// What became of registrations while files were changed.
struct RegistrationsTests {
  private static let header =
    "Name/username             Host                                    Dyn Forcerport Comedia    ACL Port     Status      Description\n"

  private func sip(_ host: String, _ port: Int, recorded: Bool = true) -> Registrations {
    Registrations(
      listed:
        "\(Self.header)200/200                   \(host)                              D  Yes        Yes            \(port)     Unmonitored\n",
      recorded: recorded
        ? "/SIP/Registry/200                                 : 192.0.2.7:5060:3600:200:sip:200@192.0.2.7\n1 results found.\n"
        : "0 results found.\n")
  }

  private func pjsip(_ contact: String, recorded: Bool = true) -> Registrations {
    Registrations(
      listed: contact.isEmpty
        ? "No objects found.\n"
        : "  Contact:  200/\(contact)             0123456789 NonQual         nan\n",
      recorded: recorded
        ? "/registrar/contact/200;@0123456789abcdef0123456789abcdef: {\"via_addr\":\"\"}\n" : "")
  }

  @Test func `the same place is no change`() {
    for one in [sip("192.0.2.7", 5060), pjsip("sip:200@192.0.2.7:5062;ob")] {
      let changes = one.changes(since: one)
      #expect(changes.losses == [] && changes.moves == [])
    }
  }

  @Test func `another port of the same host is what the phone did`() {
    let changes = sip("192.0.2.7", 5070).changes(since: sip("192.0.2.7", 5060))
    #expect(changes.losses == [])
    #expect(changes.moves == ["200 was registered at 192.0.2.7:5060, and is at 192.0.2.7:5070"])
    for (old, new) in [
      ("sip:200@192.0.2.7:5062;ob", "sip:200@192.0.2.7:5070;ob"),
      ("sip:200@[2001:db8::7]:5062", "sip:200@[2001:db8::7]:5070"),
      ("sip:192.0.2.7:5062", "sip:192.0.2.7"),
    ] {
      let changes = pjsip(new).changes(since: pjsip(old))
      #expect(changes.losses == [] && changes.moves.count == 1)
    }
  }

  @Test func `another host is a loss`() {
    #expect(sip("192.0.2.8", 5060).changes(since: sip("192.0.2.7", 5060)).losses.count == 1)
    let changes = pjsip("sip:200@192.0.2.8").changes(since: pjsip("sip:200@192.0.2.7"))
    #expect(changes.losses.count == 1)
  }

  @Test func `one that ended leaves the database, and one that Asterisk lost does not`() {
    let ended = sip("(Unspecified)", 0, recorded: false).changes(since: sip("192.0.2.7", 5060))
    #expect(
      ended.losses == []
        && ended.moves == [
          "200 was registered at 192.0.2.7:5060; its registration ended meanwhile"
        ])
    let lost = sip("(Unspecified)", 0).changes(since: sip("192.0.2.7", 5060))
    #expect(lost.losses == ["200 was registered at 192.0.2.7:5060, and is not any more"])
    let before = pjsip("sip:200@192.0.2.7")
    #expect(pjsip("", recorded: false).changes(since: before).losses == [])
    #expect(pjsip("").changes(since: before).losses.count == 1)
    // Where nothing was kept, nothing can be told.
    let unkept = pjsip("sip:200@192.0.2.7", recorded: false)
    #expect(pjsip("", recorded: false).changes(since: unkept).losses.count == 1)
  }
}
