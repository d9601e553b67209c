internal import Agents
internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

/// Which database, and how long to wait for it.
struct StoreOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The database (default: XCALLY_AGENTS_DB, else a standard place).", valueName: "file"),
    completion: .file(), transform: FileOption.database.word)
  var db: FileWord?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Wait at most this long for others.", valueName: "seconds"))
  var lockTimeout = 10.0

  /// Where root keeps the installation.
  private static let placeOfRoot: FilePath = "/var/lib/xcally-agents/agents.db"

  /// The centre, used as the user who runs this process.
  ///
  /// - Parameter files: The files that options and arguments name; streams do not count.
  func centre(files: [FileWord?] = [], _ progress: Progress? = nil) -> Centre {
    var actor = Actor(.current(), isElevated: Elevation.isPresent)
    actor.namesFiles = files.contains { $0?.path != nil }
    var centre = Centre(
      at: path.string, as: actor, waiting: lockTimeout,
      places: Centre.Places(standard: Self.standardPlaces, ofRoot: Self.placeOfRoot))
    centre.tell = { Messages.note($0, progress) }
    centre.confirm = { try $0.ask() }
    centre.isInterrupted = { Interruption.isRequested }
    return centre
  }

  func validate() throws {
    guard (0...86_400).contains(lockTimeout) else {
      throw ValidationError("'--lock-timeout' takes seconds, from 0 to 86400, a day.")
    }
    guard db != nil || variable != "-" else {
      throw ValidationError("'XCALLY_AGENTS_DB' is no stream; for a file named - write './-'.")
    }
  }

  private var variable: String? {
    EnvironmentVariable.value(of: "XCALLY_AGENTS_DB").flatMap { $0.isEmpty ? nil : $0 }
  }

  /// `--db`, else the environment, else the standard place of root or of the user.
  private var path: FilePath {
    if let given = db?.path ?? variable.map({ FilePath($0) }) { return given }
    return Operator.isRoot ? Self.placeOfRoot : Self.placeOfUser
  }

  /// A database in one of these places may write to the default `asteriskDir`.
  private static var standardPlaces: [FilePath] {
    Operator.isRoot ? [placeOfRoot] : [placeOfRoot, placeOfUser]
  }

  private static var placeOfUser: FilePath {
    let home = EnvironmentVariable.value(of: "HOME") ?? Operator.homeDirectory ?? "/"
    let data = EnvironmentVariable.value(of: "XDG_DATA_HOME").flatMap { $0.isEmpty ? nil : $0 }
    return FilePath(data ?? "\(home)/.local/share").appending("xcally-agents/agents.db")
  }
}

extension ChangeExcess {
  /// Asks on the terminal.
  ///
  /// - Throws: its refusal without one; `AgentsError.caller(.declined)`.
  fileprivate func ask() throws {
    guard Terminal.isTerminal(.standardInput) else { throw refusal }
    guard try Prompt.confirm("\(word) \(changing) of \(count(agents, "agent"))?") else {
      throw AgentsError.caller(.declined)
    }
  }

  /// What is done to them.
  private var word: String {
    switch verb {
    case "enable", "disable", "unlock", "delete", "restore", "invite":
      verb.prefix(1).uppercased() + verb.dropFirst()
    default: "Change"
    }
  }
}
