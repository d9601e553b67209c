package import Foundation
internal import Glibc
internal import Subprocess
internal import Synchronization
internal import SystemPackage

/// One Asterisk of the lab, from its first second to `stop()`.
package final class RunningAsterisk: Sendable {
  package let version: AsteriskVersion

  /// The loopback address that is this Asterisk's alone, such as `127.20.7.113`.
  package let address: String
  /// Where phones register: with chan_sip on 16, with PJSIP on 22.
  package let sipPort = 5060
  /// Where phones register with PJSIP; on 16 it runs beside chan_sip.
  package var pjsipPort: Int { version == .v16 ? 5070 : sipPort }
  package let managerPort = 5038
  package let managerSecret = UUID().uuidString

  /// A self-signed certificate and its key, as Asterisk sees them.
  package let certificate = "/etc/lab.crt"
  package let privateKey = "/etc/lab.key"

  /// The prepared Debian, from the outside.
  let root: URL
  /// The directory of this run, as Asterisk sees it.
  let runPath: String

  /// They are switched off with it.
  private let phones = Mutex<[Phone]>([])

  /// Ends the process when it finishes.
  private let (life, end) = AsyncStream.makeStream(of: Never.self)

  init(version: AsteriskVersion, root: URL) {
    self.version = version
    self.root = root
    runPath = "/runs/\(UUID().uuidString)"
    address = newLoopbackAddress()
  }

  /// Everything of this run, from the outside.
  package var runDirectory: URL { root.appending(path: runPath) }

  /// Asterisk's configuration directory, from the outside; its name is `asterisk`.
  package var configurationDirectory: URL { runDirectory.appending(path: "etc/asterisk") }

  /// Where Asterisk keeps messages, in `voicemail/CONTEXT/BOX/INBOX`, and recordings, in `monitor`,
  /// from the outside.
  package var spoolDirectory: URL { runDirectory.appending(path: "spool") }

  /// Where the product writes: `asteriskDir` of its settings.
  package var asteriskDirectory: URL { configurationDirectory.appending(path: "xcally") }

  /// A directory for the front of `PATH`: its `asterisk` talks to this Asterisk.
  package var wrapperDirectory: URL { runDirectory.appending(path: "bin") }

  /// What Asterisk logged so far: notices, warnings and errors.
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

  /// The output of `asterisk -rx COMMAND` once it is as expected; asked again until then.
  ///
  /// For what follows a reload: the command returns before the reload has happened.
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

  /// Waits for a file that Asterisk writes, until there is something in it.
  ///
  /// - Throws: `LabFailure` after 60 s of an idle machine.
  package func appears(_ file: URL) async throws {
    try await waitUntil(file.lastPathComponent) {
      let attributes = try? FileManager.default.attributesOfItem(atPath: file.systemPath)
      return (attributes?[.size] as? Int ?? 0) > 0
    }
  }

  /// Asks the SIP driver to read its files again; returns before it has.
  package func reload() async throws {
    switch version {
    case .v16: _ = try await command("sip reload")
    case .v22: _ = try await command("module reload res_pjsip.so")
    }
  }

  /// Makes the process stand still, as one that hangs; it listens, and answers nothing.
  package func freeze() throws { try signal(SIGSTOP) }

  /// Lets it go on.
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

  /// Starts the process and waits until Asterisk has fully booted.
  func boot() async throws {
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
        (try? await self.command("core waitfullybooted")) != nil
      }
    } catch {
      let console = runDirectory.appending(path: "log/console")
      let text = (try? String(contentsOf: console, encoding: .utf8)) ?? ""
      try await stop()
      throw LabFailure("\(error)\n\(text)")
    }
  }
}

/// Asks again every 20 ms until the answer is yes.
///
/// - Throws: `LabFailure` after 60 s.
private func waitUntil(_ event: String, _ condition: () async -> Bool) async throws {
  var deadline = Deadline(.seconds(60))
  while await !condition() {
    if await deadline.isOver() { throw LabFailure("waited 60 s and more for \(event)") }
    try await Task.sleep(for: .milliseconds(20))
  }
}
