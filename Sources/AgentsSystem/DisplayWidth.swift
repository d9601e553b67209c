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

  /// `text` with nothing left in it that could drive a terminal, reorder what it shows, or hide.
  ///
  /// Control characters, line separators and what Unicode calls format characters (bidirectional marks,
  /// what takes no room) become `\u{1b}`, with their number. The two joiners stay: names in Persian and
  /// emoji need them.
  ///
  /// - Parameter kept: control characters that stay.
  package static func printable(
    _ text: String, keeping kept: Set<Unicode.Scalar> = []
  ) -> String {
    guard text.unicodeScalars.contains(where: { isHidden($0) && !kept.contains($0) }) else {
      return text
    }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isHidden(scalar), !kept.contains(scalar) {
        result += "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    return switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    case .format: scalar != "\u{200C}" && scalar != "\u{200D}"
    default: false
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
