import Subprocess
package import SystemPackage

/// A program that takes a mail on standard input, as sendmail(8) does.
package struct MailProgram: Sendable {
  /// The result for one mail.
  package enum Outcome: Equatable, Sendable {
    /// The program took it. Whether it arrives is not known.
    case taken
    /// There is no such program.
    case notInstalled
    /// The program did not end in time and was ended.
    case timedOut
    /// It ended with this exit status or signal; the first line of what it wrote to standard error.
    case refused(status: Int32, message: String)
  }

  /// The program's file.
  package let path: FilePath
  private let arguments: [String]

  /// - Parameter command: the program and its arguments, split at blanks; no shell reads them.
  package init(_ command: String) {
    let words = command.split(separator: " ").map(String.init)
    path = FilePath(words.first ?? "")
    arguments = Array(words.dropFirst())
  }

  /// Whether the program can be run.
  ///
  /// Never for a relative path: the caller would choose which file that is.
  package var isInstalled: Bool { path.isAbsolute && Posix.isExecutable(path) }

  /// Hands a mail over.
  ///
  /// - Throws: ``SystemError`` of the operation `run` when the program cannot be started;
  ///   `CancellationError`.
  package func send(_ message: String, timeout: Duration) async throws -> Outcome {
    guard isInstalled else { return .notInstalled }
    return try await withThrowingTaskGroup(of: Outcome.self) { group in
      group.addTask { try await handOver(message) }
      group.addTask {
        try await Task.sleep(for: timeout)
        return .timedOut
      }
      defer { group.cancelAll() }
      return try await group.next() ?? .timedOut
    }
  }

  private func handOver(_ message: String) async throws -> Outcome {
    var options = PlatformOptions()
    // A session of its own, so that the program and whatever it started end together.
    options.createSession = true
    options.teardownSequence = [
      .send(
        signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(200))
    ]
    do {
      let input = try performing(.run, path) { try Self.pipe(holding: message) }
      let result = try await Subprocess.run(
        .path(path), arguments: Arguments(arguments),
        environment: Elevation.environmentOfPrograms,
        workingDirectory: Elevation.directoryOfPrograms,
        platformOptions: options,
        input: .fileDescriptor(input, closeAfterSpawningProcess: true), output: .discarded,
        error: .string(limit: 1 << 20))
      switch result.terminationStatus {
      case .exited(0): return .taken
      case .exited(let status), .signaled(let status):
        let line = result.standardError.split(whereSeparator: \.isNewline).first
        return .refused(status: status, message: line.map(String.init) ?? "")
      }
    } catch let error as SubprocessError {
      throw SystemError(.run, path, error.underlyingError ?? .ioError)
    }
  }

  /// The end of a pipe from which `message` is read.
  ///
  /// The whole message is written first, so a program that ends without reading causes no broken pipe. Our mails
  /// fit the smallest pipe, one page.
  private static func pipe(holding message: String) throws -> FileDescriptor {
    let pipe = try FileDescriptor.pipe(options: .closeOnExec)
    defer { try? pipe.writeEnd.close() }
    _ = try pipe.writeEnd.writeAll(message.utf8)
    return pipe.readEnd
  }
}
