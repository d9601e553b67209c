import Glibc
package import SystemPackage

/// The terminal this process talks to.
package enum Terminal {
  /// Whether a stream is a terminal: for colour, prompts and tables cut to fit.
  package static func isTerminal(_ stream: FileDescriptor) -> Bool { isatty(stream.rawValue) == 1 }

  /// The width in columns: from the variable COLUMNS, else from the terminal of `stream`; nil when neither tells.
  package static func columns(of stream: FileDescriptor = .standardOutput) -> Int? {
    columns(of: stream, variable: EnvironmentVariable.value(of: "COLUMNS"))
  }

  /// The width in columns, with the value of COLUMNS given.
  ///
  /// A value that is not a positive number is ignored.
  package static func columns(of stream: FileDescriptor, variable: String?) -> Int? {
    if let columns = variable.flatMap(Int.init), columns > 0 { return columns }
    var size = winsize()
    guard unsafe ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  /// The device of the first of the three standard streams that is a terminal.
  static func name() -> FilePath? {
    var name = [CChar](repeating: 0, count: Int(PATH_MAX))
    for stream in [FileDescriptor.standardInput, .standardOutput, .standardError]
    where unsafe ttyname_r(stream.rawValue, &name, name.count) == 0 {
      return FilePath(platformString: name)
    }
    return nil
  }
}
