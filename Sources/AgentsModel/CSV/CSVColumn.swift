/// A column of the agents' CSV: a field, or what is kept of a password.
package enum CSVColumn: Sendable {
  case field(Field)
  /// On input only: a new password.
  case password
  /// A crypt(3) string.
  case passwordHash
  /// `realm:md5` or `realm:md5:sha256`.
  case sipDigest
  /// On input: of no concern.
  case ignored(String)

  /// The header's word.
  package var key: String {
    switch self {
    case .field(let field): field.key
    case .password: "password"
    case .passwordHash: "passwordHash"
    case .sipDigest: "sipDigest"
    case .ignored(let word): word
    }
  }

  /// Shown only where secrets were asked for.
  package var isSecret: Bool {
    switch self {
    case .field(let field): field.isSecret
    case .password, .passwordHash, .sipDigest: true
    case .ignored: false
    }
  }

  /// Its values may begin with what a spreadsheet takes for a formula.
  package var isText: Bool {
    switch self {
    case .field(let field): field.kind == .text || field.kind.isList
    case .password, .passwordHash, .sipDigest: true
    case .ignored: false
    }
  }

  /// What an export writes, in this order: everything that import can bring back.
  package static let exported: [CSVColumn] =
    FieldCatalog.fields.filter { $0.access != .computed }.map(CSVColumn.field)
    + [.passwordHash, .sipDigest]

  /// The column of that key.
  ///
  /// - Throws: a finding with the nearest key.
  package static func find(_ key: String) throws(Finding) -> CSVColumn {
    switch key {
    case "password": return .password
    case "passwordHash": return .passwordHash
    case "sipDigest": return .sipDigest
    default: return .field(try FieldCatalog.find(key))
    }
  }
}
