package import SystemPackage

/// The console of the Asterisk that runs here.
///
/// Questions go through its control socket (`asterisk.ctl`), which answers in a tenth of a millisecond. Where there is
/// no socket, `asterisk -rx` is run, which may know another place.
///
/// Who does not answer is asked only once: later questions get the same reply at once.
package final class AsteriskConsole {
  /// The reply to one command.
  package enum Reply: Equatable, Sendable {
    /// What it printed, without colours. Asterisk also prints that it does not know a command.
    case answered(String)
    /// There is neither a socket nor a program.
    case notInstalled
    /// No Asterisk listens.
    case notRunning
    /// This account may not use the socket, or may not read the file that says where it is.
    case notAllowed(FilePath)
    /// Asterisk has not loaded all its modules yet.
    case booting
    /// No answer for so long.
    case frozen(Duration)
    /// The console cannot be used.
    case failed(Fault)
  }

  /// Why a console cannot be used.
  package enum Fault: Equatable, Sendable {
    /// The program ended with this exit status or signal.
    case ended(status: Int32)
    /// Asterisk closed the connection without an answer, or the system did.
    case broken(Errno)
    /// The socket may belong to somebody who is not Asterisk.
    case stranger(FilePath)
    /// What listens there does not greet as Asterisk does.
    case notAsterisk(FilePath)
    /// The command has bytes that end a command, or too many.
    case unspeakable
    /// The answer has more bytes than a genuine one can have.
    case answerTooLarge
  }

  /// What Asterisk says of itself to everybody who connects to its socket.
  package struct Greeting: Equatable, Sendable {
    /// The name of its machine.
    package let host: String
    /// The number of its process, as Asterisk sees it.
    package let process: Int
    /// Such as `22.10.1` or `certified/18.9-cert4`.
    package let version: String

    /// Reads `HOST/PROCESS/VERSION`.
    init?(_ line: [UInt8]) {
      let parts = String(decoding: line, as: UTF8.self)
        .split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { return nil }
      (host, version) = (String(parts[0]), String(parts[2]))
      process = Int(parts[1]) ?? 0
    }
  }

  /// How long to wait.
  package struct Limits: Sendable {
    /// For the greeting, which takes a running Asterisk a tenth of a millisecond.
    package var greeting = Duration.seconds(2)
    /// Until Asterisk says that it has booted.
    package var boot = Duration.seconds(2)
    /// For an answer: reading the files of 100,000 agents again takes seconds.
    package var answer = Duration.seconds(10)

    package init() {}
  }

  /// The most bytes of an answer.
  static let largestAnswer = 16 << 20

  /// How it greeted; nil before the first answer, and where no socket is found.
  package private(set) var greeting: Greeting?

  private let socket: ConsoleSocket
  private let program: ConsoleProgram
  private let limits: Limits
  /// A file that this account may not read, and that may name another socket.
  private let hidden: FilePath?
  private var hasBooted = false
  private var isSocketFound = true
  /// The reply of an Asterisk that did not answer.
  private var silence: Reply?

  /// - Parameters:
  ///   - socket: where the control socket is expected.
  ///   - hidden: Asterisk's configuration file, if this account may not read it.
  package init(
    socket: FilePath, hidden: FilePath? = nil, program: ConsoleProgram = ConsoleProgram(),
    limits: Limits = Limits()
  ) {
    self.socket = ConsoleSocket(path: socket)
    (self.hidden, self.program, self.limits) = (hidden, program, limits)
  }

  /// Runs one command of Asterisk's console.
  ///
  /// - Parameter command: at most 480 bytes, without control characters.
  /// - Throws: `CancellationError`.
  package func run(_ command: String) async throws -> Reply {
    guard Self.isSpeakable(command) else { return .failed(.unspeakable) }
    if let silence { return silence }
    var reply = Reply.booting
    if !hasBooted {
      reply = try await boot()
      hasBooted = reply == .answered("")
    }
    if hasBooted { reply = try await ask(command, limits.answer) }
    if case .answered = reply { return reply }
    silence = reply
    return reply
  }

  /// A NUL ends a command, and Asterisk reads 512 bytes of it.
  private static func isSpeakable(_ command: String) -> Bool {
    (1...480).contains(command.utf8.count) && command.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f }
  }

  /// Asks whether Asterisk has loaded its modules; before that it does not know their commands.
  ///
  /// - Returns: an empty answer when it has.
  private func boot() async throws -> Reply {
    let question = "core waitfullybooted"
    var reply = try await ask(question, limits.boot, late: .booting)
    // Very early, this command is unknown too.
    if case .answered(let text) = reply {
      return text.contains("No such command") ? .booting : .answered("")
    }
    // The program does not tell an Asterisk that starts from one that hangs.
    if reply == .booting, !isSocketFound {
      reply = try await ask("core show version", limits.greeting)
      if case .answered = reply { return .booting }
    }
    return reply
  }

  /// - Parameter late: the reply of an Asterisk that greets and does not answer in time.
  private func ask(_ command: String, _ limit: Duration, late: Reply? = nil) async throws -> Reply {
    let late = late ?? .frozen(limit)
    let socketsReply = socket.ask(
      command, greeting: limits.greeting, answer: limit, late: late, &greeting)
    if let socketsReply { return socketsReply }
    isSocketFound = false
    let reply = try await program.run(command, limit) ?? late
    if let hidden, [.notInstalled, .notRunning].contains(reply) { return .notAllowed(hidden) }
    return reply
  }
}
