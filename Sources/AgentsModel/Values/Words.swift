/// `1 agent`, `2 agents`.
package func count(_ number: Int, _ noun: String) -> String {
  "\(number) \(noun)" + (number == 1 ? "" : "s")
}

/// `a, b and c`, cut after `most`.
package func list(_ names: [String], _ conjunction: String = "and", most: Int = 10) -> String {
  let shown = names.prefix(most)
  guard names.count <= most else {
    return shown.joined(separator: ", ") + " \(conjunction) \(names.count - most) more"
  }
  guard let last = shown.last, shown.count > 1 else { return shown.joined() }
  return shown.dropLast().joined(separator: ", ") + " \(conjunction) " + last
}

/// A word of a POSIX shell, in quotes where it needs them.
package func shellQuoted(_ word: String) -> String {
  let isPlain =
    !word.isEmpty
    && word.utf8.allSatisfy {
      isASCIILetter($0) || isASCIIDigit($0) || "/._-+=@%:,".utf8.contains($0)
    }
  guard !isPlain else { return word }
  return "'" + word.replacing("'", with: "'\\''") + "'"
}

/// `0640`.
package func octal(_ mode: UInt32) -> String {
  "0" + String(mode & 0o7777, radix: 8)
}

extension Int {
  /// Bytes as people read them: `512 B`, `1.5 KiB`, `2.0 GiB`.
  package var byteText: String {
    guard self >= 1024 else { return "\(self) B" }
    var (value, unit) = (self * 10 / 1024, 0)
    while value >= 10_240 { (value, unit) = (value / 1024, unit + 1) }
    return "\(value / 10).\(value % 10) \(["KiB", "MiB", "GiB", "TiB"][Swift.min(unit, 3)])"
  }
}

/// Transforms all words, or reports everything that was refused at once.
///
/// - Throws: `AgentsError.refused`.
package func collecting<Value>(
  _ words: [String], _ parse: (String) throws(Finding) -> Value
) throws -> [Value] {
  var values: [Value] = []
  var findings: [Finding] = []
  for word in words {
    do throws(Finding) { values.append(try parse(word)) } catch { findings.append(error) }
  }
  guard findings.isEmpty else { throw AgentsError.refused(findings) }
  return values
}

extension String {
  /// Whether both have the same bytes.
  ///
  /// Swift calls two texts equal whose accents are written in different ways; in a file they differ.
  package func hasSameBytes(as other: String) -> Bool {
    let (a, b) = (utf8.span, other.utf8.span)
    guard a.count == b.count else { return false }
    for index in a.indices where a[index] != b[index] { return false }
    return true
  }
}
