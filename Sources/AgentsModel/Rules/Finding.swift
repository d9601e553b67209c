/// One remark about a request, a file or the installation.
package struct Finding: Equatable, Sendable {
  package enum Severity: String, Sendable {
    /// The request is refused.
    case error
    /// The request is carried out; somebody should know.
    case warning
  }

  package let severity: Severity
  /// Stable for ever: `field.reason` or `noun.reason` in kebab case.
  package let code: String
  /// The agent it is about, where a request is about several.
  package var subject: String?
  /// Of the file it is about, from 1.
  package var line: Int?
  /// The cell of that line, from 1.
  package var column: Int?
  /// The key it is about.
  package let field: String?
  package let message: String
  /// What to do about it.
  package let hint: String?

  package init(
    _ severity: Severity, _ code: String, field: String? = nil, _ message: String,
    hint: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.field = field
    self.message = message
    self.hint = hint
  }

  /// A refused value of the field or setting `key`.
  package init(_ key: String, _ refusal: Refusal) {
    self.init(
      .error, "\(key).\(refusal.code)", field: key, refusal.message, hint: refusal.hint)
  }
}

extension [Finding] {
  /// Those that refuse the request.
  package var errors: [Finding] { filter { $0.severity == .error } }
  /// Those that do not.
  package var warnings: [Finding] { filter { $0.severity == .warning } }
}
