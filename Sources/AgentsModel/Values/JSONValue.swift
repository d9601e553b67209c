/// A value read from JSON (RFC 8259).
///
/// Only whole numbers are accepted.
package indirect enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  case number(Int)
  case string(String)
  case array([JSONValue])
  /// No name occurs twice.
  case object([String: JSONValue])

  /// - Throws: a refusal that names the error and its byte.
  package init(parsing text: some Collection<UInt8>) throws(Refusal) {
    var reader = JSONReader(Array(text))
    self = try reader.document()
  }

  /// What messages call it.
  package var noun: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

private struct JSONReader {
  /// The deepest nesting, so that no file can exhaust the stack.
  private static let depth = 32
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(Refusal) -> JSONValue {
    let value = try value(depth: 0)
    skipBlanks()
    guard position == bytes.count else { throw refusal("something stands behind the value") }
    return value
  }

  private func refusal(_ message: String) -> Refusal {
    Refusal("not-json", "is not JSON: \(message), byte \(position + 1)")
  }

  private mutating func value(depth: Int) throws(Refusal) -> JSONValue {
    guard depth < Self.depth else { throw refusal("too many values within values") }
    skipBlanks()
    guard let byte = peek else { throw refusal("a value is missing") }
    switch byte {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try array(depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default:
      if take("true") { return .bool(true) }
      if take("false") { return .bool(false) }
      if take("null") { return .null }
      throw refusal("a value is missing")
    }
  }

  private mutating func object(_ depth: Int) throws(Refusal) -> JSONValue {
    position += 1
    var members: [String: JSONValue] = [:]
    skipBlanks()
    if take("}") { return .object(members) }
    while true {
      skipBlanks()
      guard peek == UInt8(ascii: "\"") else { throw refusal("a name is missing") }
      let name = try string()
      guard members[name] == nil else { throw refusal("\(quoted(name)) stands there twice") }
      skipBlanks()
      guard take(":") else { throw refusal("a colon is missing") }
      members[name] = try value(depth: depth + 1)
      skipBlanks()
      if take("}") { return .object(members) }
      guard take(",") else { throw refusal("a comma or a closing brace is missing") }
    }
  }

  private mutating func array(_ depth: Int) throws(Refusal) -> JSONValue {
    position += 1
    var values: [JSONValue] = []
    skipBlanks()
    if take("]") { return .array(values) }
    while true {
      values.append(try value(depth: depth + 1))
      skipBlanks()
      if take("]") { return .array(values) }
      guard take(",") else { throw refusal("a comma or a closing bracket is missing") }
    }
  }

  private mutating func number() throws(Refusal) -> JSONValue {
    let rest = bytes[position...]
    let digits = rest.dropFirst(peek == UInt8(ascii: "-") ? 1 : 0).prefix(while: isASCIIDigit)
    let isPadded = digits.count > 1 && digits.first == UInt8(ascii: "0")
    let end = digits.endIndex
    let goesOn = end < bytes.count && ".eE".utf8.contains(bytes[end])
    guard !isPadded, !goesOn,
      let number = Int(String(decoding: bytes[position..<end], as: UTF8.self))
    else { throw refusal("not a whole number") }
    position = end
    return .number(number)
  }

  private mutating func string() throws(Refusal) -> String {
    position += 1
    var text: [UInt8] = []
    while let byte = peek {
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let valid = String(validating: text, as: UTF8.self) else {
          throw refusal("a text is not UTF-8")
        }
        return valid
      case UInt8(ascii: "\\"): text += try escape()
      case 0..<0x20: throw refusal("a control character in a text")
      default: text.append(byte)
      }
    }
    throw refusal("a text does not end")
  }

  private mutating func escape() throws(Refusal) -> [UInt8] {
    guard let byte = peek else { throw refusal("a text does not end") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [8]
    case UInt8(ascii: "f"): return [12]
    case UInt8(ascii: "n"): return [10]
    case UInt8(ascii: "r"): return [13]
    case UInt8(ascii: "t"): return [9]
    case UInt8(ascii: "u"): return Array(String(Character(try escapedScalar())).utf8)
    default: throw refusal("an unknown escape")
    }
  }

  /// Four hexadecimal digits, or a surrogate pair of them beyond U+FFFF.
  private mutating func escapedScalar() throws(Refusal) -> Unicode.Scalar {
    let high = try hexadecimal()
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard (0xD800..<0xDC00).contains(high), take("\\u") else { throw refusal("half a character") }
    let low = try hexadecimal()
    guard (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    else { throw refusal("half a character") }
    return scalar
  }

  private mutating func hexadecimal() throws(Refusal) -> UInt32 {
    let digits = bytes[position...].prefix(4)
    guard digits.count == 4, !digits.contains(where: { "+-".utf8.contains($0) }),
      let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw refusal("not four hexadecimal digits") }
    position += 4
    return number
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ text: String) -> Bool {
    guard bytes[position...].starts(with: text.utf8) else { return false }
    position += text.utf8.count
    return true
  }

  private mutating func skipBlanks() {
    while let byte = peek, " \t\r\n".utf8.contains(byte) { position += 1 }
  }
}
