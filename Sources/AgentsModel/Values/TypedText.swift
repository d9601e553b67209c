@_spi(_Unicode) internal import Swift

/// A text that people typed, in the form that is stored: NFC (UAX #15), with nothing in it that deceives the eye.
///
/// - Throws: a refusal of a text that shows nothing, and of one that shows its letters in another order.
func typed(_ text: String) throws(Refusal) -> String {
  try requireShown(text)
  return text.composed
}

/// Refuses a text that shows nothing, and one that shows its letters in another order.
func requireShown(_ text: String) throws(Refusal) {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return }
  if let override = text.unicodeScalars.first(where: \.reordersText) {
    throw Refusal(
      "reordered",
      "holds \\u{\(String(override.value, radix: 16))}, which shows letters in another order",
      hint: "remove it; letters of right-to-left scripts need none")
  }
  guard !text.unicodeScalars.allSatisfy(\.showsNothing) else {
    throw Refusal("invisible", "\(quoted(text)) shows nothing", hint: "write letters or digits")
  }
}

extension String {
  /// In NFC: an accent is part of its letter, where Unicode has such a letter.
  package var composed: String {
    if utf8.allSatisfy({ $0 < 0x80 }) { return self }
    var scalars = UnicodeScalarView()
    // The standard library has it for comparing texts; what is public of it is in Foundation, with all its tables.
    scalars.append(contentsOf: _nfc)
    return String(scalars)
  }
}

extension Unicode.Scalar {
  /// An embedding, an override or an isolate of UAX #9; the marks between two words are none.
  fileprivate var reordersText: Bool {
    (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
  }

  /// Nobody sees it: a blank, a control or format character, a filler, or one that no font has.
  fileprivate var showsNothing: Bool {
    // A blank of Braille is drawn, with no dot.
    if properties.isDefaultIgnorableCodePoint || properties.isWhitespace || value == 0x2800 {
      return true
    }
    return switch properties.generalCategory {
    case .control, .format, .privateUse, .nonspacingMark, .enclosingMark: true
    default: false
    }
  }
}
