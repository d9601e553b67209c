internal import SystemPackage

/// A file without a name: nobody else can open it, and it goes with its last reader.
package enum TemporaryFile {
  /// - Throws: ``SystemError`` of `create`, naming the directory: that of `TMPDIR`, else `/tmp`. What
  ///   goes wrong with the file later names the file, by the name that it had.
  package static func open() throws(SystemError) -> OpenFile {
    let given = EnvironmentVariable.value(of: "TMPDIR").flatMap { $0.isEmpty ? nil : $0 }
    let path = FilePath(given ?? "/tmp")
    let name = StagedFile.temporaryName(for: "xcally-agents")
    do {
      let place = try FilePlace(path.appending(name), for: .create)
      let file = try performing(.create, path) { try place.directory.create(name, .readWrite) }
      let opened = OpenFile(file, at: place.path)
      try performing(.remove, opened.path) { try place.directory.unlink(name) }
      return opened
    } catch  where error.obstacle == nil {
      throw SystemError(.create, path, error.errno)
    }
  }
}

extension OpenFile {
  /// Writes behind what was written before.
  package func append(_ bytes: [UInt8]) throws(SystemError) {
    try performing(.write, path) { _ = try descriptor.writeAll(bytes) }
  }
}
