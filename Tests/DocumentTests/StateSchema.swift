internal import AgentsModel
internal import Foundation

/// The JSON schema of the file of a centre.
enum StateSchema {
  /// Keys in the order of the alphabet, two blanks a level.
  static func text() throws -> String {
    let value = try JSONSerialization.jsonObject(with: Data(schema.text.utf8))
    let data = try JSONSerialization.data(
      withJSONObject: value, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  private static var schema: JSON {
    let sections = CentreState.Section.allCases.map { section in
      (section.rawValue, schema(of: section))
    }
    return .object([
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      ("title", .string("A centre, for \"xcally-agents centre apply\"")),
      ("type", .string("object")), ("required", .array([.string(CentreState.versionKey)])),
      ("additionalProperties", .bool(false)),
      (
        "properties",
        .object([(CentreState.versionKey, .object([("const", .number(1))]))] + sections)
      ),
    ])
  }

  private static func schema(of section: CentreState.Section) -> JSON {
    let keys = StateKey.keys(section)
    guard section != .settings else { return object(keys) }
    let thing: JSON = .object([
      ("anyOf", .array([object(keys), .object([("type", .string("null"))])]))
    ])
    return .object([("type", .string("object")), ("additionalProperties", thing)])
  }

  private static func object(_ keys: [StateKey]) -> JSON {
    let required = keys.filter { $0.isRequired && $0.key != "name" }.map { JSON.string($0.key) }
    return .object(
      [
        ("type", .string("object")), ("additionalProperties", .bool(false)),
        ("properties", .object(keys.map { ($0.key, schema(of: $0)) })),
      ] + (required.isEmpty ? [] : [("required", .array(required))]))
  }

  private static func schema(of key: StateKey) -> JSON {
    .object([("description", .string(key.help))] + form(key.form))
  }

  private static func form(_ form: StateKey.Form) -> [(String, JSON)] {
    func list(_ items: JSON) -> [(String, JSON)] {
      [("type", .string("array")), ("items", items)]
    }
    switch form {
    case .value(let kind): return value(kind)
    case .list([]), .lines: return list(.object([("type", .string("string"))]))
    case .list(let words):
      return list(.object([("enum", .array(words.map(JSON.string)))]))
    case .memberships:
      return [
        ("type", .string("object")),
        (
          "additionalProperties",
          .object([("type", .string("integer")), ("minimum", .number(0))])
        ),
      ]
    }
  }

  private static func value(_ kind: FieldKind) -> [(String, JSON)] {
    switch kind {
    case .bool: return [("type", .string("boolean"))]
    case .integer(let range):
      let most: [(String, JSON)] =
        range.upperBound == .max ? [] : [("maximum", .number(range.upperBound))]
      return [("type", .string("integer")), ("minimum", .number(range.lowerBound))] + most
    case .choice(let words): return [("enum", .array(words.map(JSON.string)))]
    case .text, .digits, .list, .lines, .timestamp: return [("type", .string("string"))]
    }
  }
}
