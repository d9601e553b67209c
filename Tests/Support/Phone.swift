package import Foundation
internal import Subprocess
internal import Synchronization
internal import SystemPackage

/// A real SIP phone: sipp signals on port 5060 of an address of its own, and `Voice` speaks.
///
/// It lives until its Asterisk stops. It answers Asterisk's OPTIONS and NOTIFY whenever it is on.
package final class Phone: Sendable {
  /// What it does when it is called.
  package enum Manner: Sendable {
    /// Rings, answers after a while, speaks, and leaves it to the other side to hang up.
    case answers(after: Duration = .zero)
    /// Rings until the caller gives up.
    case rings
    /// 486.
    case isBusy
  }

  /// A call that another one made.
  package struct ReceivedCall: Equatable, Sendable {
    package var rang: Date
    package var answered: Date?
    /// When the other side hung up or gave up, or this one was busy.
    package var ended: Date?
    /// The RTP packets that came.
    package var packets = 0
  }

  /// A call that this phone made.
  package struct PlacedCall: Equatable, Sendable {
    /// The final status: 200 when it was answered, 487 when this phone gave up; `nil` when nobody
    /// listens there.
    package var status: Int?
    /// The other side said that it rings (180).
    package var rang = false
    /// The RTP packets that came.
    package var packets = 0
  }

  package let username: String
  /// The loopback address that is this phone's alone.
  package let address: String

  private let password: String
  private let server: String
  private let manner: Manner
  private let scratch: Scratch
  private let record: PhoneRecord
  private let playing = Mutex<Playing?>(nil)

  /// One run of sipp.
  private struct Playing {
    let end: AsyncStream<Never>.Continuation
    let task: Task<Void, any Error>
  }

  /// A phone that is still off.
  ///
  /// - Parameter port: Asterisk's `sipPort` unless given.
  package init(
    _ username: String, password: String, at asterisk: RunningAsterisk, port: Int? = nil,
    whenCalled manner: Manner = .answers()
  ) throws {
    self.username = username
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

  /// Registers, for two minutes, and tells how that ended; then waits for calls.
  package func register() async throws -> SIPPhone.Answer {
    try await play(.registration(of: username))
    return try await record.registration()
  }

  /// Waits for calls without a registration.
  package func switchOn() async throws { try await play(nil) }

  /// Calls, speaks when it is answered, hangs up, and tells how that ended.
  ///
  /// - Parameters:
  ///   - talking: how long it speaks, unless the other side hangs up first.
  ///   - patience: how long it lets it ring.
  package func call(
    _ number: String, talking: Duration = .seconds(1), patience: Duration = .seconds(30)
  ) async throws -> PlacedCall {
    try await play(.call(to: number, from: username, talking: talking, patience: patience))
    let call = try await record.placedCall(within: talking + patience + .seconds(30))
    try await play(nil)
    return call
  }

  /// The calls that others made so far, in order.
  package var receivedCalls: [ReceivedCall] {
    get async { await record.receivedCalls }
  }

  /// The calls that others made, once as many have been answered.
  package func receivedCalls(answered count: Int) async throws -> [ReceivedCall] {
    try await record.receivedCalls(count) { $0.answered != nil }
  }

  /// The calls that others made, once as many have ended.
  package func receivedCalls(ended count: Int) async throws -> [ReceivedCall] {
    try await record.receivedCalls(count) { $0.ended != nil }
  }

  /// Ends it without a word, as a phone that loses its current.
  package func switchOff() async {
    let last = playing.withLock { playing in
      defer { playing = nil }
      return playing
    }
    last?.end.finish()
    _ = await last?.task.result
  }

  /// Starts another scene, with the reception of calls beside it, or that alone.
  private func play(_ scene: PhoneScenario?) async throws {
    await switchOff()
    await record.begin()
    var arguments = arguments
    let reception = scratch.path + "/reception.xml"
    if let scene {
      try scratch.write(scene.text, to: "scene.xml")
      // One call, at once.
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
      // Before those who wait for this task begin another scene.
      await record.end()
    }
    playing.withLock { $0 = Playing(end: end, task: task) }
  }

  /// Runs sipp until it ends by itself, or the life that it is given.
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

  /// The password is among them: for the lab only.
  private var arguments: [String] {
    [
      server, "-aa", "-i", address, "-bind_local", "-p", "5060", "-au", username,
      // As a keyword: sipp would cut a long one, and take what is in brackets for a word of its own.
      "-ap", "[password]", "-key", "password", password,
      // Some seconds of patience with an Asterisk that does not answer.
      "-max_non_invite_retrans", "3", "-max_invite_retrans", "3",
      "-nostdin", "-trace_shortmsg", "-shortmessage_file", "/dev/stderr", "-trace_logs",
      "-log_file", "/dev/stderr",
    ]
  }
}

/// A registration, and no more.
package enum SIPPhone {
  /// How a registration ended.
  package enum Answer: Equatable, Sendable {
    case registered
    /// The final status, e.g. 403 for a wrong password.
    case refused(status: Int)
    /// Nobody listens there.
    case noAnswer
  }

  /// Registers over UDP, tells how it ended, and switches the phone off.
  package static func register(
    username: String, password: String, at asterisk: RunningAsterisk
  ) async throws -> Answer {
    let phone = try Phone(username, password: password, at: asterisk)
    let answer = try await phone.register()
    await phone.switchOff()
    return answer
  }
}
