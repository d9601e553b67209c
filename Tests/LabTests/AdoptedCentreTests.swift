import Foundation
import Glibc
import TestSupport
import Testing

/// What works in a centre that was taken over, as it did before.
@Suite struct AdoptedCentreTests {
  @Test func `adopted phones call each other, queues ring them, and messages stay`() async throws {
    let centre = try RealCentre("handwritten-sip", .sip16)
    try await Installation.run(
      .sip16,
      prepare: { directory in
        try centre.write(into: directory)
        // The phones of the lab speak G.711 of the other kind.
        try centre.change("sip.conf", beside: directory) {
          $0.replace("allow=alaw\n", with: "allow=alaw,ulaw\n")
        }
        try centre.change("extensions.conf", beside: directory) {
          $0 += """
            [internal]
            exten => _2XX,1,Dial(SIP/${EXTEN},20)
            exten => _q.,1,Queue(${EXTEN:1},,,,20)

            """
        }
      }
    ) { site in
      let directory = site.asterisk.configurationDirectory.systemPath
      let result = try await site.run([
        "adopt", directory, "--domain", "example.org", "--except", "203", "--cut-over", "--yes",
      ])
      try #require(result.status == 0, "\(result.output)\(result.errors)")
      let all = try centre.phones(site)
      func phone(_ name: String) throws -> Phone {
        try #require(all.first(where: { $0.username == name }))
      }
      for phone in all { #expect(try await phone.register() == .registered, "\(phone.username)") }
      // 203 stays where it was, 200 is one of ours.
      #expect(try await phone("203").call("200").status == 200)
      #expect(try await phone("200").call("203").status == 200)
      #expect(try await phone("203").call("qsupport").status == 200)
      _ = try await phone("202").receivedCalls(answered: 1)
      let boxes = try await site.asterisk.command("voicemail show users for default")
      #expect(boxes.contains("Anna Alpha"))
      // What no field stands for is still said of the phone and of the queue.
      #expect(try await site.shown("200")["Call limit"] == "2")
      #expect(try await site.shown("200")["Language"] == "it")
      let queue = try site.sections(of: "queues.conf")["support"]
      #expect(
        queue?.lines.contains { line in line.key == "timeout" && line.value == "15" } ?? false)
    }
  }

  @Test func `a message from before is heard with the same PIN`() async throws {
    let centre = try RealCentre("handwritten-sip", .sip16)
    try await Installation.run(
      .sip16,
      prepare: { directory in
        try centre.write(into: directory)
        try centre.change("sip.conf", beside: directory) {
          $0.replace("allow=alaw\n", with: "allow=alaw,ulaw\n")
        }
        // Nothing is said of day and hour: there are no prompts for these.
        try centre.change("voicemail.conf", beside: directory) {
          $0.replace("[general]\n", with: "[general]\nenvelope=no\n")
        }
        try centre.change("extensions.conf", beside: directory) {
          $0 += """
            [internal]
            exten => 200,1,VoiceMail(200@default,u)
            exten => box,1,VoiceMailMain(200@default)
            exten => _typist-.,1,Answer()
            same => n,Wait(1)
            same => n,SendDTMF(${EXTEN:7}#)
            same => n,Wait(1)
            same => n,SendDTMF(1)
            same => n,Wait(2)

            """
        }
      }
    ) { site in
      let box = site.asterisk.spoolDirectory.appending(path: "voicemail/default/200")
      func messages(_ folder: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(
          atPath: box.appending(path: folder).systemPath)
        return (names ?? []).filter { $0.hasSuffix(".txt") }
      }
      /// Somebody calls the mailbox, types the PIN, and hears the first message.
      func listen(_ pin: String) async throws {
        _ = try await site.asterisk.command(
          "channel originate Local/typist-\(pin)@internal extension box@internal")
        _ = try await site.asterisk.command("core show channels concise") { !$0.contains("!") }
      }
      let caller = try #require(try centre.phones(site).first { $0.username == "203" })
      #expect(try await caller.register() == .registered)
      #expect(try await caller.call("200", talking: .seconds(4)).status == 200)
      try await site.asterisk.appears(box.appending(path: "INBOX/msg0000.wav"))

      let directory = site.asterisk.configurationDirectory.systemPath
      let words = ["adopt", directory, "--domain", "example.org", "--cut-over", "--yes"]
      let result = try await site.run(words)
      try #require(result.status == 0, "\(result.output)\(result.errors)")
      #expect(messages("INBOX") == ["msg0000.txt"])
      let shown = try await site.asterisk.command("voicemail show users for default")
      #expect(shown.contains { $0 == "1" })
      try await listen("9999")
      #expect(messages("INBOX") == ["msg0000.txt"])
      // On a busy machine the typist may be too early for the prompt.
      for _ in 1...20 where messages("Old").isEmpty { try await listen("4826") }
      #expect(messages("Old") == ["msg0000.txt"] && messages("INBOX") == [])
    }
  }

  @Test func `what users conf makes besides phones goes on`() async throws {
    let centre = try RealCentre("users-conf", .sip16)
    try await Installation.run(.sip16, prepare: centre.write) { site in
      func dialplan() async throws -> Set<String> {
        let answer = try await site.asterisk.command("dialplan show phones")
        // Of a line, its file is another afterwards.
        return Set(
          answer.split(separator: "\n").filter { $0.contains("]") && !$0.contains("Context") }
            .map { $0.split(separator: "[")[0].split(separator: " ").joined(separator: " ") })
      }
      func managers() async throws -> String {
        try await site.asterisk.command("manager show users")
      }
      let before = (try await dialplan(), try await managers())
      #expect(before.0.contains("'7004' => 1. Goto(6004,1)"))
      #expect(before.1.contains("6005"))
      let directory = site.asterisk.configurationDirectory.systemPath
      let result = try await site.run(["adopt", directory, "--cut-over", "--yes"])
      try #require(result.status == 0, "\(result.output)\(result.errors)")
      #expect(try await dialplan() == before.0)
      #expect(try await managers() == before.1)
      let phones = try centre.phones(site)
      for phone in phones {
        #expect(try await phone.register() == .registered, "\(phone.username)")
      }
      let caller = try #require(phones.first)
      for number in ["6002", "6004", "7004", "6005"] {
        #expect(try await caller.call(number).status == 200, "\(number)")
      }
      // The box that is not ours is still there; of ours, ours is the one that is read.
      func boxes() async throws -> String {
        try await site.asterisk.command("voicemail show users for default")
      }
      #expect(try await boxes().contains("Paula Pi"))
      for name in ["6001", "6005"] {
        try await site.done("edit", name, "--full-name", "Changed \(name)")
        _ = try await site.asterisk.command("voicemail show users for default") {
          $0.contains("Changed \(name)")
        }
      }
      let back = try await site.run(["adopt", directory, "--roll-back", "--yes"])
      #expect(back.status == 0, "\(back)")
      #expect(try await dialplan() == before.0)
      #expect(try await boxes().contains("Nora Nu"))
    }
  }

  @Test func `a phone that moves or goes meanwhile is told, and undoes nothing`() async throws {
    let centre = try RealCentre("handwritten-sip", .sip16)
    try await Installation.run(.sip16, prepare: centre.write) { site in
      let phones = try centre.phones(site)
      for phone in phones { #expect(try await phone.register() == .registered) }
      let directory = site.asterisk.configurationDirectory.systemPath
      let trace = site.scratch.path + "/trace"
      async let result = Program.shell(
        "exec strace -f -o \(trace) -e trace=renameat -e inject=renameat:signal=STOP:when=1 xcally-agents adopt \(directory) --domain example.org --cut-over --yes",
        in: site.scratch, path: [site.asterisk.wrapperDirectory.systemPath])
      // It stops at its first file, when it knows where the phones are.
      let process = try await stopped(trace)
      let moved = try #require(phones.first { $0.username == "200" })
      await moved.move(to: 5090)
      #expect(try await moved.register() == .registered)
      _ = try await site.asterisk.command("sip unregister 201")
      #expect(kill(process, SIGCONT) == 0)
      let done = try await result
      #expect(done.status == 0, "\(done)")
      #expect(done.errors.contains("200 was registered at"), "\(done)")
      #expect(done.errors.contains("its registration ended meanwhile"), "\(done)")
    }
  }

  /// The process that was stopped, as soon as it is.
  private func stopped(_ trace: String) async throws -> pid_t {
    var deadline = Deadline(.seconds(60))
    while true {
      let text = (try? String(contentsOfFile: trace, encoding: .utf8)) ?? ""
      if let line = text.split(separator: "\n").first(where: { $0.contains("stopped by SIGSTOP") }),
        let number = line.split(separator: " ").first.flatMap({ pid_t($0) })
      {
        return number
      }
      try #require(await !deadline.isOver(), "\(text)")
      try await Task.sleep(for: .milliseconds(20))
    }
  }
}
