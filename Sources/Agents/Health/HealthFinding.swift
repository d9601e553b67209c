public import AgentsModel

/// Something that keeps a centre from working, or will.
public struct HealthFinding: Sendable {
  /// How bad it is.
  public enum Severity: String, CaseIterable, Comparable, Sendable {
    /// Untidy, or only to be known.
    case info
    /// Some calls or logins fail, or will.
    case warning
    /// Calls or logins fail.
    case error

    /// Whether `left` is less bad.
    public static func < (left: Self, right: Self) -> Bool { left.order < right.order }

    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// From when on it is felt.
  public enum When: Equatable, Sendable {
    case now
    /// As soon as Asterisk reads its files again.
    case reload
    /// When Asterisk is started the next time.
    case restart
    /// At this moment.
    case date(Moment)
  }

  /// What can be run as it stands, and mends the finding.
  public enum Command: Equatable, Sendable {
    /// A line of a POSIX shell.
    case shell(String)
    /// A command of Asterisk's console.
    case console(String)
    /// Write the files for Asterisk; with `force` those, too, that were edited by hand.
    case apply(force: Bool)
    /// The same, and have Asterisk read all files, told before or not.
    case reload
    /// Give a setting this value.
    case set(String, to: String)
    /// Give the agents for whom all conditions hold this value of a field.
    case edit(conditions: [String], field: String, value: String)
    /// End the lock of an account.
    case unlock(String)
  }

  /// The check that found it, such as `own.endpoint`; never changes.
  public let code: String
  /// How bad it is.
  public let severity: Severity
  /// From when on it is felt.
  public let when: When
  /// What it is about: an agent, a file, a number; empty = the whole centre.
  public let subject: String
  /// Whether ``subject`` is the username of an agent or telephone.
  public let isAgent: Bool
  /// The field or setting it is about.
  public let field: String?
  /// The file where it stands.
  public let file: String?
  /// The line of ``file``, from 1.
  public let line: Int?
  /// What is wrong, as the end of a sentence that begins with ``subject``.
  public let message: String
  /// What follows from it, in whole sentences.
  public let consequence: String
  /// How it is mended.
  public let remedy: String
  /// What mends it and may be run as it is.
  public let commands: [Command]
  /// What is done about it on request; nil = that is for people.
  let mend: Mend?
  /// Whether ``HealthRequest/Mending`` does it.
  public var isFixable: Bool { mend != nil }
  /// The codes of other findings that follow from it and are not told separately.
  public internal(set) var causes: [String] = []
}

/// What a check saw; what it leaves out is as the check says for all.
struct Symptom {
  var subject = ""
  var isAgent = false
  var field: String?
  var message: String
  var file: String?
  var line: Int?
  var severity: HealthFinding.Severity?
  var when: HealthFinding.When?
  var consequence: String?
  var remedy: String?
  var commands: [HealthFinding.Command] = []
  var mend: Mend?

  /// - Parameter subject: A file, a number, a name; empty = the whole centre.
  init(_ subject: String = "", _ message: String) {
    (self.subject, self.message) = (subject, message)
  }

  /// About an agent or a telephone.
  init(agent: String, _ message: String) {
    (subject, self.message, isAgent) = (agent, message, true)
  }

  /// The same at a line of a file.
  func at(_ file: String, line: Int? = nil) -> Symptom {
    var symptom = self
    (symptom.file, symptom.line) = (file, line)
    return symptom
  }

  /// The same with what follows from it and what mends it, where that is not what the check says for all.
  func with(
    _ severity: HealthFinding.Severity? = nil, when: HealthFinding.When? = nil,
    consequence: String? = nil, remedy: String? = nil
  ) -> Symptom {
    var symptom = self
    symptom.severity = severity ?? self.severity
    symptom.when = when ?? self.when
    symptom.consequence = consequence ?? self.consequence
    symptom.remedy = remedy ?? self.remedy
    return symptom
  }

  /// The same with what is safe to do about it.
  func mended(byItself mend: Mend) -> Symptom {
    var symptom = mended(by: mend.command)
    symptom.mend = mend
    return symptom
  }

  /// The same with what mends it and may be run as it is.
  func mended(by commands: HealthFinding.Command...) -> Symptom {
    var symptom = self
    symptom.commands += commands
    return symptom
  }
}

/// Ends a check that could not be made: what is not known is never called well.
struct Unchecked: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}
