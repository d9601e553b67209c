package import AgentsModel
internal import AgentsStore
package import AgentsSystem
package import SystemPackage

/// A contact centre: one SQLite file, and the files for Asterisk that follow from it.
///
/// Every method is one request: it opens the database, asks whether the actor may, does all of it or
/// nothing, and closes the database. A centre is a value that several tasks can use at once; two
/// centres in one process have nothing in common.
public struct Centre: Sendable {
  /// The database.
  public let path: String
  /// Who asks.
  public internal(set) var actor: Actor
  /// Is told at once of what cannot wait for the report; it may be called from several threads.
  public var tell: @Sendable (Event) -> Void = { _ in }
  /// Whether long work is to end early and keep nothing; asked now and then.
  public var isInterrupted: @Sendable () -> Bool = { Task.isCancelled }

  let clock: WallClock
  /// Seconds that another process may hold the database or a lock.
  let waiting: Double
  /// Where databases are that write to the default `asteriskDir` unasked, and which is root's; and sudo's rule.
  let places: Places

  /// The standard places of a host's databases.
  package struct Places: Sendable {
    let standard: [FilePath]
    /// nil = no such restriction.
    let ofRoot: FilePath?
    /// The rule by which sudo lets operators use the program.
    let sudoers: FilePath

    package init(
      standard: [FilePath] = [], ofRoot: FilePath? = nil,
      sudoers: FilePath = "/etc/sudoers.d/xcally-agents"
    ) {
      (self.standard, self.ofRoot, self.sudoers) = (standard, ofRoot, sudoers)
    }
  }

  /// The centre whose database is at `path`; nothing is opened or made yet.
  ///
  /// Its files go to the directory that the setting `asteriskDir` names, once that is set.
  ///
  /// - Parameters:
  ///   - path: The database.
  ///   - actor: Who asks, in every row of the audit trail.
  ///   - clock: Where every stored time comes from.
  ///   - waiting: How long another process may hold the database, in whole milliseconds.
  public init(
    at path: String, as actor: Actor, clock: WallClock = .system, waiting: Duration = .seconds(10)
  ) {
    self.init(at: path, as: actor, clock: clock, waiting: waiting / .seconds(1), places: Places())
  }

  package init(
    at path: String, as actor: Actor, clock: WallClock = .system, waiting: Double, places: Places
  ) {
    (self.path, self.actor, self.clock, self.waiting) = (path, actor, clock, waiting)
    self.places = places
  }

  /// Carries out one task, and writes down why it was refused.
  ///
  /// - Throws: what `body` throws; errors of the operating system as ``AgentsModel/AgentsError``.
  func perform<Value>(
    _ task: OperatorTask, _ body: (Session) throws -> Value
  ) throws -> Value {
    let session = try Session(self, task)
    do { return try body(session) } catch { throw session.refused(error) }
  }

  /// The same for what may have to wait for Asterisk.
  func perform<Value>(
    _ task: OperatorTask, _ body: (Session) async throws -> Value
  ) async throws -> Value {
    let session = try Session(self, task)
    do { return try await body(session) } catch { throw session.refused(error) }
  }
}

/// Where the times come from that are stored.
public struct WallClock: Sendable {
  let now: @Sendable () -> WallTime

  /// The system's clock.
  public static let system = WallClock { .now() }

  /// A clock of the caller's own: seconds since 1970-01-01T00:00:00Z, without leap seconds.
  public init(seconds: @escaping @Sendable () -> Int) {
    now = { WallTime(seconds: seconds()) }
  }

  private init(_ now: @escaping @Sendable () -> WallTime) { self.now = now }
}

/// What cannot wait for the report at the end of a request.
public enum Event: Sendable {
  /// There was no database at this path, and one was made.
  case newDatabase(path: String)
  /// A cut-over that was interrupted was undone: the centre's files are as they were before, and what was taken over
  /// is held.
  case adoptionUndone
  /// A cut-over was interrupted, and somebody changed one of its files since: it is not undone by itself.
  case adoptionOpen
  /// The centre's own files have so many phones and queues still that are to be live from ours.
  case adoptionWaits(remaining: Int)
  /// A refusal is about to be written into the audit trail.
  case refusal
  /// A piece of long work began, of so many steps.
  case began(Stage, steps: Int)
  /// So many of the steps are done.
  case advanced(to: Int)
  /// The piece of work ended.
  case ended
  /// Of a client log not all is used.
  case clientLog(ClientLogRemark)

  /// A piece of long work.
  public enum Stage: String, Sendable {
    case checking, storing
    case hashing = "hashing passwords"
    case rejects = "writing rejects"
  }
}

extension WallTime {
  /// The same for the rules that know no clock.
  package var moment: Moment { Moment(seconds: seconds, nanoseconds: nanoseconds) }
}
