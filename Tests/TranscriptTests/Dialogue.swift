internal import TestSupport

/// A command on a terminal of its own, with somebody who types.
struct Dialogue {
  private let scratch: Scratch

  init(in scratch: Scratch) throws {
    self.scratch = scratch
    try scratch.write(Self.script, to: "dialogue.py")
  }

  /// Runs a line of shell on a new terminal; types each answer behind its question.
  ///
  /// - Returns: all that the terminal showed, and the status.
  func run(
    _ command: String, _ answers: (question: String, answer: String)...
  ) async throws -> Program.Result {
    let script = answers.map { "'\($0.question)' '\($0.answer)'" }.joined(separator: " ")
    return try await Program.shell(
      "python3 dialogue.py \"\(command)\" \(script)", in: scratch)
  }

  /// `pty.fork` gives the command a terminal of its own; the tool asks on `/dev/tty`.
  private static let script = """
    import os, pty, sys
    process, terminal = pty.fork()
    if process == 0:
        os.execl("/bin/sh", "sh", "-c", sys.argv[1])
    shown = b""
    def read():
        global shown
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            piece = b""
        shown += piece
        return piece
    start = 0
    for question, answer in zip(sys.argv[2::2], sys.argv[3::2]):
        while question.encode() not in shown[start:]:
            if not read():
                break
        start = len(shown)
        os.write(terminal, answer.encode() + b"\\n")
    while read():
        pass
    sys.stdout.write(shown.decode().replace("\\r\\n", "\\n"))
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
    """
}
