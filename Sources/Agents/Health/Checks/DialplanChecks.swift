internal import AgentsModel
internal import AgentsStore
internal import AsteriskConfig

extension HealthCheck {
  static let dialplan = [
    HealthCheck(
      "dialplan.not-included", .error, commands: true,
      what: "Whether each context of agents includes xcally-agents, itself or through others.",
      why: "No internal can be dialled from there.",
      mend: "write this line into the context: include => xcally-agents"
    ) { facts in try await notIncluded(facts) },
    HealthCheck(
      "dialplan.context-missing", .error,
      what: "Whether the context of each agent exists.",
      why: "Its agents can call nobody.",
      mend: "make the context in extensions.conf, or give its agents another"
    ) { facts in try await missingContexts(facts) },
    HealthCheck(
      "dialplan.spy-open", .error,
      what:
        "Whether agents or strangers reach xcally-agents-spy, where supervisors listen to calls.",
      why: "Everybody who calls from there can listen to every agent.",
      mend: "take that line out, and give supervisors a context of their own"
    ) { facts in try openSpying(facts) },
    HealthCheck(
      "dialplan.guest", .warning,
      what: "Whether calls of strangers reach the agents' internals.",
      why: "Whoever can send a SIP packet to Asterisk can ring the agents.",
      mend: "refuse such calls"
    ) { facts in try guests(facts) },
  ]

  private static let (agents, spying) = (Extensions.context, Extensions.spyContext)
  private static let file = FileKind.extensions.includedBy

  private static func notIncluded(_ facts: Examination) async throws -> [Symptom] {
    try facts.requireReadable(file)
    return try await eachContext(facts) { context, sample in
      let plan = facts.own.dialplan
      let isRunning = try await facts.runsWay(from: context, to: agents)
      switch plan.way(from: context, to: agents) {
      case .includes(let place):
        guard isRunning == false else { return nil }
        return Symptom(context, "includes \(agents), and the running dialplan does not")
          .at(place.file, line: place.line)
          .with(
            consequence: "\(sample.text) can dial no internal.", remedy: "have Asterisk read it"
          )
          .mended(by: .console("dialplan reload"))
      case .jumps: return nil
      case .unknown, .none:
        guard plan.has(context), isRunning != true || facts.isWhollyKnown(context) else {
          return nil
        }
        if isRunning == nil, !facts.isWhollyKnown(context) { throw facts.unknown(context) }
        let place = facts.section(context)
        return Symptom(context, "does not include \(agents)")
          .at(place?.file ?? facts.path(of: file), line: place?.line)
          .with(
            when: isRunning == true ? .reload : .now,
            consequence: "\(sample.text) can dial no internal.",
            remedy: "write include => \(agents) into [\(context)], then: dialplan reload")
      }
    }
  }

  private static func missingContexts(_ facts: Examination) async throws -> [Symptom] {
    try facts.requireReadable(file)
    return try await eachContext(facts) { context, sample in
      guard !facts.own.dialplan.has(context), !ContextName.isGenerated(context) else { return nil }
      let running = try await facts.dialplan(context)
      guard running?.exists != true else { return nil }
      if running == nil, !facts.isWhollyKnown(context) { throw facts.unknown(context) }
      return Symptom(context, "is in no file of the dialplan")
        .at(facts.path(of: file))
        .with(
          consequence: "\(sample.text) can call nobody.",
          remedy:
            "write [\(context)] with include => \(agents) into \(facts.path(of: file)), or give these agents another context"
        )
    }
  }

  /// What was seen of each context of agents; what is not known of one counts only where nothing was seen at all.
  private static func eachContext(
    _ facts: Examination, _ look: (String, AgentSample) async throws -> Symptom?
  ) async throws -> [Symptom] {
    var symptoms: [Symptom] = []
    var gap: Unchecked?
    for (context, sample) in try facts.read({ try $0.contextSamples() }) {
      guard !sample.isNobody else { continue }
      do {
        symptoms += try await look(context, sample).map { [$0] } ?? []
      } catch let error as Unchecked { gap = error }
    }
    if symptoms.isEmpty, let gap { throw gap }
    return symptoms
  }

  private static func openSpying(_ facts: Examination) throws -> [Symptom] {
    try facts.requireReadable(file)
    let usual = ContextNameRule.initial
    let callers = try facts.read { try $0.contextSamples() }.filter { !$0.agents.isNobody }
    var symptoms: [Symptom] = []
    for (context, sample) in callers {
      symptoms += spyWay(facts, from: context, isUsual: context == usual).map { symptom in
        symptom.with(consequence: "\(sample.text) can listen to every agent's calls.")
      }
    }
    let known = Set(callers.map(\.context))
    for guest in facts.guests where !known.contains(guest.context) {
      symptoms += spyWay(facts, from: guest.context, isUsual: true).map { symptom in
        symptom.with(consequence: "Strangers can listen to every agent's calls.")
      }
    }
    return symptoms
  }

  /// - Parameter isUsual: Not only supervisors call from there, to whom an extension may well lead.
  private static func spyWay(
    _ facts: Examination, from context: String, isUsual: Bool
  ) -> [Symptom] {
    switch facts.own.dialplan.way(from: context, to: spying) {
    case _ where context == spying:
      return [
        Symptom(context, "is the context of agents").with(remedy: "give them another context")
      ]
    case .includes(let place):
      return [
        Symptom(context, "includes \(spying), itself or through others")
          .at(place.file, line: place.line)
          .with(
            remedy:
              "take include => \(spying) out of \(place.text), and give supervisors a context of their own"
          )
      ]
    case .jumps(let place) where isUsual:
      return [
        Symptom(context, "has an extension that leads to \(spying)")
          .at(place.file, line: place.line)
          .with(
            .warning,
            remedy: "move the extension at \(place.text) into a context of supervisors alone")
      ]
    case .jumps, .unknown, .none: return []
    }
  }

  private static func guests(_ facts: Examination) throws -> [Symptom] {
    try facts.requireReadable(file)
    return facts.guests.compactMap { guest in
      guard guest.context == agents || isReached(facts, from: guest.context) else { return nil }
      return Symptom(guest.context, "\(guest.words), and it leads to \(agents)")
        .at(guest.file, line: guest.line).with(remedy: guest.remedy)
    }
  }

  private static func isReached(_ facts: Examination, from context: String) -> Bool {
    if case .includes = facts.own.dialplan.way(from: context, to: agents) { true } else { false }
  }
}

/// Where calls of strangers arrive.
struct GuestDoor {
  let context: String
  let file: String
  let line: Int?
  /// Half a sentence.
  let words: String
  let remedy: String
}

extension Examination {
  /// Where calls of strangers arrive, for each driver that is in use.
  var guests: [GuestDoor] {
    var doors: [GuestDoor] = []
    if dialect.drivers.contains(.sip), let context = sip.guestContext {
      let entry = tree("sip.conf").general("allowguest")
      let path = entry?.place.file ?? path(of: "sip.conf")
      doors.append(
        GuestDoor(
          context: context, file: path, line: entry?.place.line,
          words:
            "takes calls of strangers (\(entry?.text ?? "allowguest is not set, which means yes"))",
          remedy: "write allowguest = no into [general] of \(path)"))
    }
    if dialect.drivers.contains(.pjsip) {
      doors += pjsip.guests.map { context, place in
        GuestDoor(
          context: context, file: place.file, line: place.line,
          words: "takes calls of strangers (endpoint anonymous)",
          remedy: "take the endpoint at \(place.text) out, or give it another context")
      }
    }
    return doors
  }

  /// What Asterisk runs of a context; nil when it cannot be asked.
  func dialplan(_ context: String) async throws -> ContextListing? {
    await answerIfRunning("dialplan show \(context)").flatMap(ContextListing.init)
  }

  /// Whether the running dialplan leads from a context to another by includes; nil when that is not known.
  func runsWay(from context: String, to target: String) async throws -> Bool? {
    var (visited, rest): (Set<String>, [String]) = ([], [context])
    var isKnown = true
    while !rest.isEmpty {
      let name = rest.removeFirst()
      // Ours is never asked for: it is as large as there are agents.
      if name == target { return true }
      guard visited.insert(name).inserted, !ContextName.isGenerated(name) else { continue }
      guard let listing = try await dialplan(name) else { return nil }
      isKnown = isKnown && !listing.hasSwitch
      rest += listing.includes
    }
    return isKnown ? false : nil
  }

  /// Whether nothing but `extensions.conf` defines what a context leads to.
  func isWhollyKnown(_ context: String) -> Bool {
    let plan = own.dialplan
    if case .unknown = plan.way(from: context, to: Extensions.context) { return false }
    let commands = plan.tree.statements.contains { statement in
      if case .execute = statement.content { true } else { false }
    }
    return !commands && elsewhere(plan.reached(from: context)) == nil
  }

  /// The file in another grammar that has any of these contexts.
  private func elsewhere(_ contexts: Set<String>) -> String? {
    let users = tree("users.conf")
    if users.sections.contains(where: { $0.name.caseFolded != "general" && !$0.isTemplate }),
      contexts.contains(tree("extensions.conf").general("userscontext")?.value ?? "default")
    {
      return "users.conf"
    }
    return ["extensions.ael", "extensions.lua"].first { file in
      guard let text = own.text(file) else { return false }
      return text.hasInclude || contexts.contains { text.names($0) }
    }
  }

  /// Why it is not known what a context leads to.
  func unknown(_ context: String) -> Unchecked {
    if case .unknown(let place) = own.dialplan.way(from: context, to: Extensions.context) {
      return Unchecked("what [\(context)] leads to is not in files alone (\(place.text))")
    }
    let file = elsewhere(own.dialplan.reached(from: context)) ?? "#exec"
    return Unchecked("what \(file) has of [\(context)] is not known")
  }

  /// Where a context begins.
  func section(_ context: String) -> ConfigTree.Place? {
    tree("extensions.conf").sections.first { $0.name == context && !$0.isTemplate }?.place
  }
}

extension String {
  /// Whether a line includes another file, in AEL or Lua.
  fileprivate var hasInclude: Bool {
    split(separator: "\n").contains { line in
      let words = line.trimmingPrefix { $0 == " " || $0 == "\t" }
      return ["#include", "require", "dofile"].contains { words.hasPrefix($0) }
    }
  }
}
