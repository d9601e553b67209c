internal import AgentsSystem
internal import SystemPackage

/// Runs `body`, which writes to standard output.
///
/// That its reader went away is nobody's error: what the verb has found still decides how the run ends.
func toleratingClosedOutput(_ body: () throws -> Void) throws {
  do { try body() } catch let error as SystemError where error.isOfClosedOutput {}
}

extension SystemError {
  /// The reader of standard output went away.
  var isOfClosedOutput: Bool { operation == .write && path == nil && errno == .brokenPipe }
}
