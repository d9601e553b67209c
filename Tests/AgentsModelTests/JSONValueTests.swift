import AgentsModel
import Testing

/// Reading JSON.
struct JSONValueTests {
  private func parsed(_ text: String) throws(Refusal) -> JSONValue {
    try JSONValue(parsing: text.utf8)
  }

  @Test(
    arguments: [
      ("null", .null), (" true ", .bool(true)), ("false\n", .bool(false)), ("0", .number(0)),
      ("-12", .number(-12)), ("9223372036854775807", .number(.max)), ("\"\"", .string("")),
      (#""a\"\\\/\b\f\n\r\té\ud83d\ude00""#, .string("a\"\\/\u{8}\u{C}\n\r\té😀")),
      ("\"é😀\"", .string("é😀")), ("[]", .array([])), ("{}", .object([:])),
      ("[1,[2],{\"a\":null}]", .array([.number(1), .array([.number(2)]), .object(["a": .null])])),
      (" { \"a\" : 1 , \"b\" : \"c\" } ", .object(["a": .number(1), "b": .string("c")])),
    ] as [(String, JSONValue)])
  func `reads`(_ text: String, _ value: JSONValue) throws {
    #expect(try parsed(text) == value)
  }

  @Test(arguments: [
    "", " ", "nul", "truex", "01", "-", "1.5", "1e3", "9223372036854775808", "+1", "\"", "\"a",
    "\"\\x\"", "\"\\u12\"", "\"\\ud83d\"", "\"\\ud83dx\"", "\"\\ude00\"", "\"\\ud83d\\u0041\"",
    "\"\u{1}\"", "\"a\nb\"", "[", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{", "{a:1}", "{\"a\"}",
    "{\"a\":}", "{\"a\":1,}", "{\"a\":1 \"b\":2}", "{\"a\":1,\"a\":2}", "{} {}", "'a'",
    "\"\\u+123\"", String(repeating: "[", count: 100_000),
  ])
  func `refuses`(_ text: String) {
    #expect(#expect(throws: Refusal.self) { try parsed(text) }?.code == "not-json")
  }

  @Test func `refuses a text that is not UTF-8`() {
    #expect(throws: Refusal.self) { try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
  }

  @Test func `says where`() {
    let refusal = #expect(throws: Refusal.self) { try parsed("{\"a\":x}") }
    #expect(refusal?.message == "is not JSON: a value is missing, byte 6")
  }
}
