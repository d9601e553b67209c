internal import Glibc
internal import SystemPackage

/// What is looked at and changed in a directory by name; names have one part.
extension PlainDirectory {
  /// What is there under a name, held.
  struct Found {
    /// Good for its status and, of a link, for what it says.
    let file: FileDescriptor
    let status: Stat
    /// A link of /proc: the kernel alone knows where it leads.
    let isMagic: Bool
  }

  /// What is there under a name, a link unfollowed; nil for nothing.
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

  /// Whether no other account can have put this here.
  func isOurs(_ entry: Stat) -> Bool { !isShared || isSticky && Trust.isOurs(entry.userID) }

  func status(_ name: String, followingLink: Bool) throws -> Stat {
    let file = try open(name, .readOnly, [.closeOnExec, .placeOnly])
    defer { try? file.close() }
    return try file.stat()
  }

  /// Makes a directory; one that is there already stays as it is.
  func make(_ name: String, _ attributes: FileAttributes) throws(SystemError) {
    let path = path(of: name)
    do {
      // Closed to others until group and mode are right.
      try performing(.createDirectory, path) { try Posix.makeDirectory(name, in: descriptor) }
    } catch  where error.errno == .fileExists {
      return  // Another process was faster, and gives it its mode.
    }
    let new = try performing(.createDirectory, path) {
      try open(name, .readOnly, [.directory, .noFollow, .closeOnExec])
    }
    defer { try? new.close() }
    // Who can rename here may have put another one in its place: one with something in it keeps its
    // rights.
    let isNew = try performing(.list, path) { try Posix.isEmpty(new) }
    if isNew { try new.apply(attributes, to: path) }
    try sync()
  }

  /// Makes a file that was not there, for its owner alone until it gets other attributes.
  func create(_ name: String, _ mode: FileDescriptor.AccessMode) throws -> FileDescriptor {
    try Posix.open(
      name, in: descriptor, mode, [.create, .exclusiveCreate, .noFollow, .closeOnExec],
      permissions: .ownerReadWrite)
  }

  func rename(_ name: String, to target: String) throws(Errno) {
    try Posix.rename(name, to: target, in: descriptor)
  }

  /// Removes what has this name and is no directory.
  func unlink(_ name: String) throws(Errno) { try Posix.unlink(name, in: descriptor) }

  func open(
    _ name: String, _ mode: FileDescriptor.AccessMode, _ options: FileDescriptor.OpenOptions
  ) throws -> FileDescriptor {
    try Posix.open(name, in: descriptor, mode, options)
  }

  /// A descriptor that entries can be read from.
  func openListing() throws -> FileDescriptor {
    try open(".", .readOnly, [.directory, .closeOnExec])
  }

  /// Writes its entries to disk.
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
  /// `O_PATH`: nothing is opened but the place itself.
  static let placeOnly = FileDescriptor.OpenOptions(rawValue: 0o10000000)
}
