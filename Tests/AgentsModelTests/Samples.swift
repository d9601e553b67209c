@testable import AgentsModel

/// The result for a value: its canonical text, or why it was refused.
enum Outcome: Equatable, Sendable {
  case accepted(String)
  case refused(String, String)

  /// The code of the refusal; nil when the value was accepted.
  var code: String? {
    guard case .refused(let code, _) = self else { return nil }
    return code
  }
}

/// The result of the field `key` for `text`.
func outcome(_ key: String, _ text: String) throws(Finding) -> Outcome {
  let field = try FieldCatalog.find(key)
  var agent = Agent()
  do throws(Refusal) {
    try field.property.write(&agent, text)
    return .accepted(field.property.read(agent))
  } catch {
    return .refused(error.code, error.message)
  }
}

/// The text, repeated `count` times.
func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }

extension AgentPlan {
  /// The codes of the findings, in order.
  var codes: [String] { findings.map(\.code) }
}

/// A planned agent with the required values and the given `KEY=VALUE` words.
func planned(
  _ name: String = "anna", _ words: String..., settings: Settings = Settings()
) -> AgentPlan {
  let required = ["name=\(name)", "fullname=Anna Rossi", "email=\(name)@example.com"]
  let given = Set(words.compactMap { Assignment($0)?.key })
  let all = required.compactMap { Assignment($0) }.filter { !given.contains($0.key) }
  return .create(all + words.compactMap { Assignment($0) }, settings)
}

/// A planned change of an agent.
func edited(_ agent: Agent, _ words: String..., settings: Settings = Settings()) -> AgentPlan {
  .edit(agent, words.compactMap { Assignment($0) }, settings)
}

/// Settings with every licence.
var licensed: Settings {
  var settings = Settings()
  settings.licenseMobile = true
  settings.licenseMultiProfile = true
  settings.licenseScreenRecording = true
  return settings
}
