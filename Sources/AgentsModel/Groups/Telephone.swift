/// A phone without an agent.
///
/// It shares usernames and internals with the agents, and is a plain peer.
public struct Telephone: Equatable, Sendable {
  package var name = Username()
  package var fullname = FullName()
  package var internalNumber = Internal()

  package init() {}

  /// The username that the phone registers with.
  public var username: String { name.text }
  /// The full name.
  public var fullName: String { fullname.text }
  /// The number that is dialled.
  public var number: String { internalNumber.text }

  /// Reads what an operator wrote, and returns every problem.
  package static func planned(
    name: String, fullname: String, internalNumber: String
  ) -> (Telephone, [Finding]) {
    var telephone = Telephone()
    var findings: [Finding] = []
    func read<Value>(_ key: String, _ parse: () throws(Refusal) -> Value) -> Value? {
      do throws(Refusal) { return try parse() } catch {
        findings.append(Finding(key, error))
        return nil
      }
    }
    if let name = read("name", { () throws(Refusal) in try Username(parsing: name) }) {
      telephone.name = name
    }
    if let value = read("fullname", { () throws(Refusal) in try FullName(parsing: fullname) }) {
      telephone.fullname = value
    }
    if let number = read(
      "internal", { () throws(Refusal) in try Internal(parsing: internalNumber) })
    {
      telephone.internalNumber = number
    }
    if findings.isEmpty, telephone.fullname.text == telephone.internalNumber.text {
      findings.append(
        Finding(
          .error, "fullname.is-internal", field: "fullname", "must not equal the internal",
          hint: "give the telephone a name"))
    }
    return (telephone, findings)
  }
}
