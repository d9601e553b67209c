/// A column of the agents' CSV: a field, a password or its hashes.
public enum CSVColumn: Sendable {
  case field(Field)
  /// On input only: a new password.
  case password
  /// A crypt(3) string.
  case passwordHash
  /// `realm:md5` or `realm:md5:sha256`.
  case sipDigest
  /// On input only, and only of other programs: the password of the phone, of which a digest is made.
  case phonePassword
  /// On input only: the agent whose fields and memberships a new one takes.
  case like
  /// On input: a column that is ignored.
  case ignored(String)

  /// The column's name in the header.
  public var key: String {
    switch self {
    case .field(let field): field.key
    case .password: "password"
    case .passwordHash: "passwordHash"
    case .sipDigest: "sipDigest"
    case .phonePassword: "secret"
    case .like: "like"
    case .ignored(let word): word
    }
  }

  /// Shown only to a caller that asks for secrets.
  public var isSecret: Bool {
    switch self {
    case .field(let field): field.isSecret
    case .password, .passwordHash, .sipDigest, .phonePassword: true
    case .like, .ignored: false
    }
  }

  /// A spreadsheet may change its values.
  package var isGuarded: Bool {
    switch self {
    case .field(let field): if case .integer = field.kind { false } else { true }
    case .password, .passwordHash, .sipDigest, .phonePassword, .like: true
    case .ignored: false
    }
  }

  /// The columns of a full export, in order: all that an import can restore.
  public static let exported: [CSVColumn] =
    FieldCatalog.fields.filter { $0.access != .computed }.map(CSVColumn.field)
    + [.passwordHash, .sipDigest]

  /// The column of that key, in capitals or not.
  ///
  /// - Throws: a finding with the nearest key.
  public static func find(_ key: String) throws(Finding) -> CSVColumn {
    let known = keys[key.lowercased()] ?? key
    switch known {
    case "password": return .password
    case "passwordHash": return .passwordHash
    case "sipDigest": return .sipDigest
    case "like": return .like
    default: return .field(try FieldCatalog.find(known))
    }
  }

  /// Small letters → key.
  private static let keys = Dictionary(
    (FieldCatalog.fields.map(\.key) + ["username", "passwordHash", "sipDigest", "password", "like"])
      .map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
}
