internal import AgentsModel
internal import AgentsStore

extension AsteriskFiles {
  /// Remembers which Asterisk runs here; another one than before makes files stale.
  ///
  /// `apply`, a change of the driver and the first change ask Asterisk. Others trust the stored answer,
  /// because who may change an agent need not be one who may ask Asterisk.
  ///
  /// - Throws: `AgentsError.asterisk(.unasked)` when it does not answer and was never seen: then nobody knows what
  ///   to write.
  func seeAsterisk(always: Bool) async throws {
    guard !isElsewhere, settings.asteriskDriver != .sip, settings.asteriskVersion.text.isEmpty,
      always || seen == nil, let version = try await version(), version != seen
    else { return }
    try store.write { transaction in
      let settings = try transaction.settings()
      let before = try transaction.dialect(settings)
      try SettingRules.checkPhones(
        from: before, to: Dialect(settings, seen: version), settings, directory: nil, transaction)
      try transaction.setAsteriskSeen(version)
      try transaction.changeDialect(from: before, settings)
    }
  }

  private func version() async throws -> AsteriskVersion? {
    do throws(AsteriskSilence) { return try await reloading.version() } catch {
      guard seen == nil else { return nil }
      throw AgentsError.asterisk(.unasked(error))
    }
  }

  /// Finishes a change of the driver once the old one is not needed.
  ///
  /// That is when Asterisk's own file includes ours for the new driver, when Asterisk does not have the old driver, or
  /// when `retires` is set. It stays unfinished while Asterisk does not answer.
  ///
  /// - Throws: `AgentsError.refused` while the centre's own files continue a phone of the old one.
  func finishSwitch(retires: Bool) async throws {
    let files = try store.read { try asOf($0) }
    guard !isElsewhere, let left = files.dialect.left else { return }
    let driver = files.dialect.driver
    let isUnused = try? await reloading.lacks(left)
    if !retires, isUnused != true {
      guard isUnused != nil, Inclusion(directory: directory).isMade(for: driver.files),
        (try? await reloading.lacks(driver)) == false
      else { return }
    }
    try store.write { transaction in
      let settings = try transaction.settings()
      // Another process may have finished or reverted the change.
      guard try transaction.dialect(settings) == files.dialect else { return }
      if isUnused != true {
        _ = try NameGuard(settings, files.dialect, directory: nil)
          .findings(forLeaving: left, transaction).orRefused()
      }
      try transaction.finishSwitch(from: files.dialect, settings)
      let change = [("dialled", JSON.array([.string(left.rawValue), .string(driver.rawValue)]))]
      try transaction.append(
        session.auditEntry(
          retires ? AuditVerb.retireDriver : "apply", "asteriskDriver", JSON.object(change)))
    }
  }

  /// A root file of a former driver must stay while Asterisk's own file includes it: without it Asterisk
  /// would reject that file.
  func isStillIncluded(_ file: GeneratedFile) -> Bool {
    guard case .root(let kind) = file, !kinds.contains(kind) else { return false }
    return !(kind == .sip && dialect.lacksChanSIP)
      && Inclusion(directory: directory).isMade(for: kind)
  }
}
