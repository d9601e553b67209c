import Glibc
package import SystemPackage

/// A file without a name: nobody else can open it, and it goes with its last reader.
package enum TemporaryFile {
  /// - Parameters:
  ///   - path: What errors name: the file that this one stands for.
  /// - Throws: ``SystemError`` of `create`, naming the directory: that of `TMPDIR`, else `/tmp`.
  package static func open(at path: FilePath) throws(SystemError) -> OpenFile {
    let given = EnvironmentVariable.value(of: "TMPDIR").flatMap { $0.isEmpty ? nil : $0 }
    let directory = FilePath(given ?? "/tmp")
    let template = directory.appending("xcally-agents.XXXXXX")
    let file = try performing(.create, directory) {
      var name = template.string.utf8CString
      let number = unsafe name.withUnsafeMutableBufferPointer { name in
        unsafe name.baseAddress.map { unsafe mkstemp($0) } ?? -1
      }
      guard number >= 0 else { throw Errno(rawValue: errno) }
      try Posix.check { fcntl(number, F_SETFD, FD_CLOEXEC) }
      try Posix.unlink(FilePath(String(decoding: name.dropLast().map(UInt8.init), as: UTF8.self)))
      return FileDescriptor(rawValue: number)
    }
    return OpenFile(file, at: path)
  }
}

extension OpenFile {
  /// Writes behind what was written before.
  package func append(_ bytes: [UInt8]) throws(SystemError) {
    try performing(.write, path) { _ = try descriptor.writeAll(bytes) }
  }
}
