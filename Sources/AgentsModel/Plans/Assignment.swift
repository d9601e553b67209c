/// One thing a request asks of one field.
public struct Assignment: Equatable, Sendable {
  /// What an assignment does with its value.
  public enum Operation: String, Sendable {
    case replace = "="
    case add = "+="
    case remove = "-="
  }

  /// The key of the field.
  public let key: String
  /// What is done with ``text``.
  public let operation: Operation
  /// The value, as an operator writes it.
  public let text: String

  /// `key` becomes `text`, gets it added, or loses it.
  public init(_ key: String, _ text: String, _ operation: Operation = .replace) {
    self.key = key
    self.operation = operation
    self.text = text
  }

  /// Reads `KEY=VALUE`, `KEY+=VALUE` or `KEY-=VALUE`; nil where there is no `=` or no key.
  public init?(_ words: String) {
    guard let equals = words.firstIndex(of: "=") else { return nil }
    let left = words[..<equals]
    text = String(words[words.index(after: equals)...])
    switch left.last {
    case "+": (key, operation) = (String(left.dropLast()), .add)
    case "-": (key, operation) = (String(left.dropLast()), .remove)
    default: (key, operation) = (String(left), .replace)
    }
    guard !key.isEmpty else { return nil }
  }

  /// The same with words of its value replaced.
  public func replacing(_ words: [String: String]) -> Assignment {
    Assignment(key, words.reduce(text) { $0.replacing($1.key, with: $1.value) }, operation)
  }
}

extension Assignment {
  /// Applies the assignment, or throws the reason why not.
  func apply(to agent: inout Agent, isNew: Bool) throws(Finding) {
    let field = try FieldCatalog.find(key)
    try checkAccess(to: field, isNew: isNew)
    var changed = agent
    do throws(Refusal) {
      switch (operation, field.property.add, field.property.remove) {
      case (.replace, _, _): try field.property.write(&changed, text)
      case (.add, let add?, _): try add(&changed, text)
      case (.remove, _, let remove?): try remove(&changed, text)
      case (.add, _, _), (.remove, _, _):
        throw Refusal(
          "not-a-list", "is not a list: \(operation.rawValue) does not apply",
          hint: "write \(key)=VALUE")
      }
      try checkClearOnly(field, from: agent, to: changed)
    } catch {
      throw Finding(key, error)
    }
    agent = changed
  }

  private func checkAccess(to field: Field, isNew: Bool) throws(Finding) {
    let reason: String? =
      switch field.access {
      case .editable, .clearOnly: nil
      case .fixed: isNew ? nil : "is fixed after creation"
      case .readOnly: "is kept by the program and cannot be set"
      case .computed: "is worked out by the program and cannot be set"
      case .relation: "is changed by a verb of its own"
      }
    guard let reason else { return }
    throw Finding(
      .error, "\(key).\(field.access == .fixed ? "fixed" : "read-only")", field: key, reason,
      hint: accessHint)
  }

  private var accessHint: Hint? {
    switch key {
    case "avatar": .givePicture
    case "passwordResetAt", "passwordState": .setPassword
    case "kept": .keepSettings
    case "telephone": .logOn
    case "name": "delete and create, or use the alias"
    default: nil
    }
  }

  private func checkClearOnly(
    _ field: Field, from old: Agent, to new: Agent
  ) throws(Refusal) {
    guard field.access == .clearOnly, field.property.read(new) == "true",
      field.property.read(old) != "true"
    else { return }
    throw Refusal("clear-only", "cannot be set by an operator, only cleared")
  }
}
