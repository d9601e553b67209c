internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import AsteriskConfig
internal import SystemPackage

/// What the checks of one examination look at; each part is read or asked for once, by the first check that needs it.
final class Examination {
  let session: Session
  let request: HealthRequest
  let store: Store
  let files: AsteriskFiles
  /// The centre's own files beside ours.
  private(set) lazy var own = OwnFiles(beside: files.directory)
  private(set) lazy var places = AsteriskPlaces(beside: files.directory, own)
  private(set) lazy var inclusion = Inclusion(directory: files.directory, own)
  /// Every generated file and its state.
  private(set) lazy var states = Result { try files.states() }
  /// The agents by what their phones are set to.
  private(set) lazy var phones = Result { try read { try $0.phoneGroups() } }
  /// Names that stand both in our files and in the centre's own.
  private(set) lazy var doubled = Result {
    try read { try NameGuard(settings, dialect, directory: request.directory).findings(forAll: $0) }
  }
  private let deadline: ContinuousClock.Instant
  private var answers: [String: Result<String, Unchecked>] = [:]
  let running: RunningAsterisk
  /// What was found so far.
  var findings: [HealthFinding] = []
  /// The process of the Asterisk that answered; nil where it is not on this machine, or its socket was not found.
  private(set) lazy var process = running.greeting.flatMap {
    ProcessIdentity(number: $0.process, program: "asterisk")
  }

  init(_ session: Session, _ request: HealthRequest) throws {
    (self.session, self.request) = (session, request)
    store = try session.reading().whole
    files = try AsteriskFiles(session, store, directory: request.directory)
    running = RunningAsterisk(reading: files.directory, patience: request.answerPatience)
    deadline = .now + request.patience
  }

  var settings: Settings { files.settings }
  var dialect: Dialect { files.dialect }
  var now: Moment { session.centre.clock.now().moment }

  /// Asterisk's configuration directory, above ours.
  var configuration: FilePath { FilePath(files.directory).removingLastComponent() }

  /// Asterisk's directories, as it names them.
  var directories: AsteriskDirectories { places.directories }

  /// The place of a path that Asterisk names.
  func place(_ path: String) -> FilePath { places.place(path) }

  /// One of Asterisk's files with all that it includes, except our own.
  func tree(_ file: String) -> ConfigTree { own.tree(file) }

  /// Asks the database.
  func read<Value>(_ body: (StoreReader) throws -> Value) throws -> Value { try store.read(body) }

  /// The account under which Asterisk runs: that of its process, else as its `asterisk.conf` says, else `asterisk`; nil
  /// when there is no such account or file.
  func asteriskAccount() async -> UnixAccount? {
    _ = await silence()
    if let process { return process.account }
    let tree = tree(ConsolePlace.file)
    guard tree.isPresent else { return nil }
    let options = tree.sections.filter { section in
      section.name.caseFolded == "options" && !section.isTemplate
    }.flatMap(\.settings)
    func option(_ name: String) -> String? {
      options.last { $0.setting.name.caseFolded == name }?.setting.value
    }
    return UnixAccount(named: option("runuser") ?? "asterisk", group: option("rungroup"))
  }

  // MARK: - The running Asterisk

  /// Why it is not to be asked; nil when it may be.
  var silenced: String? {
    if request.extent == .offline { return "Asterisk is not to be asked" }
    if files.isElsewhere { return "another directory was named, which Asterisk does not read" }
    guard settings.asteriskReload == .never, request.extent != .running else { return nil }
    return "asteriskReload is never"
  }

  /// What Asterisk prints for a command of its console; each is asked once.
  ///
  /// - Throws: `Unchecked` when it does not answer, or is not to be asked.
  func answer(_ command: String) async throws -> String {
    if let known = answers[command] { return try known.get() }
    let answer = await ask(command)
    answers[command] = answer
    return try answer.get()
  }

  private func ask(_ command: String) async -> Result<String, Unchecked> {
    if let silenced { return .failure(Unchecked(silenced)) }
    guard ContinuousClock.now < deadline else {
      return .failure(Unchecked("the time for asking Asterisk is over"))
    }
    do throws(AsteriskSilence) { return .success(try await running.answer(to: command)) } catch {
      return .failure(Unchecked(error.words))
    }
  }

  /// The same where Asterisk need not run: nil when it does not answer.
  func answerIfRunning(_ command: String) async -> String? { try? await answer(command) }

  /// What Asterisk runs under a name; nil when there is no such object.
  func shown(_ name: String, type: String) async throws -> ShownObject? {
    for question in ShownObject.questions(about: name, type: type) {
      if let shown = ShownObject(try await answer(question), type: type) { return shown }
    }
    return nil
  }

  /// Why Asterisk does not answer; nil when it does, or is not to be asked.
  func silence() async -> AsteriskSilence? {
    guard silenced == nil else { return nil }
    _ = await answerIfRunning("core show version")
    return running.silence
  }
}

extension AsteriskSilence {
  /// Half a sentence.
  var words: String {
    switch self {
    case .notInstalled: "Asterisk is not installed"
    case .notRunning: "Asterisk does not run"
    case .notAllowed(let path): "\(path) may not be used by this account"
    case .starting: "Asterisk is still starting"
    case .noAnswer(let seconds): "Asterisk did not answer in \(seconds) s"
    case .failed(let reason): reason
    }
  }
}
