internal import AgentsModel
internal import AgentsSystem

/// Remarks beside the result: standard error, because standard output is for data.
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
