internal import Foundation
internal import Glibc
internal import Synchronization

/// The sound of a phone: RTP on a port of its own, sent and counted.
final class Voice: Sendable {
  private struct State {
    var received = 0
    /// Where the other side receives sound; nil without a call.
    var peer: sockaddr_in?
    var sequence: UInt16 = 0
    var nextDeparture = ContinuousClock.now
  }

  private let descriptor: CInt
  private let state = Mutex(State())

  /// - Throws: `LabFailure` when the port is taken.
  init(address: String, port: Int) throws {
    descriptor = socket(AF_INET, CInt(SOCK_DGRAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
    let status = unsafe sockaddr_in(address: address, port: port).with {
      unsafe bind(descriptor, $0, $1)
    }
    guard status == 0 else { throw LabFailure("\(address):\(port): errno \(errno)") }
    // A separate thread: 50 packets a second must not wait for other tests.
    Thread.detachNewThread { [weak self] in while self?.turn() != nil {} }
  }

  deinit { close(descriptor) }

  /// The number of packets received so far.
  var received: Int { state.withLock { $0.received } }

  /// Sends sound to this address from now on.
  func speak(to address: String, port: Int) {
    state.withLock { $0.peer = sockaddr_in(address: address, port: port) }
  }

  func fallSilent() { state.withLock { $0.peer = nil } }

  /// Receives packets for 20 ms, the length of one packet, and then sends one.
  private func turn() {
    let departure = state.withLock { $0.peer == nil ? nil : $0.nextDeparture }
    // Whole milliseconds, rounded up: waiting 0 ms would use all of a processor.
    let wait = departure.map { max(($0 - .now).milliseconds, 0) + 1 } ?? 100
    var arrival = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    if unsafe poll(&arrival, 1, CInt(wait)) > 0 {
      var packet = [UInt8](repeating: 0, count: 2048)
      if unsafe recv(descriptor, &packet, packet.count, 0) > 12 {
        state.withLock { $0.received += 1 }
      }
    }
    state.withLock { state in
      guard let peer = state.peer, state.nextDeparture <= .now else { return }
      // Packets that a busy machine delayed are skipped, not sent all at once.
      state.nextDeparture = max(state.nextDeparture, .now - .milliseconds(20)) + .milliseconds(20)
      state.sequence &+= 1
      let packet = packet(state.sequence)
      unsafe _ = peer.with { unsafe CInt(sendto(descriptor, packet, packet.count, 0, $0, $1)) }
    }
  }

  /// 20 ms of a tone of 500 Hz.
  private func packet(_ sequence: UInt16) -> [UInt8] {
    let time = UInt32(sequence) * 160
    let header: [UInt8] = [
      0x80, 0,  // version 2, µ-law
      UInt8(sequence >> 8), UInt8(truncatingIfNeeded: sequence),
      UInt8(truncatingIfNeeded: time >> 24), UInt8(truncatingIfNeeded: time >> 16),
      UInt8(truncatingIfNeeded: time >> 8), UInt8(truncatingIfNeeded: time),
      1, 2, 3, 4,  // the stream
    ]
    return header + (0..<160).map { $0 % 16 < 8 ? 0x90 : 0x10 }
  }
}
