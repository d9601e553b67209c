internal import AgentsModel
internal import AgentsStore

extension AsteriskFiles {
  /// Remembers which Asterisk runs here; another one than before makes files stale.
  ///
  /// It is asked by `apply`, by a change of the driver, and by the first change; every other one trusts
  /// what was seen, because a question costs as much as the rest of the run.
  func seeAsterisk(always: Bool) async throws {
    guard !isElsewhere, settings.asteriskDriver != .sip, settings.asteriskVersion.text.isEmpty,
      always || seen == nil, let version = await reloading.version(), version != seen
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

  /// The second step of a switch of the driver, when nothing needs the old one any more: Asterisk's own
  /// file includes ours of the new one, or the running Asterisk lacks the old one, or somebody says so.
  ///
  /// - Throws: `AgentsError.refused` while the centre's own files continue a phone of the old one.
  func finishSwitch(retires: Bool) async throws {
    let files = try store.read { try asOf($0) }
    guard !isElsewhere, let left = files.dialect.left else { return }
    let driver = files.dialect.driver
    let isUnused = await reloading.lacks(left)
    if !retires, !isUnused {
      guard Inclusion(directory: directory).isMade(for: driver.files),
        await !reloading.lacks(driver)
      else { return }
    }
    try store.write { transaction in
      let settings = try transaction.settings()
      // Another process may have finished it, or turned it round.
      guard try transaction.dialect(settings) == files.dialect else { return }
      if !isUnused {
        _ = try CentreGuard(settings, files.dialect, directory: nil)
          .findings(forLeaving: left, transaction).orRefused()
      }
      try transaction.finishSwitch(from: files.dialect, settings)
      let change = [("dialled", JSON.array([.string(left.rawValue), .string(driver.rawValue)]))]
      try transaction.append(
        session.auditEntry(
          retires ? AuditVerb.retireDriver : "apply", "asteriskDriver", JSON.object(change)))
    }
  }

  /// A root that belongs to no driver of ours any more, and that must stay: Asterisk would reject its own
  /// file, which includes it.
  func isStillIncluded(_ file: GeneratedFile) -> Bool {
    guard case .root(let kind) = file, !kinds.contains(kind) else { return false }
    return !(kind == .sip && dialect.lacksChanSIP)
      && Inclusion(directory: directory).isMade(for: kind)
  }
}
