import Subprocess
package import SystemPackage

/// A program of the system that answers one question and ends.
package struct SystemProgram: Sendable {
  /// The program's file.
  package let path: FilePath

  /// The program of that name in the system's directories; nil when it is not installed.
  package init?(named name: String) {
    let candidates = ConsoleProgram.systemSearchPath().map { $0.appending(name) }
    guard let path = candidates.first(where: { $0.isAbsolute && Posix.isExecutable($0) }) else {
      return nil
    }
    self.path = path
  }

  /// What it wrote and how it ended.
  package struct Answer: Equatable, Sendable {
    /// Whether it ended with 0.
    package let isSuccess: Bool
    /// Standard output.
    package let output: [UInt8]
    /// Standard error.
    package let errors: String
  }

  /// Runs it without a shell and with nothing to read.
  ///
  /// - Returns: nil when it does not end in time; it was ended.
  /// - Throws: ``SystemError`` of the operation `run`; `CancellationError`.
  package func run(_ arguments: [String], timeout: Duration) async throws -> Answer? {
    try await withThrowingTaskGroup(of: Answer?.self) { group in
      group.addTask { try await answer(to: arguments) }
      group.addTask {
        try await Task.sleep(for: timeout)
        return nil
      }
      defer { group.cancelAll() }
      return try await group.next().flatMap(\.self)
    }
  }

  private func answer(to arguments: [String]) async throws -> Answer {
    var options = PlatformOptions()
    // A session of its own, so that the program and whatever it started end together.
    options.createSession = true
    options.teardownSequence = [
      .send(
        signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(200))
    ]
    do {
      let limit = 1 << 20
      let result = try await Subprocess.run(
        .path(path), arguments: Arguments(arguments),
        environment: Elevation.environmentOfPrograms,
        workingDirectory: Elevation.directoryOfPrograms, platformOptions: options,
        output: .bytes(limit: limit), error: .string(limit: limit))
      return Answer(
        isSuccess: result.terminationStatus.isSuccess, output: result.standardOutput,
        errors: result.standardError)
    } catch let error as SubprocessError {
      throw SystemError(.run, path, error.underlyingError ?? .ioError)
    }
  }
}
