import Foundation
import TestSupport

/// A SIP driver of an Asterisk of the lab.
enum Driver: CaseIterable, CustomStringConvertible {
  case sip16, pjsip16, pjsip22

  var version: AsteriskVersion { self == .pjsip22 ? .v22 : .v16 }

  /// Its name in a dial string.
  var technology: String { self == .sip16 ? "SIP" : "PJSIP" }

  var description: String { "\(technology) of \(version.rawValue)" }

  func port(of asterisk: RunningAsterisk) -> Int {
    self == .sip16 ? asterisk.sipPort : asterisk.pjsipPort
  }
}

/// A small centre as an administrator would write it: the agents anna, bert and carl with the
/// internals 1000 to 1002, the supervisor dora, queues, a mailbox and a recorded extension.
struct HandWrittenCalls {
  let driver: Driver

  /// Starts an Asterisk with these files.
  static func run(
    _ driver: Driver, _ body: (HandWrittenCalls, RunningAsterisk) async throws -> Void
  ) async throws {
    let files = HandWrittenCalls(driver: driver)
    try await Lab.withAsterisk(driver.version, prepare: { try files.write(into: $0) }) {
      try await body(files, $0)
    }
  }

  /// The phone of an agent; its password is `NAME-password`.
  func phone(
    _ name: String, at asterisk: RunningAsterisk, whenCalled manner: Phone.Manner = .answers()
  ) throws -> Phone {
    try Phone(
      name, password: "\(name)-password", at: asterisk, port: driver.port(of: asterisk),
      whenCalled: manner)
  }

  private func write(into directory: URL) throws {
    let agents = ["anna", "bert", "carl"].map { agent($0, context: "from-sip") }
    let all = agents + [agent("dora", context: "from-supervisor")]
    let files = [
      driver == .sip16 ? "sip_agents.conf" : "pjsip_agents.conf": all.joined(),
      "extensions_agents.conf": dialplan, "queues_agents.conf": queues,
      "voicemail_agents.conf": "[default]\n1000 => 1234,Anna\n",
    ]
    for (name, text) in files {
      try text.write(to: directory.appending(path: name), atomically: true, encoding: .utf8)
    }
  }

  private func agent(_ name: String, context: String) -> String {
    switch driver {
    case .sip16:
      """
      [\(name)]
      type = friend
      host = dynamic
      secret = \(name)-password
      context = \(context)
      qualify = yes
      directmedia = no
      disallow = all
      allow = ulaw
      mailbox = 1000@default

      """
    case .pjsip16, .pjsip22:
      """
      [\(name)]
      type = endpoint
      context = \(context)
      auth = \(name)
      aors = \(name)
      direct_media = no
      disallow = all
      allow = ulaw
      mailboxes = 1000@default
      [\(name)]
      type = auth
      auth_type = userpass
      username = \(name)
      password = \(name)-password
      [\(name)]
      type = aor
      max_contacts = 1
      remove_existing = yes
      qualify_frequency = 60

      """
    }
  }

  private var dialplan: String {
    """
    [xcally-agents]
    exten => 1000,1,Dial(\(driver.technology)/anna,2)
    same => n,VoiceMail(1000@default,u)
    exten => 1001,1,Dial(\(driver.technology)/bert,2)
    exten => 2000,1,Answer()
    same => n,MixMonitor(call.wav)
    same => n,MixMonitor(call.wav49)
    same => n,MixMonitor(call.gsm)
    same => n,Echo()

    [xcally-agents-spy]
    exten => 1000,1,ChanSpy(\(driver.technology)/anna-,q)

    """
  }

  private var queues: String {
    """
    [all]
    strategy = ringall
    timeout = 10
    member => \(driver.technology)/anna,0,anna
    member => \(driver.technology)/bert,0,bert

    [levels]
    strategy = ringall
    timeout = 10
    member => \(driver.technology)/anna,1,anna
    member => \(driver.technology)/bert,0,bert

    """
  }
}
