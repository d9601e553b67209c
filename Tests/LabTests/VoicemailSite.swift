import Foundation
import TestSupport

/// A centre whose mailboxes are used at a phone: somebody calls `VoiceMailMain` and types.
struct VoicemailSite {
  let installation: Installation
  var asterisk: RunningAsterisk { installation.asterisk }

  /// - Parameter place: `passwordlocation` of voicemail.conf, which has a mailbox of its own, too.
  static func run(
    _ driver: Driver, _ place: String, _ body: (VoicemailSite) async throws -> Void
  ) async throws {
    func change(_ name: String, beside directory: URL, _ edit: (String) -> String) throws {
      let file = directory.deletingLastPathComponent().appending(path: name)
      try edit(String(contentsOf: file, encoding: .utf8))
        .write(to: file, atomically: true, encoding: .utf8)
    }
    try await Installation.run(
      driver,
      prepare: { directory in
        try change("voicemail.conf", beside: directory) { text in
          text.replacingOccurrences(
            of: "passwordlocation = spooldir\n",
            with: (place == "spooldir" ? "passwordlocation = spooldir\n" : "")
              // Nothing is said of day and hour: there are no prompts for these.
              + "envelope = no\n; the boxes of the hall\n[default]\n7000 => 4242,Hall,hall@example.com\n"
          )
        }
        try change("extensions.conf", beside: directory) { $0 + dialplan }
      }
    ) { try await body(VoicemailSite(installation: $0)) }
  }

  /// `type` types the variable WORDS, key by key; `mail-BOX` is the mailbox, and `door-BOX` asks for its PIN alone.
  ///
  /// In a pattern the letters x, z and n stand for digits, so that no name has one.
  private static let dialplan = """

    [lab-voicemail]
    exten => _mail-X.,1,VoiceMailMain(${EXTEN:5}@default)
    exten => _door-X.,1,VMAuthenticate(${EXTEN:5}@default)
    same => n,Set(GLOBAL(ENTERED)=${EXTEN:5})
    exten => _leave-X.,1,VoiceMail(${EXTEN:6}@default,s)
    exten => type,1,Answer()
    same => n,Set(LEFT=${WORDS})
    same => n(next),Wait(1)
    same => n,GotoIf($["${LEFT}" = ""]?end)
    same => n,SendDTMF(${LEFT:0:1})
    same => n,Set(LEFT=${LEFT:1})
    same => n,Goto(next)
    same => n(end),Wait(2)

    """

  func done(_ arguments: String...) async throws {
    guard arguments[0] == "create" else {
      let result = try await installation.run(arguments)
      guard result.status == 0 else {
        throw Installation.Unexpected(arguments: arguments, result: result)
      }
      return
    }
    let words =
      Array(arguments.prefix(2)) + [
        "--full-name", "Anna Rossi", "--email", "\(arguments[1])@example.com",
        "--generate-password",
      ] + arguments.dropFirst(2)
    let result = try await installation.run(words)
    guard result.status == 0 else {
      throw Installation.Unexpected(arguments: words, result: result)
    }
  }

  /// A generated file.
  func file(_ name: String) throws -> String {
    try String(contentsOf: asterisk.asteriskDirectory.appending(path: name), encoding: .utf8)
  }

  /// The directory of a mailbox.
  func box(_ number: String) -> URL {
    asterisk.spoolDirectory.appending(path: "voicemail/default/\(number)")
  }

  /// The messages in a folder of a mailbox.
  func messages(_ number: String, _ folder: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: box(number).appending(path: folder).path)
    return (names ?? []).filter { $0.hasSuffix(".txt") }.sorted()
  }

  /// The PIN in the database.
  func pin(of name: String) async throws -> String {
    let shown = try await installation.done("show", name, "--with-secrets", "--format", "json")
    return shown.firstMatch(of: /"voicemailPin":\s*"(\d*)"/).map { String($0.1) } ?? ""
  }

  /// Somebody changes the PIN of a mailbox at a phone.
  ///
  /// - Parameter file: Where Asterisk writes it: in the spool, unless the mailbox is one of voicemail.conf.
  func changePIN(
    of number: String, from old: String, to new: String, in file: String = "secret.conf"
  ) async throws {
    let place =
      file == "secret.conf"
      ? box(number).appending(path: file) : asterisk.configurationDirectory.appending(path: file)
    func isChanged() -> Bool {
      ((try? String(contentsOf: place, encoding: .utf8)) ?? "").contains(new)
    }
    // On a busy machine the typist may be too early for a prompt.
    for _ in 1...20 where !isChanged() {
      try await call("mail-\(number)", typing: "\(old)#05\(new)#\(new)#")
    }
    guard isChanged() else { throw NotChanged(number: number) }
  }

  /// Whether a mailbox opens with a PIN.
  func enters(_ number: String, with pin: String) async throws -> Bool {
    for _ in 1...3 {
      _ = try await asterisk.command("dialplan set global ENTERED no")
      try await call("door-\(number)", typing: "\(pin)#")
      let shown = try await asterisk.command("dialplan show globals")
      if shown.contains("ENTERED=\(number)") { return true }
    }
    return false
  }

  /// Somebody leaves a message.
  func leaveMessage(for number: String) async throws {
    for _ in 1...20 where messages(number, "INBOX").isEmpty {
      try await call("leave-\(number)", typing: "44444")
    }
    guard messages(number, "INBOX") == ["msg0000.txt"] else { throw NotChanged(number: number) }
  }

  /// Somebody hears the one message of a mailbox.
  func hearMessage(of number: String, with pin: String) async throws {
    for _ in 1...20 where messages(number, "Old").isEmpty {
      try await call("mail-\(number)", typing: "\(pin)#1")
    }
    guard messages(number, "Old") == ["msg0000.txt"] else { throw NotChanged(number: number) }
  }

  private func call(_ extension: String, typing words: String) async throws {
    _ = try await asterisk.command("dialplan set global WORDS \(words)")
    _ = try await asterisk.command(
      "channel originate Local/type@lab-voicemail extension \(`extension`)@lab-voicemail")
    _ = try await asterisk.command("core show channels concise") { !$0.contains("!") }
  }

  /// What somebody did at the phone had no effect.
  struct NotChanged: Error {
    let number: String
  }
}
