internal import Foundation

/// A session at the shell.
///
/// Each command has the prefix `$ `. Its standard output follows, then its standard error with the prefix `2> `, then
/// its status with the prefix `? `, unless that is 0. Lines before the first command are remarks, and so are `# ` lines
/// between commands. After a backslash a command continues on the next line, with the prefix `> `. Values that differ
/// from run to run become `[TIME]`, `[SHA256]`, `[MD5]`, `[PASSWORD]`, `[PIN]`, `[PID]`; the scratch directory becomes
/// `/srv`.
package struct Transcript {
  private enum Part {
    case remark(String)
    case command(String)
  }

  private let parts: [Part]
  /// The text of the file.
  package let text: String

  package init(_ text: String) {
    self.text = text
    var parts: [Part] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("$ ") {
        parts.append(.command(String(line.dropFirst(2))))
      } else if line.hasPrefix("> "), case .command(let start)? = parts.last {
        parts[parts.count - 1] = .command(start + "\n" + line.dropFirst(2))
      } else if line.hasPrefix("# ")
        || parts.allSatisfy({ if case .remark = $0 { true } else { false } })
      {
        parts.append(.remark(String(line)))
      }
    }
    if case .remark("")? = parts.last { parts.removeLast() }
    self.parts = parts
  }

  /// Runs every command and returns the transcript of that run.
  package func replayed(in scratch: Scratch, path: [String] = []) async throws -> String {
    var lines: [String] = []
    for part in parts {
      switch part {
      case .remark(let line): lines.append(line)
      case .command(let command):
        let shell = command.replacing("/srv/", with: scratch.path + "/")
        let result = try await Program.shell(shell, in: scratch, path: path)
        lines.append("$ " + command.replacing("\n", with: "\n> "))
        lines += Self.lines(result.output, scratch)
        lines += Self.lines(result.errors, scratch).map { "2> " + $0 }
        if result.status != 0 { lines.append("? \(result.status)") }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(_ text: String, _ scratch: Scratch) -> [String] {
    guard !text.isEmpty else { return [] }
    let body = text.hasSuffix("\n") ? String(text.dropLast()) : text + "\\ No newline"
    return body.replacing(scratch.path, with: "/srv").replacingVolatile
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}

extension String {
  /// The text with names for values that differ from run to run.
  fileprivate var replacingVolatile: String {
    replacing(/sha256 [0-9a-f]{64} store [0-9a-f]{16}/, with: "sha256 [SHA256] store [ID]")
      .replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/, with: "[TIME]")
      // Simple word boundaries: Unicode's take digits, a comma and digits as one word.
      .replacing(/\b[0-9a-f]{64}\b/.wordBoundaryKind(.simple), with: "[SHA256]")
      .replacing(/\b[0-9a-f]{32}\b/.wordBoundaryKind(.simple), with: "[MD5]")
      .replacing(/password [A-Za-z0-9@#%\-_+]{16}(?=\n|$)/, with: "password [PASSWORD]")
      .replacing(/"password":"[^"]{16}"/, with: "\"password\":\"[PASSWORD]\"")
      .replacing(/=> \d{6},/, with: "=> [PIN],")
      .replacing(/(voicemailPin +)\d{6}\b/) { "\($0.output.1)[PIN]" }
      .replacing(/process \d+/, with: "process [PID]")
      .replacing(/\$y\$j9T\$[.\/A-Za-z0-9]+\$[.\/A-Za-z0-9]{43}/, with: "[YESCRYPT]")
  }
}
