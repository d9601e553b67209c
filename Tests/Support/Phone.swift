package import Foundation
internal import Subprocess
internal import Synchronization
internal import SystemPackage

/// A real SIP phone: sipp sends and receives messages on port 5060 of its own address, `Voice` the sound.
///
/// It ends when its Asterisk stops. While it is on, it answers Asterisk's OPTIONS and NOTIFY.
package final class Phone: Sendable {
  /// How it reacts to a call.
  package enum Manner: Sendable {
    /// Rings, answers after some time, and talks until the other side hangs up.
    case answers(after: Duration = .zero)
    /// Rings until the caller gives up.
    case rings
    /// Is busy (486).
    case isBusy
  }

  /// A call from another phone.
  package struct ReceivedCall: Equatable, Sendable {
    package var rang: Date
    package var answered: Date?
    /// Whether the other side hung up or gave up, or this phone was busy.
    package var ended: Date?
    /// The number of RTP packets received.
    package var packets = 0
  }

  /// A call that this phone made.
  package struct PlacedCall: Equatable, Sendable {
    /// The final status: 200 when it was answered, 487 when this phone gave up, nil when nothing answers at that address.
    package var status: Int?
    /// Whether the other side reported ringing (180).
    package var rang = false
    /// The number of RTP packets received.
    package var packets = 0
  }

  package let username: String
  /// What it logs in as.
  private let login: String
  /// The loopback address of this phone only.
  package let address: String

  private let password: String
  private let server: String
  private let manner: Manner
  private let scratch: Scratch
  private let record: PhoneRecord
  private let playing = Mutex<Playing?>(nil)
  private let localPort = Mutex(5060)

  /// One run of sipp.
  private struct Playing {
    let end: AsyncStream<Never>.Continuation
    let task: Task<Void, any Error>
  }

  /// A phone that is still off.
  ///
  /// - Parameters:
  ///   - login: by default the username.
  ///   - port: by default Asterisk's `sipPort`.
  package init(
    _ username: String, login: String? = nil, password: String, at asterisk: RunningAsterisk,
    port: Int? = nil, whenCalled manner: Manner = .answers()
  ) throws {
    self.username = username
    self.login = login ?? username
    self.password = password
    self.manner = manner
    address = newLoopbackAddress()
    server = "\(asterisk.address):\(port ?? asterisk.sipPort)"
    scratch = try Scratch()
    try scratch.write(PhoneScenario.reception(manner).text, to: "reception.xml")
    record = PhoneRecord(try Voice(address: address, port: PhoneScenario.voicePort))
    asterisk.keep(self)
  }

  deinit { playing.withLock { $0?.end.finish() } }

  /// Registers for two minutes, returns the result, and then waits for calls.
  package func register() async throws -> SIPPhone.Answer {
    try await play(.registration(of: username))
    return try await record.registration()
  }

  /// Waits for calls without a registration.
  package func switchOn() async throws { try await play(nil) }

  /// Calls, talks when it is answered, hangs up, and returns the result.
  ///
  /// - Parameters:
  ///   - talking: how long it talks, unless the other side hangs up first.
  ///   - patience: how long it rings before the phone gives up.
  package func call(
    _ number: String, talking: Duration = .seconds(1), patience: Duration = .seconds(30)
  ) async throws -> PlacedCall {
    try await play(.call(to: number, from: username, talking: talking, patience: patience))
    let call = try await record.placedCall(within: talking + patience + .seconds(30))
    try await play(nil)
    return call
  }

  /// The calls from other phones so far, in order.
  package var receivedCalls: [ReceivedCall] {
    get async { await record.receivedCalls }
  }

  /// The calls from other phones; waits until that many have been answered.
  package func receivedCalls(answered count: Int) async throws -> [ReceivedCall] {
    try await record.receivedCalls(count) { $0.answered != nil }
  }

  /// The calls from other phones; waits until that many have ended.
  package func receivedCalls(ended count: Int) async throws -> [ReceivedCall] {
    try await record.receivedCalls(count) { $0.ended != nil }
  }

  /// Takes another port, as a phone does after a restart; it is off then.
  package func move(to port: Int) async {
    await switchOff()
    localPort.withLock { $0 = port }
  }

  /// Ends it without a message, like a phone that loses its power.
  package func switchOff() async {
    let last = playing.withLock { playing in
      defer { playing = nil }
      return playing
    }
    last?.end.finish()
    _ = await last?.task.result
  }

  /// Starts another scene and the reception of calls, or only the reception.
  private func play(_ scene: PhoneScenario?) async throws {
    await switchOff()
    await record.begin()
    var arguments = arguments
    let reception = scratch.path + "/reception.xml"
    if let scene {
      try scratch.write(scene.text, to: "scene.xml")
      // One call, without delay.
      arguments += [
        "-sf", scratch.path + "/scene.xml", "-oocsf", reception, "-m", "1", "-r", "1000",
      ]
    } else {
      arguments += ["-sf", reception]
    }
    let (life, end) = AsyncStream.makeStream(of: Never.self)
    let task = Task { [arguments, record] in
      do {
        try await Self.sipp(arguments, while: life) { await record.take($0) }
      } catch {
        await record.end()
        throw error
      }
      // Before a waiting task begins another scene.
      await record.end()
    }
    playing.withLock { $0 = Playing(end: end, task: task) }
  }

  /// Runs sipp until it ends by itself or its time is over.
  private static func sipp(
    _ arguments: [String], while life: AsyncStream<Never>,
    line: @escaping @Sendable (String) async -> Void
  ) async throws {
    let runner = Lab.repository.appending(path: "Tests/Lab/phone").systemPath
    _ = try await run(
      .path(FilePath(runner)), arguments: Arguments(arguments), input: .inputWriter,
      output: .discarded,
      error: .sequence
    ) { execution in
      try await withThrowingTaskGroup { group in
        group.addTask {
          for await _ in life {}
          try await execution.standardInputWriter.finish()
        }
        for try await text in execution.standardError.strings() { await line(text) }
        group.cancelAll()
      }
    }
  }

  /// They contain the password, which is acceptable only in the lab.
  private var arguments: [String] {
    [
      server, "-aa", "-i", address, "-bind_local", "-p", "\(localPort.withLock { $0 })", "-au",
      login,
      // As a keyword. Otherwise sipp would cut a long password, and read text in brackets as a keyword.
      "-ap", "[password]", "-key", "password", password,
      // Seconds to wait for an Asterisk that does not answer.
      "-max_non_invite_retrans", "3", "-max_invite_retrans", "3",
      "-nostdin", "-trace_shortmsg", "-shortmessage_file", "/dev/stderr", "-trace_logs",
      "-log_file", "/dev/stderr",
    ]
  }
}

/// A phone that only registers.
package enum SIPPhone {
  /// How a registration ended.
  package enum Answer: Equatable, Sendable {
    case registered
    /// The final status, e.g. 403 for a wrong password.
    case refused(status: Int)
    /// Nothing answers at that address.
    case noAnswer
  }

  /// Registers over UDP, switches the phone off, and returns the result.
  package static func register(
    username: String, password: String, at asterisk: RunningAsterisk
  ) async throws -> Answer {
    let phone = try Phone(username, password: password, at: asterisk)
    let answer = try await phone.register()
    await phone.switchOff()
    return answer
  }
}
