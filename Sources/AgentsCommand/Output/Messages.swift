internal import Agents
internal import AgentsModel
internal import AgentsSystem

/// Warnings and notes, on standard error: standard output is for data.
enum Messages {
  /// Warnings of rules.
  static func warn(_ findings: [Finding]) {
    let output = ErrorOutput(arguments: ProcessArguments.all)
    for finding in findings.warnings { output.write(warning: finding) }
  }

  /// One sentence for the person at the terminal.
  static func note(_ sentence: String) {
    ErrorOutput(arguments: ProcessArguments.all).write(note: sentence)
  }
}

extension Messages {
  /// Warns of what was found of one kind.
  static func warn(_ kind: InstallationFindings.Kind, _ findings: InstallationFindings) {
    warn(findings[kind])
    let more = findings.more(kind)
    if more > 0 { note("\(more) more of these") }
  }

  /// Tells which lines must be put into Asterisk's own files, and which must be taken out.
  static func note(_ advice: [FileReport.Advice]) {
    for one in advice { note(one.sentence) }
  }

  /// Tells an event at once.
  static func note(_ event: Event, _ progress: Progress?) {
    switch event {
    case .newDatabase(let path): note("new database \(path)")
    case .adoptionOpen:
      note(
        "a cut-over was interrupted, and a file was changed since: \"xcally-agents adopt DIR --roll-back\" tells which"
      )
    case .adoptionWaits(let remaining):
      note("waiting: \(remaining) of them still in the centre's own files; Ctrl-C ends it")
    case .adoptionUndone:
      note("a cut-over that was interrupted was undone: Asterisk's files are as they were")
    // The person who was refused must not be able to prevent the audit row with Ctrl-C.
    case .refusal: ProcessHardening.ignoreEndingSignals()
    case .began(let stage, let steps): progress?.begin(stage.rawValue, steps)
    case .advanced(let steps): progress?.advance(to: steps)
    case .ended: progress?.end()
    case .clientLog(let remark): note(remark.sentence)
    }
  }
}

extension FileReport.Advice {
  fileprivate var sentence: String {
    switch self {
    case .include(let line, let file): "put this line into Asterisk's \(file): \(line)"
    case .context: "and this one into its context from-sip: include => xcally-agents"
    case .before: "nothing of it works before; then: xcally-agents apply --reload"
    case .unheard(let file):
      "no phone works before Asterisk's \(file) includes ours: \"xcally-agents status\" shows the line"
    case .dialled(let technology, let module):
      "queues and extensions dial \(technology) until \"xcally-agents apply\" finds that line "
        + "and \(module); \"xcally-agents apply --retire\" does not wait"
    case .leave(let line, let file): "take this line out of Asterisk's \(file): \(line)"
    case .removable(let file): "\"xcally-agents apply\" then removes \(file)"
    case .mailboxMoved(let old, let new): "the messages of mailbox \(old) are those of \(new) now"
    case .mailboxRemoved(let box): "the messages of mailbox \(box) are removed"
    }
  }
}

extension ClientLogRemark {
  fileprivate var sentence: String {
    switch self {
    case .olderOnes(let directory, let number):
      "\(directory): the \(count(number, "log")) before the last \(LogBounds.files) are left out"
    case .link(let path): "\(path) is a symbolic link, and not followed"
    case .foreignName(let path): "\(path): the name is not UTF-8; it is left alone"
    case .end(let path, let bytes, let size):
      "\(path): only its last \(bytes.byteText) of \(size.byteText) are used"
    case .truncated(let path): "\(path) was truncated; going on from its beginning"
    case .notFollowed(let directory, let most):
      "\(directory): more than \(most) logs are not followed"
    case .damaged(let path):
      "\(path) is damaged or not complete; what could be unpacked is used"
    case .limited(let path, let bytes):
      "\(path): only the first \(bytes.byteText) that come of it are used"
    case .withoutLastLine(let path, let bytes):
      "\(path): its last line is not shown; more than \(bytes.byteText) come of it"
    }
  }
}
