internal import AsteriskConfig

/// Endpoints as extensions of the dialplan (extensions.conf), which say what happens when an
/// internal is dialled.
package enum Extensions {
  /// The context of all internals, which the centre's own context includes.
  package static let context = "xcally-agents"
  /// The context that supervisors dial to listen; no file of ours includes it.
  package static let spyContext = "xcally-agents-spy"

  /// Both contexts always exist, because Asterisk warns when a missing one is included.
  static let contexts = [Section(name: context), Section(name: spyContext)]

  /// A call that was forwarded more often than this is going in circles: the last phone rings.
  private static let mostForwards = 5

  /// The extension of one endpoint, and its entry for supervisors.
  ///
  /// When no phone may register, callers reach the mailbox; without a mailbox there is no
  /// extension.
  ///
  /// - Parameter seconds: How long the phone rings.
  static func content(
    of endpoint: Endpoint, _ driver: Dialect.Driver, ringing seconds: Int = 0
  ) -> [Section] {
    let peer = "\(driver.technology)/\(endpoint.dialled.text)"
    let sections = [dialling(endpoint, peer, seconds)].filter { !$0.settings.isEmpty }
    return endpoint.voice.chanSpy && (endpoint.desk != nil || endpoint.registration != nil)
      ? sections + [spying(on: endpoint, peer)] : sections
  }

  private static func dialling(_ endpoint: Endpoint, _ peer: String, _ seconds: Int) -> Section {
    var lines = Lines(endpoint.internalNumber.text)
    if endpoint.isDialled { lines.hint(peer) }
    if endpoint.registration != nil, !endpoint.forwarding.text.isEmpty { forward(endpoint, &lines) }
    if endpoint.isDialled {
      if endpoint.voice.extensionMonitor != .inactive {
        // `b`: only while two parties talk. `${UNIQUEID}` begins with the time in seconds.
        let format = endpoint.voice.extensionMonitor.rawValue
        lines.add("MixMonitor(\(endpoint.username)-${UNIQUEID}.\(format),b)")
      }
      lines.add("Dial(\(peer),\(seconds))")
    }
    if endpoint.voicemail { lines.add("VoiceMail(\(endpoint.mailbox),u)") }
    if !lines.settings.isEmpty { lines.add("Hangup()") }
    return Section(name: context, settings: lines.settings)
  }

  /// A forwarded call goes through the context of the agent's own calls.
  private static func forward(_ endpoint: Endpoint, _ lines: inout Lines) {
    lines.add("GotoIf($[0${XCALLY_FORWARDS} >= \(mostForwards)]?ring)")
    lines.add("Set(__XCALLY_FORWARDS=$[0${XCALLY_FORWARDS} + 1])")
    lines.add("Goto(\(endpoint.voice.context.text),\(endpoint.forwarding.text),1)")
    lines.label = "ring"
  }

  /// ChanSpy matches the beginning of a channel's name: the dash ends the username.
  private static func spying(on endpoint: Endpoint, _ peer: String) -> Section {
    var lines = Lines(endpoint.internalNumber.text)
    lines.add("Answer()")
    lines.add("ChanSpy(\(peer)-,q)")
    lines.add("Hangup()")
    return Section(name: spyContext, settings: lines.settings)
  }

  /// The lines of one extension, in the order of their priorities.
  private struct Lines {
    private let number: String
    /// The label of the next line.
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
  /// The contexts that this program writes.
  ///
  /// No agent may have one of them as its context. Supervisors dial in one, and the centre's own
  /// context, which includes the other, says who may call what.
  package static var generated: [String] { Extensions.contexts.map(\.name) }

  /// Whether a context is one of ``generated``, ignoring case, so that it does not matter how
  /// Asterisk compares names.
  package static func isGenerated(_ name: String) -> Bool {
    generated.contains { $0.lowercased() == name.lowercased() }
  }

  static func generatedRefusal(_ name: String) -> Refusal {
    Refusal(
      "generated", "\(quoted(name)) is a context that this program writes, and no agent's",
      hint: "name a context of the centre's dialplan, for example \(ContextNameRule.initial)")
  }
}
