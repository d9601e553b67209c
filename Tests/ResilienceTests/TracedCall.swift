internal import Foundation
internal import TestSupport
internal import Testing

/// One system call of a traced run: a place where a run can be disturbed.
struct TracedCall: CustomStringConvertible {
  let name: String
  /// The how manieth of this name it is in its thread: strace counts for each thread alone.
  let ordinal: Int
  /// The file it is about, below the scratch directory; digits of temporary names are left out.
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

  /// Runs `command` on the kept centre and disturbs this call in it.
  ///
  /// A signal arrives before the call happens: killing at one call shows what the ones before it
  /// left behind. Work may be spread over threads otherwise than in the traced run; when that made
  /// the disturbance miss, the run is repeated with what it taught.
  ///
  /// - Returns: nil for a `write` that always comes behind one of the runtime's own, which wakes a
  ///   thread. Killing at the `fchmod` or `fsync` behind it shows much the same.
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

  /// The call that failed by order, or during which the process was killed.
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
      // An earlier thread that made as many of these calls would be hit instead.
      guard ordinal > highest[name, default: 0] else { continue }
      highest[name] = ordinal
      guard let target = target(name, arguments, below: directory) else { continue }
      calls.append(TracedCall(name: name, ordinal: ordinal, target: target))
    }
    return calls
  }

  /// The first path of a call: a name alone is one in the directory that the descriptor in front holds.
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
      // Only those that make a file.
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
  /// Of the calls of one name on one file the first two, one in the middle and the last: a log of
  /// thirty pages is cut at its beginning, inside, and just before it is whole.
  var sampled: [TracedCall] {
    let groups = Dictionary(grouping: self) { call in "\(call.name) \(call.target)" }
    let chosen = groups.values.flatMap { calls in
      let indices = Set([0, 1, calls.count / 2, calls.count - 1])
      return indices.filter(calls.indices.contains).map { calls[$0] }
    }
    return chosen.sorted { ($0.name, $0.ordinal) < ($1.name, $1.ordinal) }
  }
}
