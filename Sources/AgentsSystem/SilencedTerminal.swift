import Glibc
import SystemPackage

/// A terminal that does not show what is typed, except the end of the line.
struct SilencedTerminal {
  private let terminal: FileDescriptor
  private let before: termios

  /// Forgets what was typed too early, because that was shown.
  init(_ terminal: FileDescriptor) throws(Errno) {
    var mode = termios()
    try Posix.check { unsafe tcgetattr(terminal.rawValue, &mode) }
    self.terminal = terminal
    before = mode
    mode.c_lflag &= ~tcflag_t(ECHO)
    mode.c_lflag |= tcflag_t(ECHONL)
    // Suspended, the process would leave the terminal silent, or find it loud when it goes on.
    unsafe withUnsafeMutableBytes(of: &mode.c_cc) { unsafe $0[Int(VSUSP)] = 0 }
    try Posix.check { unsafe tcsetattr(terminal.rawValue, TCSAFLUSH, &mode) }
  }

  func restore() {
    var mode = before
    _ = try? Posix.check { unsafe tcsetattr(terminal.rawValue, TCSADRAIN, &mode) }
  }
}
