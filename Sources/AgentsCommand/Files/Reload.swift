internal import AgentsCore
internal import AgentsSystem
internal import AsteriskConfig
internal import SystemPackage

/// Makes Asterisk read changed files: the narrowest command for each kind, then the question whether
/// it runs what was written.
struct Reload {
  private let policy: ReloadPolicy
  private let directory: String
  private let asterisk = Asterisk()

  /// Peers that are asked for by name after a reload; the first few of a large change stand for all.
  private static let sample = 20
  /// `sip reload` returns before it has happened.
  private static let patience = Duration.seconds(5)

  init(_ settings: Settings, isElsewhere: Bool, directory: String) {
    policy = isElsewhere ? .never : settings.asteriskReload
    self.directory = directory
  }

  /// Tells Asterisk of `files`, and asks for what changed in those that this run wrote.
  func run(_ files: [GeneratedFile], _ report: inout FileReport) async {
    let commands = Set(files.map(\.reloadCommand)).sorted()
    guard policy != .never, !commands.isEmpty else { return }
    do {
      for command in commands {
        guard try await tell(command) else {
          report.asterisk = .notRunning
          return
        }
      }
      report.asterisk = .reloaded
      if isIncluded { try await verify(report) }
    } catch {
      report.asterisk = .failed
      report.failure = report.failure ?? error
    }
  }

  /// False when Asterisk does not run here and need not.
  private func tell(_ command: String) async throws(AgentsError) -> Bool {
    switch try await ask(command) {
    // An Asterisk without voicemail has nothing to read again.
    case .output where command.hasPrefix("voicemail"): return true
    case .output(let text) where text.hasPrefix("No such command"):
      throw .asteriskUnavailable(command: command, reason: "it does not know the command")
    case .output: return true
    case .notInstalled where policy == .auto, .notRunning where policy == .auto: return false
    case .notInstalled:
      throw .asteriskUnavailable(command: command, reason: "it is not installed here")
    case .notRunning: throw .asteriskUnavailable(command: command, reason: "it does not run here")
    case .timedOut: throw .asteriskUnavailable(command: command, reason: "no answer in 10 seconds")
    case .failed(let status, _):
      throw .asteriskUnavailable(command: command, reason: "its console ended with \(status)")
    }
  }

  private func ask(_ command: String) async throws(AgentsError) -> Asterisk.Reply {
    do {
      return try await asterisk.run(command)
    } catch {
      throw .asteriskUnavailable(command: command, reason: "its console could not be run")
    }
  }

  // MARK: - Asking what runs

  private func verify(_ report: FileReport) async throws(AgentsError) {
    let files = report.contents.keys.sorted().filter { file in
      if case .peerBlock = file { true } else { false }
    }
    let blocks = files.map(report.change)
    let present = blocks.flatMap { $0.added + $0.changed }
    // A new internal may have moved the agent to another file.
    let absent = Set(blocks.flatMap(\.removed)).subtracting(present).sorted()
    let expected = present.map { ($0, true) } + absent.map { ($0, false) }
    let deadline = ContinuousClock.now + Self.patience
    var wrong: [String] = []
    for (name, exists) in expected.prefix(Self.sample) {
      guard try await isKnown(name, expected: exists, until: deadline) else {
        wrong.append(name)
        continue
      }
    }
    guard wrong.isEmpty else { throw .asteriskDisagrees(peers: wrong) }
  }

  private func isKnown(
    _ name: String, expected: Bool, until deadline: ContinuousClock.Instant
  ) async throws(AgentsError) -> Bool {
    while true {
      if try await isLoaded(name) == expected { return true }
      guard ContinuousClock.now < deadline else { return false }
      try? await Task.sleep(for: .milliseconds(50))
    }
  }

  /// nil when Asterisk does not say.
  private func isLoaded(_ name: String) async throws(AgentsError) -> Bool? {
    // Who only calls in (`type=user`) is a user and no peer.
    for kind in ["peer", "user"] {
      guard case .output(let text) = try await ask("sip show \(kind) \(name)") else { return nil }
      if !text.contains("\(name) not found") { return true }
    }
    return false
  }

  /// Whether Asterisk's `sip.conf`, beside our directory, includes our files; while it does not,
  /// there is nothing to ask for.
  private var isIncluded: Bool {
    Inclusion(directory: directory).isMade(for: .peers)
  }
}

/// The lines by which Asterisk's own files include ours.
struct Inclusion {
  private let directory: FilePath
  private let path: IncludePath

  init(directory: String) {
    self.directory = FilePath(directory)
    path = IncludePath(directory: directory)
  }

  /// What must stand in Asterisk's file.
  func line(for root: GeneratedFile) -> String { path.line(for: root) }

  /// Where Asterisk's own file is expected: in the directory above ours.
  func includer(of root: GeneratedFile) -> FilePath {
    directory.removingLastComponent().appending(root.includedBy)
  }

  /// Whether Asterisk's file, in the directory above ours, has the line.
  func isMade(for root: GeneratedFile) -> Bool {
    guard let bytes = try? FileContents.read(at: includer(of: root)),
      let document = try? ConfigDocument(parsing: bytes)
    else { return false }
    let names = ["\(path.text)/\(root.name)", "\(directory.string)/\(root.name)"]
    return document.items.contains { item in
      if case .include(let include) = item { names.contains(include.path) } else { false }
    }
  }
}
