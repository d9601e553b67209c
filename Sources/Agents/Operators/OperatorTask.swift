internal import AgentsModel

/// What somebody is about to do, so that it can be allowed, or be refused and written down.
struct OperatorTask: Sendable {
  /// As the audit trail names it; nil = what runs for itself and is not written down.
  let verb: String?
  /// Whom or what it is about, as the request names it.
  let object: String
  /// nil = a right of another kind, as an emailed link is.
  let needs: Need?
  /// It writes to a directory that the request names.
  let namesDirectory: Bool
  /// Nothing is to be kept of it.
  let isDryRun: Bool

  init(_ verb: String, _ objects: [String] = [], needs: Need? = .read, _ mode: Mode? = nil) {
    self.verb = verb
    object = objects.joined(separator: " ")
    self.needs = needs
    namesDirectory = mode?.directory != nil
    isDryRun = mode?.isDryRun ?? false
  }

  private init() {
    (verb, object, needs, namesDirectory, isDryRun) = (nil, "", .read, false, false)
  }

  /// A shell asks what words there are.
  static let completion = OperatorTask()

  var name: String { verb ?? "completion" }
}
