package import Foundation

/// The Asterisk releases that `Tests/Lab/prepare` installs.
///
/// The raw value is its argument.
package enum AsteriskVersion: Int, Sendable {
  /// With chan_sip and PJSIP.
  case v16 = 16
  /// With PJSIP only.
  case v22 = 22
}

/// A real Asterisk on loopback, for as long as a test needs it.
///
/// Each has its own run directory and loopback address, so several can run at once on the usual ports. It ends with
/// `stop()`, or with the test process.
package enum Lab {
  /// How Asterisk is configured.
  package enum Shape: Sendable {
    /// Only the modules that calls need, run by the user of the tests.
    case trimmed
    /// As Debian's package installs it: all modules, run by the user `asterisk`.
    case debian
  }

  /// The directory of the repository.
  package static let repository = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Starts an Asterisk and waits until it has fully booted.
  ///
  /// - Parameters:
  ///   - question: what it must answer first; nil = it must have fully booted.
  ///   - prepare: called with `asteriskDirectory`, still empty, before Asterisk starts.
  /// - Throws: `LabFailure` when `make lab` was not run, or when Asterisk does not come up.
  package static func start(
    _ version: AsteriskVersion = .v16, shape: Shape = .trimmed, until question: String? = nil,
    prepare: (_ asteriskDirectory: URL) throws -> Void = { _ in }
  ) async throws -> RunningAsterisk {
    let root = repository.appending(path: ".lab/asterisk-\(version.rawValue)")
    guard FileManager.default.isExecutableFile(atPath: root.systemPath + "/usr/sbin/asterisk")
    else {
      throw LabFailure("no Asterisk \(version.rawValue): run Tests/Lab/prepare \(version.rawValue)")
    }
    try linkRoot(root)
    let asterisk = RunningAsterisk(version: version, root: root)
    switch shape {
    case .trimmed: try LabConfiguration(of: asterisk).write()
    case .debian: try await LabConfiguration(of: asterisk).writeDebian()
    }
    try prepare(asterisk.asteriskDirectory)
    try await asterisk.boot(until: question ?? "core waitfullybooted")
    return asterisk
  }

  /// Makes the path of a root lead to that root also from inside, so that Asterisk and the tests give its socket
  /// the same path.
  private static func linkRoot(_ root: URL) throws {
    let path = root.systemPath
    let inside = URL(filePath: path + path)
    let files = FileManager.default
    guard (try? files.destinationOfSymbolicLink(atPath: inside.systemPath)) == nil else { return }
    try files.createDirectory(
      at: inside.deletingLastPathComponent(), withIntermediateDirectories: true)
    let up = Array(repeating: "..", count: path.split(separator: "/").count - 1)
    do {
      try files.createSymbolicLink(
        atPath: inside.systemPath, withDestinationPath: up.joined(separator: "/"))
    } catch CocoaError.fileWriteFileExists {
      // Another test made it.
    }
  }

  /// Starts an Asterisk, passes it to `body`, and stops it afterwards even if `body` fails.
  package static func withAsterisk<Result>(
    _ version: AsteriskVersion = .v16, shape: Shape = .trimmed, until question: String? = nil,
    prepare: (_ asteriskDirectory: URL) throws -> Void = { _ in },
    body: (RunningAsterisk) async throws -> Result
  ) async throws -> Result {
    await gate.enter()
    do {
      let result = try await withOpenGate(version, shape, question, prepare, body)
      await gate.leave()
      return result
    } catch {
      await gate.leave()
      throw error
    }
  }

  private static let gate = Gate(places: 3)

  private static func withOpenGate<Result>(
    _ version: AsteriskVersion, _ shape: Shape, _ question: String?,
    _ prepare: (URL) throws -> Void,
    _ body: (RunningAsterisk) async throws -> Result
  ) async throws -> Result {
    let asterisk = try await start(version, shape: shape, until: question, prepare: prepare)
    do {
      let result = try await body(asterisk)
      try await asterisk.stop()
      return result
    } catch {
      try await asterisk.stop()
      throw error
    }
  }
}

extension URL {
  /// The path for system calls, without percent encoding.
  package var systemPath: String { path(percentEncoded: false) }
}

/// Why the lab failed.
package struct LabFailure: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}

/// Limits how many Asterisks run at once. A machine that boots a dozen of them gets none ready in time.
actor Gate {
  private var places: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(places: Int) { self.places = places }

  /// Waits for a free place.
  ///
  /// `leave()` gives it back.
  func enter() async {
    guard places == 0 else {
      places -= 1
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  func leave() {
    guard waiting.isEmpty else { return waiting.removeFirst().resume() }
    places += 1
  }
}
