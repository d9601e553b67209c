/// What went wrong with Asterisk, or with the files made for it.
public indirect enum AsteriskError: Equatable, Sendable {
  /// The change is stored; these generated files could not be written.
  case notApplied(files: [String], cause: AgentsError)
  /// The mailboxes of these agents could not be moved, removed, or given their new PIN.
  case mailboxes(of: [String], cause: AgentsError)
  /// The database is not a standard one, and nothing says that its files go to the default directory.
  case directoryNotSet(database: String, directory: String)
  /// These generated files were edited by hand and stay as they are.
  case drifted(files: [String])
  /// A rendered file does not read back as the model.
  case unfaithfulRendering(file: String)
  /// The files are written, but Asterisk could not be given this command.
  case unavailable(command: String, because: AsteriskSilence)
  /// Asterisk was asked for its version or its modules, and did not answer.
  case unasked(AsteriskSilence)
  /// Nothing but the running Asterisk was to be looked at, and it did not answer.
  case unexamined(AsteriskSilence)
  /// A centre is taken over, or given back, only where the running Asterisk shows that it works.
  case unproved(AsteriskSilence)
  /// Asterisk has not the channel driver that the files are written for; it does not know this command.
  case lacksDriver(command: String)
  /// Asterisk was told, and runs something else than was written for these peers.
  case disagrees(peers: [String])

  /// Kebab case; never changes.
  public var code: String {
    switch self {
    case .notApplied: "not-applied"
    case .mailboxes: "mailboxes-owed"
    case .directoryNotSet: "asterisk-dir-not-set"
    case .drifted: "drifted"
    case .unfaithfulRendering: "rendering-unfaithful"
    case .unavailable, .unasked, .unexamined, .unproved: "asterisk-unavailable"
    case .lacksDriver: "asterisk-lacks-driver"
    case .disagrees: "asterisk-disagrees"
    }
  }
}

/// Why the console of Asterisk gave no answer.
public enum AsteriskSilence: Error, Equatable, Sendable {
  /// It is not installed on this host.
  case notInstalled
  /// No Asterisk runs on this host.
  case notRunning
  /// This account may not use the console, because of the permissions of the file at `path`.
  ///
  /// Asterisk may run or not.
  case notAllowed(path: String)
  /// It has not loaded all its modules yet.
  case starting
  /// It did not answer in time.
  case noAnswer(seconds: Int)
  /// The console failed in another way, told in words.
  case failed(reason: String)

  /// Whether it is known that no Asterisk runs here.
  ///
  /// Then nothing need be told: it reads the files when it starts.
  public var isAbsence: Bool { self == .notInstalled || self == .notRunning }
}
