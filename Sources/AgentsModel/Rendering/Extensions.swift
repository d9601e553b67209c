internal import AsteriskConfig

/// Endpoints as extensions of the dialplan (extensions.conf): what happens when somebody dials an
/// internal.
enum Extensions {
  /// The context with all internals; the centre's own context includes it.
  static let context = "xcally-agents"
  /// The context by which supervisors listen; nothing of ours includes it.
  static let spyContext = "xcally-agents-spy"

  /// Both contexts exist, whoever is in them: Asterisk warns of the inclusion of one that does not.
  static let contexts = [Section(name: context), Section(name: spyContext)]

  /// More than five calls forwarded in a row are a circle: the last phone rings.
  private static let mostForwards = 5

  /// The extension of one endpoint, and its entry for supervisors.
  ///
  /// Where no phone may register, callers reach the mailbox; without one there is no extension.
  ///
  /// - Parameter seconds: how long the phone rings.
  static func content(
    of endpoint: Endpoint, _ driver: Dialect.Driver, ringing seconds: Int = 0
  ) -> [Section] {
    let peer = "\(driver.technology)/\(endpoint.name.text)"
    let sections = [dialling(endpoint, peer, seconds)].filter { !$0.settings.isEmpty }
    return endpoint.voice.chanSpy && endpoint.registration != nil
      ? sections + [spying(on: endpoint, peer)] : sections
  }

  private static func dialling(_ endpoint: Endpoint, _ peer: String, _ seconds: Int) -> Section {
    var lines = Lines(endpoint.internalNumber.text)
    if endpoint.isDialled { lines.hint(peer) }
    if endpoint.registration != nil, !endpoint.forwarding.text.isEmpty { forward(endpoint, &lines) }
    if endpoint.isDialled {
      if endpoint.voice.extensionMonitor != .inactive {
        // Only while two parties talk; `${UNIQUEID}` begins with the second.
        let format = endpoint.voice.extensionMonitor.rawValue
        lines.add("MixMonitor(\(endpoint.name.text)-${UNIQUEID}.\(format),b)")
      }
      lines.add("Dial(\(peer),\(seconds))")
    }
    if endpoint.voicemail { lines.add("VoiceMail(\(endpoint.mailbox),u)") }
    if !lines.settings.isEmpty { lines.add("Hangup()") }
    return Section(name: context, settings: lines.settings)
  }

  /// Where the agent's own calls go, the forwarded one goes.
  private static func forward(_ endpoint: Endpoint, _ lines: inout Lines) {
    lines.add("GotoIf($[0${XCALLY_FORWARDS} >= \(mostForwards)]?ring)")
    lines.add("Set(__XCALLY_FORWARDS=$[0${XCALLY_FORWARDS} + 1])")
    lines.add("Goto(\(endpoint.voice.context.text),\(endpoint.forwarding.text),1)")
    lines.label = "ring"
  }

  /// ChanSpy takes every channel whose name begins so: the dash ends the username.
  private static func spying(on endpoint: Endpoint, _ peer: String) -> Section {
    var lines = Lines(endpoint.internalNumber.text)
    lines.add("Answer()")
    lines.add("ChanSpy(\(peer)-,q)")
    lines.add("Hangup()")
    return Section(name: spyContext, settings: lines.settings)
  }

  /// The lines of one extension, priority by priority.
  private struct Lines {
    private let number: String
    /// Of the next line.
    var label: String?
    private(set) var settings: [Setting] = []
    private var isFirst = true

    init(_ number: String) { self.number = number }

    mutating func hint(_ device: String) { write("hint", device) }

    mutating func add(_ application: String) {
      write((isFirst ? "1" : "n") + (label.map { "(\($0))" } ?? ""), application)
      isFirst = false
      label = nil
    }

    private mutating func write(_ priority: String, _ application: String) {
      settings.append(
        Setting(name: "exten", value: "\(number),\(priority),\(application)", isObject: true))
    }
  }
}

extension ContextName {
  /// The contexts that this program writes, out of what it renders.
  ///
  /// None of them is an agent's: what supervisors dial there is not for agents, and the centre's own
  /// context, which includes the others, says who may call what.
  package static var generated: [String] { Extensions.contexts.map(\.name) }

  /// Whether a context is one of ``generated``, in whatever case: which of the two it would be to Asterisk
  /// is no question to leave open.
  package static func isGenerated(_ name: String) -> Bool {
    generated.contains { $0.lowercased() == name.lowercased() }
  }

  static func generatedRefusal(_ name: String) -> Refusal {
    Refusal(
      "generated", "\(quoted(name)) is a context that this program writes, and no agent's",
      hint: "name a context of the centre's dialplan, for example \(ContextNameRule.initial)")
  }
}
