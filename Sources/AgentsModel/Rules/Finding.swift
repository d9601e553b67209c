/// One remark about a request, a file or the installation.
package struct Finding: Equatable, Sendable {
  /// Whether a finding refuses the request.
  package enum Severity: String, Sendable {
    /// The request is refused.
    case error
    /// The request is carried out, but somebody should know.
    case warning
  }

  package let severity: Severity
  /// Never changes: `field.reason` or `noun.reason` in kebab case.
  package let code: String
  /// The agent it is about, when a request is about several.
  package var subject: String?
  /// The line of the file, from 1.
  package var line: Int?
  /// The cell of that line, from 1.
  package var column: Int?
  /// The key it is about.
  package let field: String?
  package let message: String
  /// How to fix it.
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
  /// The findings that refuse the request.
  package var errors: [Finding] { filter { $0.severity == .error } }
  /// The findings that do not.
  package var warnings: [Finding] { filter { $0.severity == .warning } }
}
