internal import AgentsModel

extension AsteriskError {
  /// Failures of Asterisk and of the files made for it.
  var failure: Failure {
    switch self {
    case .notApplied(let files, let cause):
      Failure(
        code: code,
        message: "the change is stored, but "
          + (files.isEmpty ? "Asterisk may not know of it" : "\(list(files)) could not be written")
          + ": \(cause.failure.reason)",
        hint: Self.hint(toEnd: cause),
        exitStatus: cause.failure.exitStatus)
    case .mailboxes(let agents, let cause):
      Failure(
        code: code,
        message: "the change is stored, but the "
          + "\(agents.count == 1 ? "mailbox" : "mailboxes") of \(list(agents)) could not be changed: "
          + cause.failure.reason,
        hint: Self.hint(toEnd: cause), exitStatus: cause.failure.exitStatus)
    case .directoryNotSet(let database, let directory):
      Failure(
        code: code,
        message:
          "\(database) is not the standard database, and asteriskDir is not set in it, so that "
          + "nothing is written to \(directory)",
        hint: Self.hintOfDirectory, exitStatus: .configuration)
    case .drifted(let files):
      Failure(
        code: code,
        message: list(files)
          + (files.count == 1
            ? " was edited by hand, or by another database, and stays"
            : " were edited by hand, or by another database, and stay"),
        hint: "\"xcally-agents apply --force\" overwrites, and keeps a copy",
        exitStatus: .differs)
    case .unfaithfulRendering(let file):
      Failure(
        code: code,
        message: "\(file) would not be read by Asterisk as it is stored; it was not written",
        hint: "this is a bug", exitStatus: .bug)
    case .unavailable(let command, let silence):
      Failure(
        code: code,
        message:
          "the files are written, but Asterisk did not take \(quoted(command)): \(silence.words)",
        hint: silence.hint ?? "\"xcally-agents apply\" tells it when it answers again",
        exitStatus: .unavailable)
    case .unasked(let silence):
      Failure(
        code: code, message: "Asterisk could not be asked for its version: \(silence.words)",
        hint: silence.hint ?? "run \"xcally-agents apply\" when it answers again",
        exitStatus: .unavailable)
    case .unexamined(let silence):
      Failure(
        code: code, message: "Asterisk could not be asked: \(silence.words)",
        hint: "what can be known without it is told without --running", exitStatus: .unavailable)
    case .unproved(let silence):
      Failure(
        code: code,
        message: "Asterisk could not be asked, and no phone is moved unseen: \(silence.words)",
        hint: "start Asterisk; what is stored with --store stays held until then",
        exitStatus: .unavailable)
    case .lacksDriver(let command):
      Failure(
        code: code,
        message: "the files are written, but Asterisk does not know \(quoted(command)): it lacks "
          + "the channel driver they are for",
        hint: "\"xcally-agents apply\" asks which one it has; the setting asteriskDriver says it",
        exitStatus: .unavailable)
    case .disagrees(let peers):
      Failure(
        code: code,
        message: "Asterisk was reloaded but does not run what was written for \(list(peers))",
        hint:
          "\"xcally-agents status\" tells whether it includes our files, and names that are there "
          + "twice; \"xcally-agents apply\" tries again",
        exitStatus: .unavailable)
    }
  }

  private static let hintOfDirectory =
    "\"xcally-agents settings set asteriskDir DIR\", then \"xcally-agents apply\"; "
    + "--asterisk-dir DIR for this run only"

  /// How the files that `cause` kept from being written get written.
  private static func hint(toEnd cause: AgentsError) -> String {
    if case .asterisk(.directoryNotSet) = cause { return hintOfDirectory }
    if case .asterisk(.unasked(let silence)) = cause, let hint = silence.hint { return hint }
    if case .file(.unsafe(_, _, let hint, _)) = cause {
      return hint + "; then \"xcally-agents apply\" finishes it"
    }
    return "\"xcally-agents apply\" finishes it when the cause is gone"
  }
}

extension AsteriskSilence {
  fileprivate var words: String {
    switch self {
    case .notInstalled: "it is not installed here"
    case .notRunning: "it does not run here"
    case .notAllowed(let path): "this account may not use \(path)"
    case .starting: "it is still starting"
    case .noAnswer(let seconds): "no answer in \(count(seconds, "second"))"
    case .failed(let reason): reason
    }
  }

  /// What to do about it; nil where only waiting helps.
  fileprivate var hint: String? {
    switch self {
    case .notAllowed:
      "run \"xcally-agents apply\" as root, or as a user of the group in astctlgroup of asterisk.conf"
    case .starting: "run \"xcally-agents apply\" when it has started"
    case .notInstalled, .notRunning, .noAnswer, .failed: nil
    }
  }
}
