internal import AgentsModel

/// What somebody is about to do, so that it can be allowed, or be refused and written down.
struct OperatorTask {
  /// nil = what runs for itself and is not written down.
  let verb: String?
  /// Whom or what it is about, as the words of the command line name it.
  let object: String
  /// nil = a right of another kind, as a link is.
  let needs: Need?
  /// A file or directory that the command line names is opened.
  let namesFile: Bool
  /// Nothing is to be kept of it.
  private(set) var isDryRun = false

  /// - Parameters:
  ///   - change: An option of it may name a directory to write to.
  ///   - files: What options and arguments name; a stream is no file.
  init(
    _ verb: String, _ objects: [String] = [], needs: Need? = .read, _ change: ChangeOptions? = nil,
    files: [FileWord?] = []
  ) {
    self.verb = verb
    object = objects.joined(separator: " ")
    self.needs = needs
    namesFile = (files + [change?.asteriskDir]).contains { $0?.path != nil }
    isDryRun = change?.dryRun ?? false
  }

  private init() {
    (verb, object, needs, namesFile) = (nil, "", .read, false)
  }

  /// The same, of which nothing is kept.
  var dry: OperatorTask {
    var task = self
    task.isDryRun = true
    return task
  }

  /// The shell asks what words there are.
  static let completion = OperatorTask()

  var name: String { verb ?? "completion" }
}
