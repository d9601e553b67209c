internal import AgentsModel
internal import AgentsStore
internal import AsteriskConfig

/// The names and numbers of telephones, while those of a file are planned one after the other.
struct TelephoneNames {
  /// The internals that the file gives, and those that were chosen.
  var internals: Set<String>
  private var holders: [UniqueField: [String: String]] = [:]

  init(_ entries: [CentreState.Entry]) {
    internals = Set(entries.compactMap { $0["internal"]?.text })
  }

  /// Notes what a telephone is called.
  ///
  /// - Returns: What another one has already.
  mutating func take(_ telephone: Telephone) -> [Finding] {
    let values = [(UniqueField.name, telephone.username), (.internalNumber, telephone.number)]
    return values.compactMap { field, text in
      let other = holders[field, default: [:]].updateValue(
        telephone.username, forKey: text.caseFolded)
      return other.map {
        Finding(
          .error, "\(field.rawValue).taken", field: field.rawValue,
          "\(quoted(text)) is taken by telephone \($0)")
      }
    }
  }
}

extension GroupPlanner {
  /// Compares the telephones of the file with those that are stored.
  mutating func planTelephones(_ settings: Settings, _ nameGuard: NameGuard) throws {
    let stored = try reader.telephones()
    guard let entries = state.telephones else {
      for telephone in stored { surround(telephone) }
      return
    }
    let byName = Dictionary(
      stored.map { ($0.username.caseFolded, $0) }, uniquingKeysWith: { first, _ in first })
    var names = TelephoneNames(entries)
    let wanted = Set(entries.map(\.name.caseFolded))
    for telephone in stored where !wanted.contains(telephone.username.caseFolded) {
      if prunes {
        remove(telephone)
      } else {
        surround(telephone)
        _ = names.take(telephone)
      }
    }
    let digests = entries.contains { $0["sipDigest"] != nil } ? try reader.telephoneDigests() : [:]
    for entry in entries {
      let old = byName[entry.name.caseFolded]
      let (new, problems) = try planned(entry, old, settings, nameGuard, &names)
      for finding in problems { note(finding, entry, finding.field ?? "") }
      guard problems.errors.isEmpty else { continue }
      surround(new.telephone)
      if let step = try step(from: old, to: new, stored: digests) { add(step) }
    }
  }

  /// What is to be done; nil = nothing.
  private func step(
    from old: Telephone?, to new: TelephoneState, stored digests: [String: SIPDigest]
  ) throws -> GroupPlan.TelephoneStep? {
    let name = new.telephone.username
    let before = try old.map {
      TelephoneState(
        telephone: $0, kept: try reader.kept(ofTelephone: $0.username),
        digest: new.digest == nil ? nil : digests[$0.username])
    }
    let changes = (before?.entry ?? CentreState.Entry("")).changes(to: new.entry)
    guard before == nil || !changes.isEmpty else { return nil }
    return GroupPlan.TelephoneStep(
      old: old, new: new.telephone, kept: before?.kept ?? [] == new.kept ? nil : new.kept,
      digest: new.digest == before?.digest ? nil : new.digest,
      outcome: StateOutcome("telephone", name, old == nil ? .added : .changed, changes))
  }

  /// The telephone of an entry, and what is wrong with it.
  private func planned(
    _ entry: CentreState.Entry, _ old: Telephone?, _ settings: Settings, _ nameGuard: NameGuard,
    _ names: inout TelephoneNames
  ) throws -> (TelephoneState, [Finding]) {
    var (telephone, problems) = try fields(entry, old, settings, nameGuard, &names)
    if problems.errors.isEmpty {
      problems += names.take(telephone)
      if problems.errors.isEmpty { problems += try heldByOthers(telephone, old) }
    }
    let (kept, refusals) = KeptSettings.read(
      entry["kept"]?.text ?? "", for: plan.surroundings.dialect.driver)
    problems += refusals.map { Finding("kept", $0) }
    var state = TelephoneState(telephone: telephone, kept: kept.settings)
    if let text = entry["sipDigest"]?.text, !text.isEmpty {
      do throws(Refusal) { state.digest = try SIPDigest(parsing: text) } catch {
        problems.append(Finding("sipDigest", error))
      }
    }
    if problems.errors.isEmpty {
      problems += try nameGuard.findings(
        for: Endpoint(telephone, digest: .unknown),
        insteadOf: old.map { Endpoint($0, digest: .unknown) }, reader)
    }
    return (state, problems)
  }

  private func fields(
    _ entry: CentreState.Entry, _ old: Telephone?, _ settings: Settings, _ nameGuard: NameGuard,
    _ names: inout TelephoneNames
  ) throws -> (Telephone, [Finding]) {
    var assignments = TelephoneState.assignments(entry)
    let missing =
      (entry["fullname"]?.text ?? "").isEmpty
      ? [Finding(.error, "fullname.required", field: "fullname", "is required")] : []
    if let old {
      let (new, findings) = old.edited(
        TelephoneState.differing(assignments, from: old), settings)
      return (new, missing + findings)
    }
    if !assignments.contains(where: { $0.key == "internal" }) {
      let context = entry["context"]?.text ?? ContextNameRule.initial
      let known = names.internals
      let number = try reader.lowestFreeInternal(from: settings.minInternal.value) {
        try known.contains($0) || nameGuard.has(number: $0, for: context, reader)
      }
      names.internals.insert(number)
      assignments.append(Assignment("internal", number))
    }
    let (new, findings) = Telephone.create(name: entry.name, assignments, settings)
    return (new, missing + findings)
  }

  /// Values that others have now keep a telephone from getting them, but for those of telephones that go.
  private func heldByOthers(_ new: Telephone, _ old: Telephone?) throws -> [Finding] {
    let values: [(UniqueField, String, isKept: Bool)] = [
      (.name, new.username, old != nil),
      (.internalNumber, new.number, new.internalNumber == old?.internalNumber),
    ]
    return try values.compactMap { field, text, isKept in
      guard !isKept, let holder = try reader.holder(of: field, text),
        !plan.goneTelephones.contains(where: { $0.number == text })
      else { return nil }
      return Finding(
        .error, "\(field.rawValue).taken", field: field.rawValue,
        "\(quoted(text)) is taken by \(holder.name)",
        hint: field == .name
          ? nil : "if \(holder.name) is to give it up, do that in a run before this one")
    }
  }
}
