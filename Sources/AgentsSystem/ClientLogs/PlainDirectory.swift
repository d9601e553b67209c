import Glibc
package import SystemPackage

/// A directory that is held open: what is looked at, opened and removed in it is in it, whatever
/// happens to its name meanwhile, and no symbolic link leads out of it.
package final class PlainDirectory: Sendable {
  package let path: FilePath
  private let descriptor: FileDescriptor

  /// What is in the directory under a name.
  package struct Entry: Equatable, Sendable {
    package enum Kind: Sendable { case file, directory, link, other }

    package let name: String
    package let kind: Kind
    /// Bytes.
    package let size: Int
    package let modified: WallTime
    package let identity: FileIdentity
  }

  /// Opens the directory at `path`; a link to one is followed, for who chose the path chose the link.
  ///
  /// - Throws: ``SystemError`` of `open`.
  package init(at path: FilePath) throws(SystemError) {
    self.path = path
    descriptor = try performing(.open, path) {
      try FileDescriptor.open(path, .readOnly, options: [.directory, .closeOnExec])
    }
  }

  private init(_ descriptor: FileDescriptor, at path: FilePath) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { try? descriptor.close() }

  /// The directory below of this name; nil where there is none.
  ///
  /// - Throws: ``SystemError`` of `open`: `ELOOP` for a link, `ENOTDIR` for anything else.
  package func directory(_ name: String) throws(SystemError) -> PlainDirectory? {
    let path = path.appending(name)
    guard let entry = try entry(name) else { return nil }
    guard entry.kind != .link else { throw SystemError(.open, path, .tooManySymbolicLinkLevels) }
    let below = try performing(.open, path) {
      try open(name, [.directory, .noFollow, .closeOnExec])
    }
    return PlainDirectory(below, at: path)
  }

  /// The regular file of this name; nil where there is none, or something else is.
  ///
  /// - Throws: ``SystemError`` of `open`.
  package func file(_ name: String) throws(SystemError) -> OpenFile? {
    let path = path.appending(name)
    let file: FileDescriptor
    do {
      // A pipe of that name must not keep us waiting.
      file = try performing(.open, path) {
        try open(name, [.noFollow, .nonBlocking, .closeOnExec])
      }
    } catch
      where error.errno == .noSuchFileOrDirectory
      || error.errno == .tooManySymbolicLinkLevels
    {
      return nil
    }
    let opened = OpenFile(file, at: path)
    return try opened.isRegular() ? opened : nil
  }

  /// What is in a directory.
  package struct Listing {
    /// By name.
    package var entries: [Entry] = []
    /// Names that are not UTF-8, with a mark for what is none: nothing is opened by these.
    package var foreign: [String] = []
  }

  /// All entries, by name, but those whose name is not UTF-8.
  ///
  /// - Throws: ``SystemError`` of `list`.
  package func entries() throws(SystemError) -> [Entry] { try listing().entries }

  /// All that is in the directory.
  ///
  /// - Throws: ``SystemError`` of `list`.
  package func listing() throws(SystemError) -> Listing {
    let names = try performing(.list, path) {
      // A descriptor of its own: closing the stream closes it, and its position is its own.
      try Posix.entries(of: try open(".", [.directory, .closeOnExec]))
    }
    var listing = Listing()
    for name in names.sorted() {
      // One that went meanwhile is none.
      if let entry = try entry(name) {
        listing.entries.append(entry)
      } else if name.unicodeScalars.contains("\u{FFFD}") {
        listing.foreign.append(name)
      }
    }
    return listing
  }

  /// What is there under the name, a link unfollowed; nil for nothing.
  package func entry(_ name: String) throws(SystemError) -> Entry? {
    do {
      let status = try FilePath(try checked(name)).stat(
        relativeTo: descriptor, flags: .symlinkNoFollow)
      return Entry(name, status)
    } catch Errno.noSuchFileOrDirectory {
      return nil
    } catch {
      throw SystemError(.inspect, path.appending(name), error)
    }
  }

  /// Removes the file of this name; one that is gone is fine.
  ///
  /// - Throws: ``SystemError`` of `remove`.
  package func remove(_ name: String) throws(SystemError) {
    do {
      try Posix.unlink(try checked(name), in: descriptor)
    } catch Errno.noSuchFileOrDirectory {
      return
    } catch {
      throw SystemError(.remove, path.appending(name), error)
    }
  }

  private func open(
    _ name: String, _ options: FileDescriptor.OpenOptions
  ) throws -> FileDescriptor {
    try Posix.open(try checked(name), in: descriptor, .readOnly, options)
  }

  /// A name of one part: nothing else can lead out of the directory.
  private func checked(_ name: String) throws(Errno) -> String {
    guard name != "..", !name.isEmpty, !name.utf8.contains(UInt8(ascii: "/")),
      !name.utf8.contains(0)
    else { throw .invalidArgument }
    return name
  }
}

/// One file, whatever its name is.
package struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let inode: UInt64

  init(_ status: Stat) {
    device = UInt64(status.deviceID.rawValue)
    inode = UInt64(status.inode.rawValue)
  }
}

extension PlainDirectory.Entry {
  fileprivate init(_ name: String, _ status: Stat) {
    self.init(
      name: name,
      kind: status.type == .regular
        ? .file
        : status.type == .directory ? .directory : status.type == .symbolicLink ? .link : .other,
      size: Int(status.size),
      modified: WallTime(
        seconds: Int(status.st_mtim.tv_sec), nanoseconds: Int(status.st_mtim.tv_nsec)),
      identity: FileIdentity(status))
  }
}
