import Subprocess
package import SystemPackage

/// The running Asterisk, asked through its own remote console (`asterisk -rx COMMAND`).
package struct Asterisk: Sendable {
  /// The result of one command.
  package enum Reply: Equatable, Sendable {
    /// The command's output. Asterisk ends with 0 even for a command it does not know.
    case output(String)
    /// No program of that name in the search path.
    case notInstalled
    /// The program is there, but no Asterisk answers it.
    case notRunning
    /// No answer in time; the console was ended.
    case timedOut
    /// The console failed in another way: its exit status or signal, and what it wrote.
    case failed(status: Int32, message: String)
  }

  private let searchPath: [FilePath]
  private let timeout: Duration

  /// - Parameters:
  ///   - searchPath: where the program is looked for, in this order.
  ///   - timeout: for one command, from start to end.
  package init(
    searchPath: [FilePath] = Asterisk.systemSearchPath(), timeout: Duration = .seconds(10)
  ) {
    self.searchPath = searchPath
    self.timeout = timeout
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
  /// - Throws: ``SystemError`` of the operation `run` when the program cannot be started or prints
  ///   more than 16 MiB; `CancellationError`.
  package func run(_ command: String) async throws -> Reply {
    let candidates = searchPath.map { $0.appending("asterisk") }
    guard let program = candidates.first(where: Posix.isExecutable) else { return .notInstalled }
    return try await withThrowingTaskGroup(of: Reply.self) { group in
      group.addTask { try await Self.reply(of: program, to: command) }
      group.addTask { [timeout] in
        try await Task.sleep(for: timeout)
        return .timedOut
      }
      defer { group.cancelAll() }
      return try await group.next() ?? .timedOut
    }
  }

  private static func reply(of program: FilePath, to command: String) async throws -> Reply {
    var options = PlatformOptions()
    // A session of its own, so that the program and whatever it started end together.
    options.createSession = true
    options.teardownSequence = [
      .send(
        signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(200))
    ]
    do {
      let limit = 16 << 20
      let result = try await Subprocess.run(
        .path(program), arguments: ["-rx", command],
        // On a terminal that it does not know, it prints no colours.
        environment: Elevation.environmentOfPrograms.updating(["TERM": "dumb"]),
        workingDirectory: Elevation.directoryOfPrograms, platformOptions: options,
        output: .string(limit: limit), error: .string(limit: limit))
      return reply(
        result.terminationStatus, output: result.standardOutput, errors: result.standardError)
    } catch let error as SubprocessError {
      let reason: Errno = error.code == .outputLimitExceeded ? .fileTooLarge : .ioError
      throw SystemError(.run, program, error.underlyingError ?? reason)
    }
  }

  private static func reply(
    _ status: TerminationStatus, output: String, errors: String
  ) -> Reply {
    switch status {
    case .exited(0):
      .output(output)
    // Only the words tell: the console exits with 1 for other reasons too.
    case .exited where (errors + output).contains("Unable to connect to remote asterisk"):
      .notRunning
    case .exited(let code), .signaled(let code):
      .failed(status: code, message: errors + output)
    }
  }
}
