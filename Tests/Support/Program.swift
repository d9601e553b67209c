internal import Foundation
internal import Subprocess
internal import SystemPackage

/// The built binary, run as a user would.
package enum Program {
  /// The build directory, where the test bundle is too.
  package static let directory = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().path(percentEncoded: false)

  package static let path = directory + "xcally-agents"

  /// The result of a run.
  package struct Result: Equatable, Sendable {
    package var output: String
    package var errors: String
    package var status: Int32

    package init(output: String, errors: String, status: Int32) {
      self.output = output
      self.errors = errors
      self.status = status
    }
  }

  /// Runs a line of shell.
  ///
  /// The binary is in its search path; nothing else comes from this process's environment.
  package static func shell(
    _ line: String, in scratch: Scratch, path searchPath: [String] = [],
    environment: [String: String] = [:]
  ) async throws -> Result {
    try await run("/bin/sh", ["-c", line], in: scratch, path: searchPath, environment: environment)
  }

  /// Runs the binary itself.
  package static func run(
    _ arguments: [String], in scratch: Scratch, input: String = "", path searchPath: [String] = [],
    environment: [String: String] = [:]
  ) async throws -> Result {
    try await run(
      path, arguments, in: scratch, input: input, path: searchPath, environment: environment)
  }

  private static func run(
    _ program: String, _ arguments: [String], in scratch: Scratch, input: String = "",
    path searchPath: [String], environment: [String: String]
  ) async throws -> Result {
    var variables = [
      "PATH": (searchPath + [directory, "/usr/local/bin", "/usr/bin", "/bin"])
        .joined(separator: ":"),
      "HOME": scratch.path, "COLUMNS": "80", "LANG": "C.UTF-8",
      "XCALLY_AGENTS_DB": scratch.path + "/agents.db",
    ]
    variables.merge(environment) { $1 }
    let result = try await Subprocess.run(
      .path(FilePath(program)), arguments: Arguments(arguments),
      environment: .custom(
        Dictionary(
          uniqueKeysWithValues: variables.compactMap { name, value in
            Environment.Key(rawValue: name).map { ($0, value) }
          })),
      workingDirectory: FilePath(scratch.path), input: .string(input),
      output: .string(limit: 64 << 20), error: .string(limit: 16 << 20))
    let status: Int32 =
      switch result.terminationStatus {
      case .exited(let code): code
      case .signaled(let signal): 128 + signal
      }
    return Result(
      output: result.standardOutput, errors: result.standardError, status: status)
  }
}
