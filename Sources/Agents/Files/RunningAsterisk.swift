internal import AgentsModel
internal import AgentsSystem
internal import AsteriskConfig
internal import SystemPackage

/// The Asterisk that reads the files of a directory, during one request.
///
/// Whether it answers is found out only when there is a question.
final class RunningAsterisk {
  /// Why it does not answer; nil while it does, or was not asked.
  private(set) var silence: AsteriskSilence?
  /// What it said of itself; nil before the first answer, and where its socket is not found.
  var greeting: AsteriskConsole.Greeting? { console.greeting }
  /// As it greeted; nil where that is not known.
  var version: AsteriskVersion? {
    greeting.flatMap { AsteriskVersion(answer: "Asterisk \($0.version)") }
  }
  private let directory: String
  private let patience: Duration?
  private lazy var console = Self.console(of: directory, patience)

  /// - Parameters:
  ///   - directory: Ours; Asterisk's configuration directory is above it.
  ///   - patience: How long to wait for each answer; nil = as long as reading all files again may take.
  init(reading directory: String, patience: Duration? = nil) {
    (self.directory, self.patience) = (directory, patience)
  }

  /// What Asterisk prints for a command of its console.
  func answer(to command: String) async throws(AsteriskSilence) -> String {
    let reply: AsteriskConsole.Reply
    do { reply = try await console.run(command) } catch {
      throw .failed(reason: "the question was cancelled")
    }
    let reason: AsteriskSilence
    switch reply {
    case .answered(let text): return text
    case .notInstalled: reason = .notInstalled
    case .notRunning: reason = .notRunning
    case .notAllowed(let path): reason = .notAllowed(path: path.string)
    case .booting: reason = .starting
    case .frozen(let time): reason = .noAnswer(seconds: Int(time.components.seconds))
    case .failed(let fault): reason = .failed(reason: Self.words(fault))
    }
    silence = reason
    throw reason
  }

  private static func words(_ fault: AsteriskConsole.Fault) -> String {
    switch fault {
    case .ended(let status): "its console ended with \(status)"
    case .broken(let errno): "its console failed: \(reason(errno.rawValue))"
    case .stranger(let path):
      "\(path) is a link, or belongs to an account that Asterisk does not use"
    case .notAsterisk(let path): "\(path) is the socket of another program"
    case .unspeakable: "its console takes no such command"
    case .answerTooLarge: "its answer is too long"
    }
  }

  /// The console of the Asterisk whose `asterisk.conf` is above the directory, else in the standard place.
  private static func console(of directory: String, _ patience: Duration?) -> AsteriskConsole {
    var tree = OwnFiles(beside: directory).tree(ConsolePlace.file)
    if !tree.isPresent {
      tree = OwnFiles(beside: AsteriskDirectoryRule.initial).tree(ConsolePlace.file)
    }
    let place = ConsolePlace(tree)
    var limits = AsteriskConsole.Limits()
    limits.answer = patience ?? limits.answer
    return AsteriskConsole(
      socket: FilePath(place.socket), hidden: place.unread.map { FilePath($0) }, limits: limits)
  }
}
