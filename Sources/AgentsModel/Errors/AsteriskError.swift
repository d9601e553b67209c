/// What went wrong with Asterisk, or with the files made for it.
public indirect enum AsteriskError: Equatable, Sendable {
  /// The change is stored; these generated files could not be written.
  case notApplied(files: [String], cause: AgentsError)
  /// The database is not a standard one, and nothing says that its files go to the default directory.
  case directoryNotSet(database: String, directory: String)
  /// These generated files were edited by hand and stay as they are.
  case drifted(files: [String])
  /// A rendered file does not read back as the model.
  case unfaithfulRendering(file: String)
  /// Asterisk did not answer this command of its console.
  case unavailable(command: String, reason: String)
  /// Asterisk has not the channel driver that the files are written for; it does not know this command.
  case lacksDriver(command: String)
  /// Asterisk was told, and runs something else than was written for these peers.
  case disagrees(peers: [String])

  /// Kebab case; never changes.
  public var code: String {
    switch self {
    case .notApplied: "not-applied"
    case .directoryNotSet: "asterisk-dir-not-set"
    case .drifted: "drifted"
    case .unfaithfulRendering: "rendering-unfaithful"
    case .unavailable: "asterisk-unavailable"
    case .lacksDriver: "asterisk-lacks-driver"
    case .disagrees: "asterisk-disagrees"
    }
  }
}
