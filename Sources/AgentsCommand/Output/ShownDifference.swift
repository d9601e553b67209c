internal import Agents

extension FileReport.Drift {
  /// The difference as it may be shown: without what opens a line or a mailbox, and without the
  /// checksum, which says only that there is a difference.
  var shownLines: [String] {
    let shown = lines.filter { !$0.dropFirst().hasPrefix("; sha256 ") }.map(withoutSecret)
    let isPlace = shown.map { $0.hasPrefix("@@ ") } + [true]
    return shown.indices.filter { !isPlace[$0] || !isPlace[$0 + 1] }.map { shown[$0] }
  }

  /// `md5secret = ***`, and the PIN of a mailbox; also where somebody made the line a comment.
  private func withoutSecret(_ line: String) -> String {
    guard !line.hasPrefix("@@ "), let equals = line.firstIndex(of: "=") else { return line }
    let key = line[..<equals].dropFirst().trimmingPrefix { " \t;".contains($0) }.lowercased()
    let isSecret = ["secret", "auth", "cred", "digest"].contains { key.contains($0) }
    if isSecret { return line[...equals] + " ***" }
    let number = key.prefix { $0.isNumber }
    guard !number.isEmpty, key.dropFirst(number.count).allSatisfy({ $0 == " " }) else {
      return line
    }
    let value = line[equals...].drop { "=> ".contains($0) }
    return line[..<value.startIndex] + "***" + value.drop { $0 != "," }
  }
}
