/// All fields, defined once.
///
/// Options, CSV headers, JSON members, table columns, rules' names and documentation read this list;
/// to add a field, add its entry here, its stored property in `Agent` and its column in a migration.
package enum FieldCatalog {
  /// In the order of the tabs, which is the order of columns everywhere.
  package static let fields =
    accountFields + voiceFields + channelFields + barFields + permissionFields + clientLogFields
    + relationFields

  package static let keys = fields.map(\.key)

  private static let byKey = Dictionary(uniqueKeysWithValues: fields.map { ($0.key, $0) })

  /// Where each key stands in `fields`.
  static let places = Dictionary(uniqueKeysWithValues: zip(keys, keys.indices))

  /// The field of that key, exactly as written; `username` is another word for `name`.
  package static func field(_ key: String) -> Field? { byKey[key == "username" ? "name" : key] }

  /// The field of that key, or a finding with the nearest known key.
  package static func find(_ key: String) throws(Finding) -> Field {
    guard let field = field(key) else {
      throw Finding(
        .error, "field.unknown", field: key, "there is no field of this name",
        hint: nearest(to: key, in: keys + ["username"]).map { "did you mean \($0)?" }
          ?? "\"xcally-agents fields\" lists them")
    }
    return field
  }
}

extension Finding: Error {}
