internal import AgentsSystem
internal import Synchronization
internal import SystemPackage

/// The progress of long work: on a terminal one line that is overwritten, elsewhere a line every few seconds.
final class Progress: Sendable {
  private struct State {
    var title = ""
    var total = 0
    var start = ContinuousClock.now
    var last = ContinuousClock.now
    var isShown = false
  }

  private let state = Mutex(State())
  private let isTerminal: Bool
  private let isOn: Bool

  /// - Parameters:
  ///   - isWanted: Show it even where standard error is no terminal.
  init(isWanted: Bool, isQuiet: Bool) {
    isTerminal = Terminal.isTerminal(.standardError)
    isOn = isWanted || isTerminal && !isQuiet
  }

  /// Begins a piece of work of so many steps.
  func begin(_ title: String, _ total: Int) {
    end()
    state.withLock {
      $0 = State()
      $0.title = title
      $0.total = max(1, total)
    }
  }

  /// Says how many steps are done; cheap enough to call at each step.
  func advance(to done: Int) {
    guard isOn else { return }
    state.withLock { state in
      let now = ContinuousClock.now
      guard now - state.last >= (isTerminal ? .milliseconds(100) : .seconds(5)) else { return }
      state.last = now
      let seconds = max(0.001, (now - state.start) / .seconds(1))
      let rate = Double(done) / seconds
      let left = rate > 0 ? Int((Double(state.total - done) / rate).rounded(.up)) : 0
      let percent = min(100, done * 100 / state.total)
      let text = "\(state.title): \(percent) %, \(Self.shown(rate)) a second, \(left) s left"
      state.isShown = isTerminal
      if isTerminal {
        StandardError.write(styled: "\r\u{1B}[K\(Terminal.printable(text))")
      } else {
        StandardError.write(text + "\n")
      }
    }
  }

  /// Clears the line on the terminal.
  func end() {
    state.withLock { state in
      if state.isShown { StandardError.write(styled: "\r\u{1B}[K") }
      state.isShown = false
    }
  }

  private static func shown(_ rate: Double) -> String {
    rate >= 10 ? String(Int(rate)) : String(Double(Int(rate * 10)) / 10)
  }
}
