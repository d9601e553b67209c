/// What two sides do not have in common of one thing: the database and a file, or what was written and what Asterisk runs.
public enum Difference: Hashable, Sendable {
  /// The second side does not have it.
  case missing
  /// Only the second side has it.
  case foreign
  /// A setting has another value; both are empty where a side has none.
  case value(setting: String, expected: String, actual: String)
  /// A password, PIN or digest differs; none of them is ever shown.
  case secret(setting: String)

  /// The setting it is about; nil = the whole thing.
  public var setting: String? {
    switch self {
    case .missing, .foreign: nil
    case .value(let setting, _, _), .secret(let setting): setting
    }
  }
}
