import AsteriskConfig
import Foundation
import Testing

/// Answers of Asterisk 16.28 and 22.10, as they were recorded from a small centre.
@Suite struct ConsoleListingTests {
  static let releases = [16, 22]

  @Test(arguments: releases)
  func `queues have their members, whatever stands beside them`(_ release: Int) throws {
    let technology = release == 16 ? "SIP" : "PJSIP"
    let queues = QueueListing(try answer("queue-show", release)).queues
    #expect(queues.map(\.name) == ["empty", "sales", "support", "trunkqueue"])
    #expect(queues.map(\.strategy) == ["ringall", "rrmemory", "linear", "ringall"])
    #expect(queues.map(\.weight) == [0, 0, 5, 0])
    #expect(queues[0].members == [])
    let (anna, emil) = (queues[1].members[0], queues[1].members[1])
    #expect(anna.name == "anna")
    #expect(anna.interface == "\(technology)/anna")
    #expect(anna.penalty == 0)
    #expect(!anna.ringsInUse)
    #expect(anna.origin == .file)
    #expect(anna.pause?.reason == "lunch")
    #expect(emil.penalty == 4)
    #expect(emil.origin == .dynamic)
    #expect(emil.pause == nil)
    #expect(!emil.isInvalid)
    #expect(queues[2].members.map(\.penalty) == [3, 9])
    let nobody = queues[3].members[0]
    #expect(nobody.name == "SIP/nobody")
    #expect(nobody.interface == "SIP/nobody")
    #expect(nobody.penalty == 1)
    #expect(nobody.ringsInUse)
    #expect(nobody.isInvalid)
  }

  /// As `__queues_show` prints them; no record has them all.
  @Test func `names and reasons may hold what separates the others`() {
    let text = """
      a has b has 0 calls (max 3) in 'ringall' strategy (0s holdtime, 0s talktime), W:-2, C:0
         Members:\u{20}
            Ann (sales) (Local/5@x/n from hint:5@y) with penalty 2 (ringinuse enabled) (realtime) \
      (paused:at 5 (Invalid) (dynamic) was 7 secs ago) (in call) (In use) has taken 3 calls (last was 2 secs ago)
      """
    let queue = QueueListing(text).queues.first
    #expect(queue?.name == "a has b")
    #expect(queue?.weight == -2)
    let member = queue?.members.first
    #expect(member?.name == "Ann (sales)")
    #expect(member?.interface == "Local/5@x/n")
    #expect(member?.penalty == 2)
    #expect(member?.origin == .realtime)
    #expect(member?.pause?.reason == "at 5 (Invalid) (dynamic)")
    #expect(member?.pause?.seconds == 7)
    #expect(member?.isInvalid == false)
  }

  @Test func `no queue is no queue`() {
    #expect(QueueListing("No queues.\n").queues == [])
    #expect(QueueListing("No such command 'queue show'\n").queues == [])
  }

  @Test func `objects have their values`() throws {
    let peer = KeyedListing(try answer("sip-show-peer-bert", 16))
    #expect(peer["Name"] == "bert")
    #expect(peer["Callerid"] == #""Bert \"Bo\" O'Neil" <1001>"#)
    #expect(peer["Callgroup"] == "1, 3")
    #expect(peer["Mailbox"] == "")
    #expect(peer["Secret"] == "<Not set>")
    #expect(peer["Addr->IP"] == "(null)")
    #expect(KeyedListing(try answer("sip-show-user-dora", 16))["Callerid"] == "\"Dora Ü\" <1003>")
    let endpoint = KeyedListing(try answer("pjsip-show-endpoint-bert", 22))
    #expect(endpoint["callerid"] == #""Bert \"Bo\" O'Neil" <1001>"#)
    #expect(endpoint["call_group"] == "1, 3")
    let auth = KeyedListing(try answer("pjsip-show-auth-anna", 22))
    #expect(auth["username"] == "anna")
    #expect(auth["password_digest"]?.hasPrefix("MD5:\(auth["md5_cred"] ?? "-"),SHA-256:") == true)
    let settings = KeyedListing(try answer("sip-show-settings", 16))
    #expect(settings["UDP Bindaddress"] == "127.30.0.16:5060")
    #expect(settings["Our auth realm"] == "asterisk")
    for release in Self.releases {
      let core = KeyedListing(try answer("core-show-settings", release))
      #expect(core["Configuration directory"] == "/etc/asterisk")
      #expect(core["User name and group"] == "asterisk/asterisk")
    }
  }

  @Test func `what is not there has no values`() throws {
    for text in [
      try answer("sip-show-peer-nosuch", 16), try answer("pjsip-show-endpoint-nosuch", 22),
      try answer("sip-show-settings", 22),
      "No ethernet interface found for seeding global EID. You will have to set it manually.\n",
    ] {
      #expect(KeyedListing(text) == KeyedListing(""), "\(text)")
    }
  }

  @Test func `a module that failed is told from one that runs`() throws {
    let modules = ModuleListing(try answer("module-show-like-app-voicemail", 22))
    #expect(modules["app_voicemail.so"] == true)
    #expect(modules["app_voicemail_odbc.so"] == false)
    #expect(modules["app_queue.so"] == nil)
  }

  @Test(arguments: releases)
  func `formats and codecs have the names of files and of allow`(_ release: Int) throws {
    let formats = FormatListing(try answer("core-show-file-formats", release)).names
    #expect(formats.isSuperset(of: ["wav", "WAV", "wav49", "gsm", "ulaw", "sln"]))
    #expect(!formats.contains("Extensions"))
    let codecs = TranslationListing(try answer("core-show-translation-paths-slin", release)).codecs
    #expect(codecs.isSuperset(of: ["ulaw", "alaw", "gsm", "g722"]))
    #expect(codecs.contains("opus") == (release == 22))
    #expect(!codecs.contains("g729"))
  }

  @Test(arguments: releases)
  func `mailboxes, hints and steps of extensions are read whole`(_ release: Int) throws {
    let technology = release == 16 ? "SIP" : "PJSIP"
    let boxes = MailboxListing(try answer("voicemail-show-users-for-default", release)).boxes
    #expect(
      boxes == [
        "1234": "Example Mailbox", "1000": "Anna Rossi",
        "1002": "Carl Gustaf Emil Mannerheim von Und Zu der Weiten Wiese",
      ])
    let hints = HintListing(try answer("core-show-hints", release))
    #expect(hints.count == 8)
    #expect(hints.device(of: "1000", in: "xcally-agents") == "\(technology)/anna")
    #expect(hints.device(of: "1003", in: "xcally-agents") == nil)
    let long = "\(technology)/carl.with.a.very.long.name.of.40.bytes.x"
    let shown = try #require(hints.device(of: "1002", in: "xcally-agents"))
    #expect(HintListing.isShown(long, as: shown))
    #expect(!HintListing.isShown("\(technology)/carl.without", as: shown))
    #expect(!HintListing.isShown("\(technology)/anna2", as: "\(technology)/anna"))

    let steps = DialplanListing(try answer("dialplan-show-1000-xcally-agents", release)).contexts
    #expect(
      steps["xcally-agents"] == [
        .init(priority: nil, text: "\(technology)/anna"),
        .init(priority: 1, text: "Dial(\(technology)/anna,30)"),
        .init(priority: 2, text: "VoiceMail(1000@default,u)"), .init(priority: 3, text: "Hangup()"),
      ])
  }

  @Test func `objects are listed by their whole names`() throws {
    let names = [
      "anna", "bert", "carl.with.a.very.long.name.of.40.bytes.x", "dora", "emil", "lobby",
    ]
    #expect(ObjectListing(try answer("sip-show-objects", 16)).names == Set(names + ["trunk"]))
    #expect(ObjectListing(try answer("pjsip-list-endpoints", 22)).names == Set(names + ["trunk"]))
    for type in ["auths", "aors"] {
      #expect(ObjectListing(try answer("pjsip-list-\(type)", 22)).names == Set(names))
    }
  }

  private func answer(_ name: String, _ release: Int) throws -> String {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Fixtures/console/\(release)/\(name).txt")
    return try String(contentsOf: file, encoding: .utf8)
  }
}
