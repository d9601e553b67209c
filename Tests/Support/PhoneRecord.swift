internal import Foundation

/// The messages that a phone sent and received, and the tasks that wait for more.
actor PhoneRecord {
  /// The messages of the current scene.
  private var signals: [PhoneMessage.Signal] = []
  private var remarks: [String] = []
  private var hasEnded = false
  private var packetsBefore = 0

  private var received: [(id: String, call: Phone.ReceivedCall)] = []
  private let voice: Voice
  private var watchers: [CheckedContinuation<Void, Never>] = []

  init(_ voice: Voice) { self.voice = voice }

  var receivedCalls: [Phone.ReceivedCall] { received.map(\.call) }

  func receivedCalls(
    _ count: Int, where isReady: @Sendable (Phone.ReceivedCall) -> Bool
  ) async throws -> [Phone.ReceivedCall] {
    try await until("\(count) calls from others") {
      let ready = receivedCalls.filter(isReady)
      return ready.count >= count ? ready : nil
    }
  }

  /// How the registration of this scene ended.
  func registration() async throws -> SIPPhone.Answer {
    try await until("an answer to REGISTER") {
      let final = signals.last { $0.method == "REGISTER" && $0.isFinal }
      switch final?.status {
      case 200?: return .registered
      // The challenge to the first request is not an answer.
      case let status? where status != 401 || final?.sequence == 2: return .refused(status: status)
      default: return hasEnded ? .noAnswer : nil
      }
    }
  }

  /// How the call of this scene ended.
  func placedCall(within limit: Duration) async throws -> Phone.PlacedCall {
    try await until("a call to end", within: limit) {
      guard hasEnded else { return nil }
      let id = signals.first { $0.isSent && $0.method == "INVITE" }?.call
      let answers = signals.filter { $0.call == id && $0.method == "INVITE" && !$0.isSent }
      return Phone.PlacedCall(
        status: answers.last(where: \.isFinal)?.status,
        rang: answers.contains { $0.status == 180 },
        packets: voice.received - packetsBefore)
    }
  }

  // MARK: - Output of sipp

  func begin() {
    signals = []
    remarks = []
    hasEnded = false
    packetsBefore = voice.received
  }

  func end() {
    hasEnded = true
    voice.fallSilent()
    wake()
  }

  func take(_ line: String) {
    switch PhoneMessage(line) {
    case .media(_, let address, let port): voice.speak(to: address, port: port)
    case .signal(let signal):
      signals.append(signal)
      note(signal)
    case nil: remarks.append(line)
    }
    wake()
  }

  private func note(_ signal: PhoneMessage.Signal) {
    let time = Date(timeIntervalSince1970: signal.time)
    guard let place = received.firstIndex(where: { $0.id == signal.call }) else {
      let isOwn = signals.contains { $0.call == signal.call && $0.isSent }
      guard signal.method == "INVITE", signal.status == nil, !signal.isSent, !isOwn else { return }
      received.append((signal.call, Phone.ReceivedCall(rang: time)))
      return
    }
    switch (signal.method, signal.status, signal.isSent) {
    case ("INVITE", 200?, true) where received[place].call.answered == nil:
      received[place].call.answered = time
      received[place].call.packets = -voice.received
    case ("BYE", nil, false), ("CANCEL", nil, false), ("INVITE", 486?, true):
      guard received[place].call.ended == nil else { break }
      received[place].call.ended = time
      if received[place].call.answered != nil { received[place].call.packets += voice.received }
      voice.fallSilent()
    default: break
    }
  }

  // MARK: - Waiting

  private func until<Result: Sendable>(
    _ event: String, within limit: Duration = .seconds(60), _ find: () -> Result?
  ) async throws -> Result {
    var deadline = Deadline(limit)
    let alarm = Task {
      while true {
        try await Task.sleep(for: limit / 4)
        wake()
      }
    }
    defer { alarm.cancel() }
    while true {
      if hasEnded, signals.isEmpty { throw LabFailure("sipp: \(remarks.joined(separator: "\n"))") }
      if let result = find() { return result }
      if await deadline.isOver() {
        throw LabFailure("waited \(limit) for \(event)\n\(remarks.joined(separator: "\n"))")
      }
      // It may have happened while the speed of the machine was measured.
      if hasEnded || find() != nil { continue }
      await withCheckedContinuation { watchers.append($0) }
    }
  }

  private func wake() {
    let all = watchers
    watchers = []
    for watcher in all { watcher.resume() }
  }
}
