import Glibc

extension Terminal {
  /// The number of columns `text` takes: 2 for a CJK character, 0 for a combining mark.
  ///
  /// A character is as wide as its widest scalar (wcwidth(3)), so accents and the parts of a joined emoji add
  /// nothing. A flag is two regional letters of one column each. Control characters count as 0: see
  /// ``printable(_:keeping:)``.
  package static func displayWidth(_ text: String) -> Int {
    if isPlain(text) { return text.utf8.count }
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

  /// `text` without characters that could control a terminal, reorder the text, or be invisible.
  ///
  /// Control characters, line separators and Unicode's format characters (bidirectional marks, characters
  /// without width) become escapes such as `\u{1b}`. The two joiners stay: Persian names and emoji need them.
  ///
  /// - Parameters:
  ///   - kept: Control characters that stay.
  ///   - showsBlanks: Blanks that only look like one, such as U+00A0, become escapes, too.
  package static func printable(
    _ text: String, keeping kept: Set<Unicode.Scalar> = [], showsBlanks: Bool = false
  ) -> String {
    func escapes(_ scalar: Unicode.Scalar) -> Bool {
      (isHidden(scalar) || showsBlanks && isOddBlank(scalar)) && !kept.contains(scalar)
    }
    guard !isPlain(text), text.unicodeScalars.contains(where: escapes) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if escapes(scalar) {
        result += "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Printable ASCII alone, as most text is.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
  }

  /// A blank that is none of the keyboard's, such as U+00A0.
  private static func isOddBlank(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.isASCII && scalar.properties.generalCategory == .spaceSeparator
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

  /// Runs `body` with the character table of Unicode, whatever locale the user has.
  ///
  /// Only the running thread gets the locale, and only until `body` ends.
  private static func withUnicodeLocale<Value>(_ body: () -> Value) -> Value {
    let previous = unsafe uselocale(unicodeLocale)
    defer { unsafe _ = uselocale(previous) }
    return body()
  }

  /// Made once: glibc has had `C.UTF-8` built in since 2.35, so no locale must be installed.
  private nonisolated(unsafe) static let unicodeLocale = unsafe newlocale(
    1 << LC_CTYPE, "C.UTF-8", nil)
}
