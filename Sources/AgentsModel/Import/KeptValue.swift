/// What an import takes of the fields that the program keeps otherwise.
enum KeptValue {
  /// Refuses what the program would never have written.
  static func check(_ text: String, _ field: Field) throws(Refusal) {
    switch field.key {
    case "deletedAt" where !text.isEmpty:
      throw Refusal(
        "in-bin", "says that the agent is in the bin, which no import does",
        hint: "leave the row out, or empty the cell to have the agent back")
    case "avatar" where holds(text, anyOf: "/\0"):
      throw Refusal("not-a-name", "is not the name of a file")
    default:
      guard field.kind == .timestamp, !text.isEmpty, !isTimestamp(text) else { return }
      throw Refusal(
        "not-a-time", "\(quoted(text)) is not a time of an export",
        hint: "as 2026-01-31T09:30:00.000Z; empty, or no column, for now")
    }
  }

  /// `2026-01-31T09:30:00.000Z`.
  private static func isTimestamp(_ text: String) -> Bool {
    let form = "0000-00-00T00:00:00.000Z".utf8
    return text.utf8.count == form.count
      && zip(text.utf8, form).allSatisfy { byte, expected in
        expected == UInt8(ascii: "0") ? isASCIIDigit(byte) : byte == expected
      }
  }
}
