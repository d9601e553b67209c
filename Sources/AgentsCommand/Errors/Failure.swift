internal import AgentsModel
internal import AgentsSystem

/// An error as people and scripts see it.
struct Failure {
  /// Stable for ever; kebab case.
  let code: String
  /// Lower case, what and which, no full stop.
  let message: String
  /// What to do or to type next.
  var hint: String?
  let exitStatus: ExitStatus
  /// What the remarks come to, for people.
  var summary = ""
  /// How the command line should be, for people; empty where its words were right.
  var usage = ""
  /// The single remarks, where there are several.
  var findings: [Finding] = []
}

extension Failure {
  /// In one line: what was refused first, where that is what failed.
  fileprivate var reason: String {
    findings.errors.first.map {
      [$0.subject, $0.message].compactMap(\.self).joined(separator: ": ")
    }
      ?? message
  }
}

extension AgentsError {
  /// The one place where failures get their words and their status.
  var failure: Failure {
    switch self {
    case .refused(let findings):
      Failure(
        code: "refused", message: "the request was refused", exitStatus: .data,
        findings: findings)
    case .agentsNotFound(let names, let inBin):
      Failure(
        code: "agent-not-found", message: noAgent(names),
        hint: inBin.isEmpty
          ? "\"xcally-agents list\" shows them"
          : list(inBin) + (inBin.count == 1 ? " is" : " are")
            + " in the bin: \"xcally-agents restore\" reverts that",
        exitStatus: .notFound)
    case .groupsNotFound(let missing, let agents, let inBin):
      groupFailure(missing, agents, inBin)
    case .notInBin(let names):
      Failure(
        code: "agent-not-in-bin", message: "\(noAgent(names)) in the bin",
        hint: "\"xcally-agents list --state deleted\" shows who is", exitStatus: .notFound)
    case .unknownKey(let key, let kind, let nearest):
      Failure(
        code: "unknown-\(kind)", message: "there is no \(kind) \(quoted(key))",
        hint: nearest.map { "did you mean \($0)?" }, exitStatus: .data)
    case .confirmationNeeded(let question):
      Failure(
        code: "confirmation-needed", message: "\(question), and there is no terminal to ask on",
        hint: "add --yes", exitStatus: .usage)
    case .declined:
      Failure(code: "declined", message: "nothing was done", exitStatus: .differs)
    case .passwordNeeded(let canBeMade):
      Failure(
        code: "password-needed", message: "a password is needed and there is no terminal to ask on",
        hint: canBeMade
          ? "use --password-stdin, --password-file FILE or --generate-password"
          : "use --password-stdin or --password-file FILE",
        exitStatus: .usage)
    case .passwordsDiffer:
      Failure(
        code: "passwords-differ", message: "the two passwords differ; nothing was done",
        exitStatus: .data)
    case .notAllowed(let denial): denial.failure
    case .accountRefused, .linkRefused, .settingsNeeded, .mailUnavailable: accountFailure
    case .storeNotFound, .storeUnusable, .storeNewer, .busy, .storedValueInvalid:
      storeFailure
    case .auditRowNotFound, .auditBroken, .unrecorded: auditFailure
    case .file, .exposedFile, .unusableFile, .unsafeFile, .notApplied, .drifted,
      .renderingUnfaithful, .asteriskDirNotSet:
      fileFailure
    case .clientLogsNotFound(let agents, let directory):
      clientLogFailure(agents, directory)
    case .asteriskUnavailable(let command, let reason):
      Failure(
        code: "asterisk-unavailable",
        message: "the files are written, but Asterisk did not take \(quoted(command)): \(reason)",
        hint: "\"xcally-agents apply\" tells it when it answers again",
        exitStatus: .unavailable)
    case .asteriskLacksDriver(let command):
      Failure(
        code: "asterisk-lacks-driver",
        message: "the files are written, but Asterisk does not know \(quoted(command)): it lacks "
          + "the channel driver they are for",
        hint: "\"xcally-agents apply\" asks which one it has; the setting asteriskDriver says it",
        exitStatus: .unavailable)
    case .asteriskDisagrees(let peers):
      Failure(
        code: "asterisk-disagrees",
        message: "Asterisk was reloaded but does not run what was written for \(list(peers))",
        hint:
          "\"xcally-agents status\" tells whether it includes our files, and names that are there "
          + "twice; \"xcally-agents apply\" tries again",
        exitStatus: .unavailable)
    case .argumentNotUTF8(let index):
      Failure(
        code: "argument-encoding", message: "word \(index) of the command line is not UTF-8",
        exitStatus: .data)
    case .unreported(let errno, let losesPassword):
      Failure(
        code: "unreported",
        message: "the change is stored, but standard output did not take the report: "
          + reason(errno),
        hint: losesPassword
          ? "the generated password is lost: \"xcally-agents set-password\" gives a new one" : nil,
        exitStatus: .inputOutput)
    case .exposedOutput, .unusableOutput, .rowsRefused, .tooFewRows, .suddenDrop, .tooManyChanges,
      .interrupted:
      bulkFailure
    case .cryptFailed:
      Failure(
        code: "crypt-failed", message: "crypt(3) could not hash the password", exitStatus: .bug)
    case .unexpected(let text):
      Failure(
        code: "bug", message: "unexpected: \(text)", hint: "this is a bug", exitStatus: .bug)
    }
  }

  /// Everything unknown in one sentence, also agents that are named beside groups.
  private func groupFailure(
    _ missing: [MissingGroup], _ agents: [String], _ inBin: [String]
  ) -> Failure {
    let names = agents.map { "agent \($0)" } + missing.map { "\($0.kind) \($0.name)" }
    let kind = missing.first?.kind ?? ""
    let near = missing.compactMap(\.nearest)
    return Failure(
      code: "\(kind)-not-found",
      message: "there is no " + list(names, "or", most: .max),
      hint: near.isEmpty
        ? "\"xcally-agents \(kind) list\" shows them" : "did you mean \(list(near))?",
      exitStatus: .notFound)
  }

  private var hintOfDirectory: String? {
    guard case .asteriskDirNotSet = self else { return nil }
    return "\"xcally-agents settings set asteriskDir DIR\", then \"xcally-agents apply\"; "
      + "--asterisk-dir DIR for this run only"
  }

  private var storeFailure: Failure {
    switch self {
    case .storeNotFound(let path):
      Failure(
        code: "database-not-found", message: "there is no database \(path)",
        hint: "the first \"xcally-agents create\" makes it; --db names another",
        exitStatus: .notFound)
    case .storeUnusable(let path, let reason):
      Failure(
        code: "database-unusable", message: "\(path) cannot be used: \(reason)",
        hint: "it was left untouched", exitStatus: .configuration)
    case .storeNewer(let path):
      Failure(
        code: "database-newer", message: "\(path) was written by a newer xcally-agents",
        hint: "upgrade this program", exitStatus: .configuration)
    case .busy(let path, let holder):
      Failure(
        code: "busy",
        message: "\(path) is in use" + (holder.map { " by \($0)" } ?? " by another process"),
        hint: "try again, or wait longer with --lock-timeout SECONDS", exitStatus: .busy)
    case .storedValueInvalid(let agent, let key, let refusal):
      Failure(
        code: "stored-value-invalid",
        message: "the database holds an invalid \(key) of agent \(agent): \(refusal.message)",
        hint: "it was changed by another program", exitStatus: .configuration)
    default: preconditionFailure("not a failure of the store")
    }
  }

  private var fileFailure: Failure {
    switch self {
    case .file(let path, let operation, let errno):
      Failure(
        code: "file-\(operation.split(separator: " ").joined(separator: "-"))",
        message: "cannot \(operation) \(path): \(reason(errno))",
        hint: status(operation, errno) == .permission ? "run it as a user who may" : nil,
        exitStatus: status(operation, errno))
    case .exposedFile(let path, let mode):
      Failure(
        code: "file-exposed",
        message: "others may use \(path) (mode \(octal(mode))), so its secret is not taken",
        hint: "chmod 600 \(path)", exitStatus: .permission)
    case .unusableFile(let path, let reason):
      Failure(code: "file-unusable", message: "\(path): \(reason)", exitStatus: .data)
    case .unsafeFile(let path, let reason, let remedy, let isForbidden):
      Failure(
        code: "file-unsafe", message: "\(path) \(reason)", hint: remedy,
        exitStatus: isForbidden ? .permission : .inputOutput)
    case .notApplied(let files, let cause):
      Failure(
        code: "not-applied",
        message: "the change is stored, but "
          + (files.isEmpty ? "Asterisk may not know of it" : "\(list(files)) could not be written")
          + ": \(cause.failure.reason)",
        hint: cause.hintOfDirectory
          ?? cause.remedy.map { $0 + "; then \"xcally-agents apply\" finishes it" }
          ?? "\"xcally-agents apply\" finishes it when the cause is gone",
        exitStatus: cause.failure.exitStatus)
    case .asteriskDirNotSet(let database, let directory):
      Failure(
        code: "asterisk-dir-not-set",
        message:
          "\(database) is not the standard database, and asteriskDir is not set in it, so that "
          + "nothing is written to \(directory)",
        hint: hintOfDirectory, exitStatus: .configuration)
    case .drifted(let files):
      Failure(
        code: "drifted",
        message: list(files)
          + (files.count == 1
            ? " was edited by hand, or by another database, and stays"
            : " were edited by hand, or by another database, and stay"),
        hint: "\"xcally-agents apply --force\" overwrites, and keeps a copy",
        exitStatus: .differs)
    case .renderingUnfaithful(let file):
      Failure(
        code: "rendering-unfaithful",
        message: "\(file) would not be read by Asterisk as it is stored; it was not written",
        hint: "this is a bug", exitStatus: .bug)
    default: preconditionFailure("not a failure of a file")
    }
  }
}

extension AgentsError {
  /// What to do about a file that is in the way.
  fileprivate var remedy: String? {
    if case .unsafeFile(_, _, let remedy, _) = self { remedy } else { nil }
  }
}

/// `no agent a`, `no agents a and b`.
private func noAgent(_ names: [String]) -> String {
  (names.count == 1 ? "there is no agent " : "there are no agents ") + list(names, most: .max)
}
