import Subprocess
package import SystemPackage

/// Asterisk's own remote console (`asterisk -rx COMMAND`), for where its socket is not found.
package struct ConsoleProgram: Sendable {
  private let searchPath: [FilePath]

  /// - Parameter searchPath: where the program is looked for, in this order.
  package init(searchPath: [FilePath] = ConsoleProgram.systemSearchPath()) {
    self.searchPath = searchPath
  }

  /// With foreign rights, fixed directories; else PATH and the directories of administration, which the PATH of
  /// cron and of most users lacks.
  package static func systemSearchPath() -> [FilePath] {
    guard !Elevation.isPresent else { return Elevation.searchPath }
    let path = EnvironmentVariable.value(of: "PATH") ?? ""
    return path.split(separator: ":").map { FilePath(String($0)) } + [
      "/usr/local/sbin", "/usr/sbin",
    ]
  }

  /// Runs one command, with no shell in between and with nothing to read on its standard input.
  ///
  /// - Returns: nil when there is no answer in time; the console was ended.
  /// - Throws: `CancellationError`.
  package func run(_ command: String, _ timeout: Duration) async throws -> AsteriskConsole.Reply? {
    let candidates = searchPath.map { $0.appending("asterisk") }
    guard let program = candidates.first(where: Posix.isExecutable) else { return .notInstalled }
    return try await withThrowingTaskGroup(of: AsteriskConsole.Reply?.self) { group in
      group.addTask { try await Self.reply(of: program, to: command) }
      group.addTask {
        try await Task.sleep(for: timeout)
        return nil
      }
      defer { group.cancelAll() }
      let first = try await group.next()
      return first.flatMap(\.self)
    }
  }

  private static func reply(
    of program: FilePath, to command: String
  ) async throws -> AsteriskConsole.Reply {
    var options = PlatformOptions()
    // A session of its own, so that the program and whatever it started end together.
    options.createSession = true
    options.teardownSequence = [
      .send(
        signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(200))
    ]
    do {
      let limit = AsteriskConsole.largestAnswer
      let result = try await Subprocess.run(
        .path(program), arguments: ["-rx", command],
        environment: Elevation.environmentOfPrograms,
        workingDirectory: Elevation.directoryOfPrograms, platformOptions: options,
        output: .bytes(limit: limit), error: .string(limit: limit))
      return reply(
        result.terminationStatus, output: ConsoleText.clean(result.standardOutput),
        errors: result.standardError)
    } catch let error as SubprocessError {
      guard error.code != .outputLimitExceeded else { return .failed(.answerTooLarge) }
      return .failed(.broken(error.underlyingError ?? .ioError))
    }
  }

  private static func reply(
    _ status: TerminationStatus, output: String, errors: String
  ) -> AsteriskConsole.Reply {
    switch status {
    case .exited(0): .answered(output)
    // Only the words tell: the console exits with 1 for other reasons too.
    case .exited where (errors + output).contains("Unable to connect to remote asterisk"):
      silence(errors + output)
    case .exited(let code), .signaled(let code): .failed(.ended(status: code))
    }
  }

  /// Why the console cannot connect: it says the same whether nobody listens or this account may not connect.
  ///
  /// It names the socket (`does PATH exist?`), which tells.
  private static func silence(_ message: String) -> AsteriskConsole.Reply {
    guard let named = message.firstMatch(of: /\(does (\/[^\n]*) exist\?\)/)?.output.1 else {
      return .notRunning
    }
    let socket = ConsoleSocket(path: FilePath(String(named)))
    return socket.isForbidden ? .notAllowed(socket.path) : .notRunning
  }
}
