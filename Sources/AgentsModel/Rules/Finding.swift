package import AsteriskConfig

/// One remark about a request, a file or the installation.
public struct Finding: Equatable, Sendable {
  /// Whether a finding refuses the request.
  public enum Severity: String, Sendable {
    /// The request is refused.
    case error
    /// The request is carried out, but somebody should know.
    case warning
  }

  /// Whether it refuses the request.
  public let severity: Severity
  /// Never changes: `field.reason` or `noun.reason` in kebab case.
  public let code: String
  /// The agent it is about, when a request is about several.
  public var subject: String?
  /// The line of the file, from 1.
  public var line: Int?
  /// The cell of that line, from 1; with ``file`` the character.
  public var column: Int?
  /// The file, where people look for the place by line and character.
  public var file: String?
  /// What the file calls its column, where that is not the key.
  public var word: String?
  /// The line of one of the centre's own files that it is about; ``message`` names it.
  package var place: ConfigTree.Place?
  /// The key it is about.
  public let field: String?
  /// What is wrong, as the end of a sentence that begins with ``subject`` and ``field``.
  public let message: String
  /// How to fix it.
  public let hint: Hint?

  package init(
    _ severity: Severity, _ code: String, field: String? = nil, _ message: String,
    hint: Hint? = nil
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
  public var errors: [Finding] { filter { $0.severity == .error } }
  /// The findings that do not.
  public var warnings: [Finding] { filter { $0.severity == .warning } }
}
