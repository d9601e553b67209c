internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser
internal import Glibc
internal import SystemPackage

/// From the words of the command line to the exit status.
package enum EntryPoint {
  /// Parses, runs, presents what went wrong, and ends the process.
  package static func run() async -> Never {
    Elevation.dropEnvironment()
    ProcessHardening.occupyStandardStreams()
    ProcessHardening.ignoreFileSignals()
    ProcessHardening.expectEndsOfPrograms()
    ProcessHardening.restrictNewFiles()
    // A core dump could contain passwords. The program also works where this fails.
    try? ProcessHardening.disableCoreDumps()
    do {
      try Elevation.liftLimits()
      try checkArguments()
      let words = ProcessArguments.all.dropFirst()
      if let script = CompletionScript(words) {
        exit(answer(script.text).rawValue)
      }
      var command = try NamedCommand.parse(words) ?? XcallyAgents.parseAsRoot(Array(words))
      if let verb = command as? any AsyncVerb {
        try await verb.perform()
      } else {
        try command.run()
      }
    } catch {
      // A monitor understands other statuses than a shell.
      if let status = error as? NagiosStatus { exit(status.rawValue) }
      let status = present(error)
      let isOfNagios = status == .usage && NagiosStatus.isWanted(by: ProcessArguments.all)
      exit(isOfNagios ? NagiosStatus.unknown.rawValue : status.rawValue)
    }
    exit(ExitStatus.done.rawValue)
  }

  /// Swift replaces invalid UTF-8, so the program would work on another name than the user typed.
  private static func checkArguments() throws {
    guard !ProcessArguments.all.isEmpty else {
      throw AgentsError.unexpected("the system handed over no words, not even the program's name")
    }
    if let index = ProcessArguments.firstNotUTF8 { throw CommandError.argumentNotUTF8(index) }
  }

  private static func present(_ error: any Error) -> ExitStatus {
    if let status = error as? ExitStatus { return status }
    switch Ending(error) {
    case .readerGone: return .done
    case .answer(let text): return answer(text)
    case .failure(let failure):
      ErrorOutput(arguments: ProcessArguments.all).write(failure)
      return failure.exitStatus
    }
  }

  /// Help and version go to standard output, everything else to standard error.
  private static func answer(_ text: String) -> ExitStatus {
    let output = StandardOutput()
    do {
      try output.write(text)
      try output.flush()
      return .done
    } catch {
      return present(error)
    }
  }
}

/// A verb that may have to wait for Asterisk.
protocol AsyncVerb: AsyncParsableCommand {
  /// Does the work on the thread of the caller.
  ///
  /// The parser's own `run()` would switch threads, and the first allocation there costs milliseconds.
  func perform() async throws
}

extension AsyncVerb {
  func run() async throws { try await perform() }
}
