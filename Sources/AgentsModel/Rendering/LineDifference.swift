/// Compares two texts line by line, like `diff -u` without context.
package enum LineDifference {
  /// Removed (`-`) and added (`+`) lines, each group under its line number; empty when equal.
  package static func lines(from old: [UInt8], to new: [UInt8]) -> [String] {
    let (before, after) = (split(old), split(new))
    let (removed, inserted) = changes(from: before, to: after)
    var lines: [String] = []
    var (i, j) = (0, 0)
    while i < before.count || j < after.count {
      guard removed.contains(i) || inserted.contains(j) else {
        (i, j) = (i + 1, j + 1)
        continue
      }
      lines.append("@@ -\(i + 1) +\(j + 1) @@")
      while removed.contains(i) {
        lines.append("-" + String(decoding: before[i], as: UTF8.self))
        i += 1
      }
      while inserted.contains(j) {
        lines.append("+" + String(decoding: after[j], as: UTF8.self))
        j += 1
      }
    }
    let differsInEnd = lines.isEmpty && old != new
    return differsInEnd ? ["\\ No newline at end of file"] : lines
  }

  /// With more lines than these, all are shown as removed and added: comparing two large files
  /// without common lines would take seconds.
  private static let compared = 2000

  /// The line numbers removed, and those added.
  private static func changes(
    from before: [ArraySlice<UInt8>], to after: [ArraySlice<UInt8>]
  ) -> (removed: Set<Int>, inserted: Set<Int>) {
    let head = zip(before, after).prefix { $0 == $1 }.count
    let tail = zip(before[head...].reversed(), after[head...].reversed()).prefix { $0 == $1 }.count
    let (old, new) = (head..<before.count - tail, head..<after.count - tail)
    guard old.count + new.count <= compared else { return (Set(old), Set(new)) }
    var (removed, inserted): (Set<Int>, Set<Int>) = ([], [])
    for change in after[new].difference(from: before[old]) {
      switch change {
      case .remove(let offset, _, _): removed.insert(head + offset)
      case .insert(let offset, _, _): inserted.insert(head + offset)
      }
    }
    return (removed, inserted)
  }

  private static func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
