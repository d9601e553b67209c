internal import Glibc
internal import SystemPackage

/// Reading and changing a directory by names. Each name has only one part.
extension PlainDirectory {
  /// A file or link that was found under a name and is held open.
  struct Found {
    /// Can only be used for the status, and for the text of a link.
    let file: FileDescriptor
    let status: Stat
    /// Whether this is a link in /proc: only the kernel knows its target.
    let isMagic: Bool
  }

  /// Finds the file or link of a name; nil when there is none.
  ///
  /// The caller closes it.
  func look(_ name: String) throws -> Found? {
    let file: FileDescriptor
    do {
      file = try open(name, .readOnly, [.noFollow, .closeOnExec, .placeOnly])
    } catch Errno.noSuchFileOrDirectory {
      return nil
    }
    do {
      let status = try file.stat()
      let isMagic =
        status.type == .symbolicLink && (try? FilePath("/proc").stat().deviceID) == status.deviceID
      return Found(file: file, status: status, isMagic: isMagic)
    } catch {
      try? file.close()
      throw error
    }
  }

  /// Whether no other account can have made this entry.
  func isOurs(_ entry: Stat) -> Bool { !isShared || isSticky && Trust.isOurs(entry.userID) }

  func status(_ name: String, followingLink: Bool) throws -> Stat {
    let file = try open(name, .readOnly, [.closeOnExec, .placeOnly])
    defer { try? file.close() }
    return try file.stat()
  }

  /// Creates a directory.
  ///
  /// An existing one stays as it is.
  func make(_ name: String, _ attributes: FileAttributes) throws(SystemError) {
    let path = path(of: name)
    do {
      // Closed to others until group and mode are right.
      try performing(.createDirectory, path) { try Posix.makeDirectory(name, in: descriptor) }
    } catch  where error.errno == .fileExists {
      return  // Another process was faster and will set the mode.
    }
    let new = try performing(.createDirectory, path) {
      try open(name, .readOnly, [.directory, .noFollow, .closeOnExec])
    }
    defer { try? new.close() }
    // Another account may have replaced it meanwhile. A directory that is not empty is not ours, so it keeps its
    // mode.
    let isNew = try performing(.list, path) { try Posix.isEmpty(new) }
    if isNew { try new.apply(attributes, to: path) }
    try sync()
  }

  /// Creates a new file.
  ///
  /// Only its owner can use it until it gets other attributes.
  func create(_ name: String, _ mode: FileDescriptor.AccessMode) throws -> FileDescriptor {
    try Posix.open(
      name, in: descriptor, mode, [.create, .exclusiveCreate, .noFollow, .closeOnExec],
      permissions: .ownerReadWrite)
  }

  func rename(_ name: String, to target: String) throws(Errno) {
    try Posix.rename(name, to: target, in: descriptor)
  }

  /// Removes a file or link.
  func unlink(_ name: String) throws(Errno) { try Posix.unlink(name, in: descriptor) }

  func open(
    _ name: String, _ mode: FileDescriptor.AccessMode, _ options: FileDescriptor.OpenOptions
  ) throws -> FileDescriptor {
    try Posix.open(name, in: descriptor, mode, options)
  }

  /// A descriptor from which the entries can be read.
  func openListing() throws -> FileDescriptor {
    try open(".", .readOnly, [.directory, .closeOnExec])
  }

  /// Writes the directory's entries to disk.
  func sync() throws(SystemError) {
    let directory = try performing(.open, path) {
      try openListing()
    }
    defer { try? directory.close() }
    do throws(Errno) {
      try directory.sync()
    } catch .invalidArgument {
      // Some network file systems cannot sync a directory; they write entries at once.
    } catch {
      throw SystemError(.sync, path, error)
    }
  }
}

extension FileDescriptor.OpenOptions {
  /// `O_PATH`: a reference to the file, not open for reading or writing.
  static let placeOnly = FileDescriptor.OpenOptions(rawValue: 0o10000000)
}
