internal import ArgumentParser

/// A verb that may have to wait for Asterisk.
protocol AsyncVerb: AsyncParsableCommand {
  /// Does the work, on the thread of the caller.
  ///
  /// The parser's own `run()` would move to another thread, and its first use of memory there costs
  /// milliseconds.
  func perform() async throws
}

extension AsyncVerb {
  func run() async throws { try await perform() }
}
