import Glibc

extension Terminal {
  /// The number of columns `text` takes: 2 for a CJK character, 0 for a combining mark.
  ///
  /// The width of a character is that of its widest scalar as wcwidth(3) knows it, so that accents
  /// and the parts of a joined emoji add nothing; a flag is two regional letters of one column
  /// each. Control characters count nothing: see ``printable(_:)``.
  package static func displayWidth(_ text: String) -> Int {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.utf8.count }
    return withUnicodeLocale { text.reduce(0) { $0 + width(of: $1) } }
  }

  /// `text`, or the start of it and `…` if it takes more than `columns`.
  package static func truncated(_ text: String, toColumns columns: Int) -> String {
    guard displayWidth(text) > columns else { return text }
    guard columns > 0 else { return "" }
    return withUnicodeLocale {
      var used = 1
      let start = text.prefix {
        used += width(of: $0)
        return used <= columns
      }
      return start + "…"
    }
  }

  /// `text` with nothing left in it that could drive a terminal or reorder what it shows.
  ///
  /// Each C0 control character and DEL becomes its picture (`␛`, `␊`), each C1 control, line
  /// separator and bidirectional override a replacement character `�`. Everything else is kept.
  package static func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { replacement(for: $0) != nil }) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(replacement(for: scalar) ?? scalar) }
    return String(result)
  }

  private static func replacement(for scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x00..<0x20: Unicode.Scalar(0x2400 + scalar.value)
    case 0x7F: "\u{2421}"
    case 0x80..<0xA0, 0x2028...0x2029, 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
    default: nil
    }
  }

  /// Only inside ``withUnicodeLocale(_:)``.
  private static func width(of character: Character) -> Int {
    let scalars = character.unicodeScalars
    if scalars.count == 2, scalars.allSatisfy({ (0x1F1E6...0x1F1FF).contains($0.value) }) {
      return 2
    }
    return scalars.reduce(0) { max($0, Int(Posix.columnWidth?(Int32(bitPattern: $1.value)) ?? 1)) }
  }

  /// Runs `body` with the character table of Unicode, whatever the locale of the user.
  ///
  /// The locale is set for the running thread alone and put back.
  private static func withUnicodeLocale<Value>(_ body: () -> Value) -> Value {
    let previous = unsafe uselocale(unicodeLocale)
    defer { unsafe _ = uselocale(previous) }
    return body()
  }

  /// Made once; glibc has `C.UTF-8` built in since 2.35, so it needs no installed locale.
  private nonisolated(unsafe) static let unicodeLocale = unsafe newlocale(
    1 << LC_CTYPE, "C.UTF-8", nil)
}
