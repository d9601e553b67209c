/// One of the centre's own files, before and after a cut-over.
package struct PatchedText: Sendable {
  /// The absolute path.
  package let path: String
  /// nil when there is no such file yet.
  package let before: [UInt8]?
  package let after: [UInt8]
  private let edits: [Edit]

  /// What stands in front of each line that was taken over.
  package static let mark = ";adopted "

  private enum Edit {
    case same(ArraySlice<UInt8>)
    case changed(from: ArraySlice<UInt8>, to: [UInt8])
    case added([UInt8])
  }

  /// - Parameters:
  ///   - commented: Lines, from 1, that are commented out.
  ///   - added: Lines to be written after a line.
  ///   - appended: Lines to be written at the end.
  package init(
    path: String, _ before: [UInt8]?, commented: [ClosedRange<Int>] = [],
    added: [Int: [String]] = [:], appended: [String] = []
  ) {
    (self.path, self.before) = (path, before)
    var lines = (before ?? []).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    var ranges = commented.sorted { $0.lowerBound < $1.lowerBound }[...]
    func written(after line: Int) -> [Edit] { (added[line] ?? []).map { .added(Array($0.utf8)) } }
    var edits = written(after: 0)
    for (index, line) in lines.enumerated() {
      while let first = ranges.first, first.upperBound < index + 1 { ranges.removeFirst() }
      let isTaken = ranges.first?.contains(index + 1) ?? false
      if isTaken, line.contains(where: { $0 > 32 }) {
        edits.append(.changed(from: line, to: Array(Self.mark.utf8) + line))
      } else {
        edits.append(.same(line))
      }
      edits += written(after: index + 1)
    }
    edits += appended.map { .added(Array($0.utf8)) }
    self.edits = edits
    after = edits.reduce(into: []) { bytes, edit in
      switch edit {
      case .same(let line): bytes += line
      case .changed(_, let line), .added(let line): bytes += line
      }
      bytes.append(UInt8(ascii: "\n"))
    }
  }

  /// Nothing changes.
  package var isSame: Bool {
    edits.allSatisfy { if case .same = $0 { true } else { false } }
  }

  // MARK: - The difference

  private static let context = 3

  /// A unified diff, as `patch(1)` takes it.
  ///
  /// - Parameter name: The path in it.
  package func difference(named name: String) -> [String] {
    let changed = edits.indices.filter { index in
      if case .same = edits[index] { false } else { true }
    }
    guard !changed.isEmpty else { return [] }
    var lines = [before == nil ? "--- /dev/null" : "--- a/\(name)", "+++ b/\(name)"]
    var hunks: [ClosedRange<Int>] = []
    for index in changed {
      let range =
        max(0, index - Self.context)...min(edits.count - 1, index + Self.context)
      if let last = hunks.last, range.lowerBound <= last.upperBound + 1 {
        hunks[hunks.count - 1] = last.lowerBound...range.upperBound
      } else {
        hunks.append(range)
      }
    }
    for hunk in hunks { lines += self.lines(of: hunk) }
    return lines
  }

  private func lines(of hunk: ClosedRange<Int>) -> [String] {
    func old(_ edits: some Sequence<Edit>) -> Int {
      edits.reduce(0) { count, edit in if case .added = edit { count } else { count + 1 } }
    }
    let oldCount = old(edits[hunk])
    let oldStart = old(edits[..<hunk.lowerBound]) + (oldCount == 0 ? 0 : 1)
    var lines = ["@@ -\(oldStart),\(oldCount) +\(hunk.lowerBound + 1),\(hunk.count) @@"]
    // All removed lines of a run come before those that stand in their place.
    var replacing: [String] = []
    for edit in edits[hunk] {
      switch edit {
      case .same(let line):
        lines += replacing + [" " + String(decoding: line, as: UTF8.self)]
        replacing = []
      case .changed(let line, let new):
        lines.append("-" + String(decoding: line, as: UTF8.self))
        replacing.append("+" + String(decoding: new, as: UTF8.self))
      case .added(let new): replacing.append("+" + String(decoding: new, as: UTF8.self))
      }
    }
    return lines + replacing
  }
}
