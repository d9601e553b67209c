/// All fields, defined once.
///
/// Options, CSV headers, JSON members, table columns and documents come from this list.
/// CONTRIBUTING.md says how to add a field.
public enum FieldCatalog {
  /// In the order of the tabs; listings, CSV and documents keep it.
  public static let fields =
    accountFields + voiceFields + channelFields + barFields + permissionFields + clientLogFields
    + relationFields

  /// The keys of ``fields``, in their order.
  public static let keys = fields.map(\.key)

  private static let byKey = Dictionary(uniqueKeysWithValues: fields.map { ($0.key, $0) })

  /// The index of each key in `fields`.
  static let places = Dictionary(uniqueKeysWithValues: zip(keys, keys.indices))

  /// The field of that key, exactly as written; `username` is another word for `name`.
  public static func field(_ key: String) -> Field? { byKey[key == "username" ? "name" : key] }

  /// The field of that key, or a finding with the nearest known key.
  public static func find(_ key: String) throws(Finding) -> Field {
    guard let field = field(key) else {
      throw Finding(
        .error, "field.unknown", field: key, "there is no field of this name",
        hint: nearest(to: key, in: keys + ["username"]).map(Hint.didYouMean)
          ?? .seeFields)
    }
    return field
  }
}

extension Finding: Error {}
