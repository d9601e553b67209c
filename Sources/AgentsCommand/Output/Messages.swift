internal import AgentsCore
internal import AgentsSystem

/// Remarks beside the result: standard error, because standard output is for data.
enum Messages {
  /// Warnings of rules.
  static func warn(_ findings: [Finding]) {
    for finding in findings.warnings { StandardError.write(ErrorOutput.line(finding)) }
  }

  /// One sentence for the person at the terminal.
  static func note(_ sentence: String) {
    StandardError.write("note: \(Terminal.printable(sentence))\n")
  }
}
