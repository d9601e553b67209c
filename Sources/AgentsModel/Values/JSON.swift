/// A JSON value whose members keep their order, which Foundation's encoder does not promise.
package indirect enum JSON: Sendable {
  case null
  case bool(Bool)
  case number(Int)
  case string(String)
  case array([JSON])
  /// An array of strings: words with commas between them, each of at least one byte.
  case words(String)
  case object([(String, JSON)])
  /// What is JSON already, on one line.
  case raw(String)

  /// RFC 8259, on one line.
  package var text: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  package func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += "null".utf8
    case .bool(let value): bytes += (value ? "true" : "false").utf8
    case .number(let value): bytes += String(value).utf8
    case .string(let value): Self.write(value, to: &bytes)
    case .array(let values):
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .words(let text): Self.write(words: text, to: &bytes)
    case .raw(let text): bytes += text.utf8
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.write(member.0, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.1.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  /// The audit row of each new agent has such lists, so nothing is cut to pieces first.
  private static func write(words text: String, to bytes: inout [UInt8]) {
    guard !text.isEmpty else { return bytes += "[]".utf8 }
    guard !text.utf8.contains(where: isEscaped) else {
      let words = text.utf8.split(separator: UInt8(ascii: ","))
      return array(words.map { .string(String(Substring($0))) }).write(to: &bytes)
    }
    bytes += "[\"".utf8
    for byte in text.utf8 {
      if byte == UInt8(ascii: ",") { bytes += "\",\"".utf8 } else { bytes.append(byte) }
    }
    bytes += "\"]".utf8
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x7f || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func write(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    guard text.utf8.contains(where: isEscaped) else {
      bytes += text.utf8
      return bytes.append(UInt8(ascii: "\""))
    }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): bytes += "\\n".utf8
      case 0..<0x20, 0x7f:
        let digits = String(byte, radix: 16)
        bytes += "\\u00\(digits.count == 1 ? "0" : "")\(digits)".utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

extension JSON {
  /// A field's value, of the JSON type that its kind has.
  package init(_ text: String, _ kind: FieldKind) {
    switch kind {
    case .bool: self = .bool(text == "true")
    case .integer: self = Int(text).map(JSON.number) ?? .string(text)
    case .list: self = .words(text)
    case .lines: self = .array(KeptSettings.items(of: text).map(JSON.string))
    case .text, .digits, .choice, .timestamp: self = .string(text)
    }
  }

  /// As tables and CSV show it.
  package var plainText: String {
    switch self {
    case .null: ""
    case .bool(let value): value ? "true" : "false"
    case .number(let value): String(value)
    case .string(let value), .words(let value): value
    case .array(let values): values.map(\.plainText).joined(separator: ",")
    case .object, .raw: text
    }
  }
}

extension FieldChange {
  /// The value before, as it may be shown: secrets are named, never shown.
  package var shownOld: JSON { shown(old) }
  /// The value after, as it may be shown.
  package var shownNew: JSON { shown(new) }

  private func shown(_ text: String) -> JSON {
    if field.kind == .lines {
      return .array(KeptSettings.read(text, for: nil).0.settings.map { .string($0.shown) })
    }
    return field.isSecret && !text.isEmpty ? .string("***") : JSON(text, field.kind)
  }
}
