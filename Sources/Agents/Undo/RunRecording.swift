internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

extension OperatorTask {
  /// What it changes is a run, which `undo` knows.
  ///
  /// A login, what the program does by itself, and an emailed link are none: nobody decided then to change an agent.
  var isRun: Bool { !Self.noRuns.contains(name) }

  /// What was before is kept.
  ///
  /// An adoption is undone by itself, with the centre's files.
  var isUndoable: Bool { isRun && name != "adopt" }

  private static let noRuns: Set = [
    "verify-password", "apply", AuditVerb.mend, "reset-password request", "reset-password complete",
    "backup", "restore-backup", "logs prune", "status", "diff", "doctor",
  ]
}

extension Session {
  /// The same store, which keeps what was before its changes.
  func recording(_ store: Store) -> Store {
    guard task.isRun, !task.isDryRun, task.verb != nil else { return store }
    return store.recording(
      RunAuthor(
        at: now, login: actor.login, uid: actor.userID, sudoUser: actor.sudoUser ?? "",
        verb: task.name, isKept: task.isUndoable, pack: Packing.pack))
  }

  /// Forgets what is kept longer than the setting `undoDays` says.
  func forgetOldRuns(_ store: Store) throws {
    let (time, isAny) = try store.read { reader in
      let days = try reader.settings().undoDays.value
      let time = WallTime(seconds: centre.clock.now().seconds - days * 86_400).iso8601
      return (days == 0 ? "9999" : time, try reader.keepsRuns(before: days == 0 ? "9999" : time))
    }
    guard isAny else { return }
    for name in try store.note({ try $0.forgetRuns(before: time) }) {
      _ = try? AtomicFile.remove(at: avatarDirectory.appending(name))
    }
  }
}
