package import Foundation
internal import Glibc
internal import Subprocess
internal import Synchronization
internal import SystemPackage

/// One Asterisk of the lab, from its first second to `stop()`.
package final class RunningAsterisk: Sendable {
  package let version: AsteriskVersion

  /// The loopback address of this Asterisk only, such as `127.20.7.113`.
  package let address: String
  /// The port where phones register: with chan_sip on 16, with PJSIP on 22.
  package let sipPort = 5060
  /// The port where phones register with PJSIP.
  ///
  /// Asterisk 16 runs it in addition to chan_sip.
  package var pjsipPort: Int { version == .v16 ? 5070 : sipPort }
  package let managerPort = 5038
  package let managerSecret = UUID().uuidString

  /// A self-signed certificate and its key, as Asterisk sees them.
  package let certificate = "/etc/lab.crt"
  package let privateKey = "/etc/lab.key"

  /// The root directory of the prepared Debian.
  let root: URL
  /// The directory of this run, as Asterisk sees it.
  let runPath: String

  /// The phones, which are switched off with Asterisk.
  private let phones = Mutex<[Phone]>([])

  /// Finishing it ends the process.
  private let (life, end) = AsyncStream.makeStream(of: Never.self)

  init(version: AsteriskVersion, root: URL) {
    self.version = version
    self.root = root
    // Short, because the path of a socket is short.
    runPath = "/runs/\(UUID().uuidString.prefix(8))"
    address = newLoopbackAddress()
  }

  /// The directory of this run, as the tests see it.
  package var runDirectory: URL { root.appending(path: runPath) }

  /// The directory of the control socket, by a path that leads there for Asterisk and for the tests.
  ///
  /// `Lab.start` makes a link for it.
  var socketDirectory: String { runDirectory.appending(path: "run").systemPath }

  /// Asterisk's configuration directory, as the tests see it.
  ///
  /// Its name is `asterisk`.
  package var configurationDirectory: URL { runDirectory.appending(path: "etc/asterisk") }

  /// Where Asterisk keeps messages (`voicemail/CONTEXT/BOX/INBOX`) and recordings (`monitor`), as the tests see it.
  package var spoolDirectory: URL { runDirectory.appending(path: "spool") }

  /// Where the product writes: the value of its setting `asteriskDir`.
  package var asteriskDirectory: URL { configurationDirectory.appending(path: "xcally") }

  /// A directory to put first in `PATH`.
  ///
  /// Its `asterisk` talks to this Asterisk.
  package var wrapperDirectory: URL { runDirectory.appending(path: "bin") }

  /// Asterisk's log so far: notices, warnings and errors.
  package var log: String {
    get throws {
      try String(contentsOf: runDirectory.appending(path: "log/messages"), encoding: .utf8)
    }
  }

  /// The output of `asterisk -rx COMMAND`.
  ///
  /// - Throws: `LabFailure` when Asterisk does not answer.
  package func command(_ command: String) async throws -> String {
    let result = try await run(
      .path(FilePath(wrapperDirectory.systemPath + "/asterisk")), arguments: ["-rx", command],
      output: .string(limit: 16 << 20), error: .string(limit: 64 << 10))
    guard result.terminationStatus.isSuccess else { throw LabFailure(result.standardError) }
    return result.standardOutput
  }

  /// The output of `asterisk -rx COMMAND`, repeated until it is as expected.
  ///
  /// Needed after a reload: that command returns before the reload is done.
  /// - Throws: `LabFailure` after 60 s, with the last output.
  package func command(
    _ command: String, until expected: (String) -> Bool
  ) async throws -> String {
    var output = ""
    do {
      try await waitUntil(command) {
        output = (try? await self.command(command)) ?? ""
        return expected(output)
      }
    } catch {
      throw LabFailure("\(error), last:\n\(output)")
    }
    return output
  }

  /// Waits until a file that Asterisk writes is not empty.
  ///
  /// - Throws: `LabFailure` after 60 s of an idle machine.
  package func appears(_ file: URL) async throws {
    try await waitUntil(file.lastPathComponent) {
      let attributes = try? FileManager.default.attributesOfItem(atPath: file.systemPath)
      return (attributes?[.size] as? Int ?? 0) > 0
    }
  }

  /// Tells the SIP driver to read its files again.
  ///
  /// Returns before it has done so.
  package func reload() async throws {
    switch version {
    case .v16: _ = try await command("sip reload")
    case .v22: _ = try await command("module reload res_pjsip.so")
    }
  }

  /// Stops the process as if it hung: connections are accepted but not answered.
  package func freeze() throws { try signal(SIGSTOP) }

  /// Lets the process continue.
  package func thaw() throws { try signal(SIGCONT) }

  private func signal(_ number: Int32) throws {
    let file = runDirectory.appending(path: "run/asterisk.pid")
    let text = try String(contentsOf: file, encoding: .utf8)
    guard let id = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)), id > 1,
      kill(id, number) == 0
    else { throw LabFailure("cannot signal process \(text)") }
  }

  /// Keeps a phone for as long as this Asterisk runs.
  func keep(_ phone: Phone) { phones.withLock { $0.append(phone) } }

  /// Ends Asterisk and its phones, and removes its run directory.
  package func stop() async throws {
    for phone in phones.withLock({ $0 }) { await phone.switchOff() }
    end.finish()
    try await waitUntil("Asterisk to end") {
      !FileManager.default.fileExists(atPath: self.runDirectory.systemPath)
    }
  }

  /// Starts the process and waits until Asterisk answers.
  ///
  /// - Parameter question: what it must answer; `core waitfullybooted` waits until it has fully booted.
  func boot(until question: String) async throws {
    let runner = Lab.repository.appending(path: "Tests/Lab/run").systemPath
    let arguments: Arguments = [root.systemPath, runPath]
    Task { [life] in
      try await run(
        .path(FilePath(runner)), arguments: arguments, input: .inputWriter, output: .discarded,
        error: .discarded
      ) { execution in
        for await _ in life {}
        try await execution.standardInputWriter.finish()
      }
    }
    do {
      try await waitUntil("Asterisk to boot") {
        (try? await self.command(question)) != nil
      }
    } catch {
      let console = runDirectory.appending(path: "log/console")
      let text = (try? String(contentsOf: console, encoding: .utf8)) ?? ""
      try await stop()
      throw LabFailure("\(error)\n\(text)")
    }
  }
}

/// Repeats the question every 20 ms until the answer is yes.
///
/// - Throws: `LabFailure` after 60 s.
private func waitUntil(_ event: String, _ condition: () async -> Bool) async throws {
  var deadline = Deadline(.seconds(60))
  while await !condition() {
    if await deadline.isOver() { throw LabFailure("waited 60 s and more for \(event)") }
    try await Task.sleep(for: .milliseconds(20))
  }
}
