/// `KEY=V`, `KEY!=V`, `KEY~TEXT`, `KEY<V` or `KEY>V`.
package struct Condition: Equatable, Sendable {
  package enum Comparison: String, CaseIterable, Sendable {
    case notEqual = "!="
    case equal = "="
    case contains = "~"
    case less = "<"
    case greater = ">"
  }

  package let key: String
  package let comparison: Comparison
  /// The canonical text where the field's kind has one.
  package let text: String

  /// Reads a condition.
  ///
  /// - Throws: a finding for an unknown key, a missing comparison, or a value that the field can
  ///   never have.
  package init(_ words: String) throws(Finding) {
    guard let mark = words.firstIndex(where: { "!=~<>".contains($0) }),
      let comparison = Comparison.allCases.first(where: {
        words[mark...].hasPrefix($0.rawValue)
      })
    else {
      throw Finding(
        .error, "where.form", "\(quoted(words)) is not a condition",
        hint: "write KEY=V, KEY!=V, KEY~TEXT, KEY<V or KEY>V")
    }
    let field = try FieldCatalog.find(String(words[..<mark]))
    guard !field.isSecret else {
      throw Finding(
        .error, "where.secret", field: field.key, "is a secret and cannot be searched")
    }
    key = field.key
    self.comparison = comparison
    let value = String(words[words.index(mark, offsetBy: comparison.rawValue.count)...])
    guard !(value.hasPrefix("=") && [.less, .greater].contains(comparison)) else {
      throw Finding(
        .error, "where.form", "\(quoted(words)): there is no \(comparison.rawValue)=",
        hint: "numbers are whole: write < or > with the number beside")
    }
    // Text that is empty stands in every text, and whatever is there comes after it.
    guard !value.isEmpty || [.equal, .notEqual].contains(comparison) else {
      throw Finding(
        .error, "where.empty", field: field.key, "\(quoted(words)): a value is missing",
        hint: field.kind.isInteger
          ? nil : "\(field.key)= finds what is empty, \(field.key)!= what is not")
    }
    do throws(Refusal) {
      text = try Self.canonical(value, comparison, field)
    } catch {
      throw Finding(field.key, error)
    }
  }

  private static func canonical(
    _ value: String, _ comparison: Comparison, _ field: Field
  ) throws(Refusal) -> String {
    switch (field.kind, comparison) {
    case (_, .contains): return value
    case (.bool, _): return try Bool(parsing: value).text
    case (.integer, _):
      guard let number = Int(value) else {
        throw Refusal("not-a-number", "\(quoted(value)) is not a whole number")
      }
      return String(number)
    case (.choice(let words), .equal), (.choice(let words), .notEqual):
      guard words.contains(value.lowercased()) else { throw .notOneOf(words, given: value) }
      return value.lowercased()
    case (_, .equal), (_, .notEqual):
      // As it would be stored: `UDP,tcp` finds `udp,tcp`, and `1,2,3` finds `1-3`.
      var scratch = Agent()
      guard (try? field.property.write(&scratch, value)) != nil else { return value }
      return field.property.read(scratch)
    default: return value
    }
  }
}
