internal import Foundation
internal import TestSupport
internal import Testing

/// One system call of a traced run, where a run can be disturbed.
struct TracedCall: CustomStringConvertible {
  let name: String
  /// Its number among the calls of this name in its thread, since strace counts each thread separately.
  let ordinal: Int
  /// The file, relative to the scratch directory, without the digits of temporary names.
  let target: String

  var description: String { "\(name) #\(ordinal) on \(target)" }

  static let names = [
    "openat", "write", "pwrite64", "fchmod", "fsync", "fdatasync", "renameat", "unlink",
    "unlinkat", "mkdirat", "ftruncate", "flock",
  ]

  /// Traces one run and returns its calls that change a file of the centre.
  static func all(of command: String, in centre: Centre) async throws -> [TracedCall] {
    try await centre.done(strace(command))
    return parse(try centre.scratch.contents("trace"), below: centre.path)
  }

  /// Runs `command` on a copy of the kept centre and disturbs this call.
  ///
  /// A signal arrives before the call happens, so a killed run shows the effects of all earlier calls. Threads may
  /// share the work differently than in the traced run. If the disturbance misses for that reason, the run is
  /// repeated with the new numbers.
  ///
  /// - Returns: nil for a `write` that always comes after a `write` of the runtime, which wakes a thread. Killing at
  ///   the next `fchmod` or `fsync` shows almost the same.
  func disturb(
    _ command: String, _ what: String, in centre: Centre
  ) async throws -> Program.Result? {
    var ordinal = ordinal
    for _ in 0..<10 {
      try await centre.putBack()
      let result = try await centre.shell(
        Self.strace(command, "-e inject=\(name):\(what):when=\(ordinal)"))
      let trace = try centre.scratch.contents("trace")
      if Self.disturbed(trace, below: centre.path)?.name == name { return result }
      let same = Self.parse(trace, below: centre.path)
        .first { $0.name == name && $0.target == target }
      ordinal = same?.ordinal ?? ordinal + 1
    }
    guard name == "write" else { throw NeverReached(call: self) }
    return nil
  }

  struct NeverReached: Error {
    let call: TracedCall
  }

  private static func strace(_ command: String, _ options: String = "") -> String {
    "exec strace -f -qq -y -o trace -e trace=\(names.joined(separator: ",")) \(options) \(command)"
  }

  /// The call that was made to fail, or at which the process was killed.
  private static func disturbed(_ trace: String, below directory: String) -> TracedCall? {
    let lines = trace.split(separator: "\n")
      .filter { $0.contains(/\(INJECTED\)$| = \?$|<unfinished \.\.\.>$/) }
    return parse(lines.joined(separator: "\n"), below: directory).last
  }

  // MARK: - Reading a trace

  private static func parse(_ trace: String, below directory: String) -> [TracedCall] {
    var counts: [String: Int] = [:]
    var highest: [String: Int] = [:]
    var calls: [TracedCall] = []
    for line in trace.split(separator: "\n") {
      guard let match = line.firstMatch(of: /^(\d+) +([a-z0-9]+)\((.*)/) else { continue }
      let (thread, name, arguments) = (match.output.1, String(match.output.2), match.output.3)
      let ordinal = counts["\(thread) \(name)", default: 0] + 1
      counts["\(thread) \(name)"] = ordinal
      // strace would hit an earlier thread that makes as many of these calls.
      guard ordinal > highest[name, default: 0] else { continue }
      highest[name] = ordinal
      guard let target = target(name, arguments, below: directory) else { continue }
      calls.append(TracedCall(name: name, ordinal: ordinal, target: target))
    }
    return calls
  }

  /// The first path of a call.
  ///
  /// A name without a directory is in the directory of the descriptor before it.
  private static func named(_ arguments: Substring) -> String? {
    guard let name = arguments.firstMatch(of: /"([^"]*)"/)?.output.1 else { return nil }
    if name.hasPrefix("/") { return String(name) }
    let directory = arguments.firstMatch(of: /^(?:\d+|AT_FDCWD)<([^>]*)>/)?.output.1
    return directory.map { "\($0)/\(name)" }
  }

  private static func target(
    _ name: String, _ arguments: Substring, below directory: String
  ) -> String? {
    let path: String?
    switch name {
    case "openat":
      // Only calls that create a file.
      path = arguments.contains("O_CREAT") ? named(arguments) : nil
    case "renameat", "unlink", "unlinkat", "mkdirat":
      path = named(arguments)
    default:
      path = arguments.firstMatch(of: /^\d+<([^>]*)>/).map { String($0.output.1) }
    }
    guard let path, path.hasPrefix(directory) else { return nil }
    let below = path.dropFirst(directory.count)
    return below.isEmpty
      ? "." : String(below.replacing(/[0-9a-f]{16}\.tmp$/, with: "[DIGITS].tmp"))
  }
}

extension [TracedCall] {
  /// Of the calls of one name on one file, the first two, one in the middle and the last.
  ///
  /// So a log of thirty pages is cut at its beginning, in the middle, and just before its end.
  var sampled: [TracedCall] {
    let groups = Dictionary(grouping: self) { call in "\(call.name) \(call.target)" }
    let chosen = groups.values.flatMap { calls in
      let indices = Set([0, 1, calls.count / 2, calls.count - 1])
      return indices.filter(calls.indices.contains).map { calls[$0] }
    }
    return chosen.sorted { ($0.name, $0.ordinal) < ($1.name, $1.ordinal) }
  }
}
