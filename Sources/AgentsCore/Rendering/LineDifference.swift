/// Two texts compared line by line, shown as `diff -u` would with no lines around.
package enum LineDifference {
  /// Lines that went (`-`) and came (`+`), each group under its line number; empty when equal.
  package static func lines(from old: [UInt8], to new: [UInt8]) -> [String] {
    let (before, after) = (split(old), split(new))
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in after.difference(from: before) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
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

  private static func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
