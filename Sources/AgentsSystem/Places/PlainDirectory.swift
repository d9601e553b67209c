import Glibc
package import SystemPackage

/// An open directory.
///
/// Files in it are inspected, opened and removed there even if the directory is renamed meanwhile, and no symbolic
/// link leads out of it.
package final class PlainDirectory: Sendable {
  /// The path that errors name.
  package let path: FilePath
  /// Whether another account can create, rename or remove files in it.
  let isShared: Bool
  /// Whether another account cannot rename or remove the files of this one, as in `/tmp`.
  let isSticky: Bool
  let descriptor: FileDescriptor

  /// A file, directory or other thing in the directory.
  package struct Entry: Equatable, Sendable {
    /// What an entry is; `other` is a pipe, a socket or a device.
    package enum Kind: Sendable { case file, directory, link, other }

    /// One part of a path.
    package let name: String
    /// Of a link, the link itself.
    package let kind: Kind
    /// Bytes.
    package let size: Int
    /// The time of the last change of the contents.
    package let modified: WallTime
    /// Tells the entry from every other file.
    package let identity: FileIdentity
    /// Bits of owner, group and others.
    package let mode: FilePermissions

    /// Size, time of the last change and number of the file: another text after a change of the contents, unless
    /// somebody took care to keep all three.
    package var stamp: String {
      "\(size) \(modified.seconds).\(modified.nanoseconds) \(identity.inode)"
    }
  }

  /// Opens the directory at `path` so that it can be listed.
  ///
  /// - Throws: ``SystemError``; with the obstacle `link` for one that another account can have made.
  package convenience init(at path: FilePath, _ rule: LinkRule = .ours) throws(SystemError) {
    var walk = try Walk(path, rule, for: .open)
    try walk.toDirectory()
    let found = walk.directory
    let descriptor = try performing(.open, found.path) { try found.openListing() }
    self.init(descriptor, at: found.path, isShared: found.isShared, isSticky: found.isSticky)
  }

  /// `/` or the working directory.
  convenience init(start: FilePath) throws {
    try self.init(try FileDescriptor.open(start, .readOnly, options: Self.held), at: start)
  }

  private convenience init(_ descriptor: FileDescriptor, at path: FilePath) throws {
    do {
      let status = try descriptor.stat()
      self.init(
        descriptor, at: path, isShared: Trust.isShared(status), isSticky: Trust.isSticky(status))
    } catch {
      try? descriptor.close()
      throw error
    }
  }

  private init(_ descriptor: FileDescriptor, at path: FilePath, isShared: Bool, isSticky: Bool) {
    (self.descriptor, self.path) = (descriptor, path)
    (self.isShared, self.isSticky) = (isShared, isSticky)
  }

  deinit { try? descriptor.close() }

  /// The options for a directory that is never listed.
  private static let held: FileDescriptor.OpenOptions = [.directory, .closeOnExec, .placeOnly]

  /// The path of a name in it, as messages show it.
  func path(of name: String) -> FilePath {
    // No part of the path is a link, so ".." is simply the part before.
    if name == "..", let last = path.lastComponent, last.kind == .regular {
      let above = path.removingLastComponent()
      return above.isEmpty ? "." : above
    }
    return path == "." ? FilePath(name) : path.appending(name)
  }

  /// The subdirectory of this name; nil when there is none.
  ///
  /// - Throws: ``SystemError`` of `open`: `ELOOP` for a link, `ENOTDIR` for anything else.
  package func directory(_ name: String) throws(SystemError) -> PlainDirectory? {
    let path = path(of: name)
    guard let entry = try entry(name) else { return nil }
    guard entry.kind != .link else { throw SystemError(link: path) }
    return try performing(.open, path) {
      let below = try open(try checked(name), .readOnly, [.directory, .noFollow, .closeOnExec])
      return try PlainDirectory(below, at: path)
    }
  }

  /// The subdirectory of this name, opened without the right to list it.
  func enter(_ name: String, followingLink: Bool = false) throws -> PlainDirectory {
    let options = followingLink ? Self.held : Self.held.union(.noFollow)
    let below = try Posix.open(name, in: descriptor, .readOnly, options)
    return try PlainDirectory(below, at: path(of: name))
  }

  /// The regular file of this name; nil when there is none, or it is something else.
  ///
  /// - Throws: ``SystemError`` of `open`.
  package func file(_ name: String) throws(SystemError) -> OpenFile? {
    _ = try performing(.open, path(of: name)) { try checked(name) }
    let place = FilePlace(self, name)
    do {
      guard let opened = try place.open(mustBeRegular: true) else { return nil }
      return OpenFile(opened.file, at: place.path)
    } catch  where error.obstacle != nil || error.errno == .isDirectory {
      return nil
    }
  }

  /// The contents of a directory.
  package struct Listing {
    /// Sorted by name.
    package var entries: [Entry] = []
    /// Names that are not UTF-8, with U+FFFD for the wrong bytes.
    ///
    /// They cannot be used to open anything.
    package var foreign: [String] = []
  }

  /// The most names that are read: somebody who can write to a directory can fill it.
  package static let mostNames = 100_000

  /// The names of all entries, in no order, with U+FFFD for bytes that are not UTF-8.
  ///
  /// - Throws: ``SystemError`` of `list`; with the obstacle `entries` when there are more than `limit`.
  package func names(limit: Int = mostNames) throws(SystemError) -> [String] {
    let names = try performing(.list, path) {
      // A second descriptor: reading the names moves its position and closes it.
      try Posix.entries(of: try openListing(), limit: limit + 1)
    }
    guard names.count <= limit else {
      throw SystemError(.list, path, .fileTooLarge, .entries(limit: limit))
    }
    return names
  }

  /// The entries with a wanted name, sorted by name, without names that are not UTF-8.
  ///
  /// - Throws: ``SystemError`` of `list`.
  package func entries(
    where isWanted: (String) -> Bool = { _ in true }
  ) throws(SystemError) -> [Entry] { try listing(where: isWanted).entries }

  /// The entries with a wanted name, and the names that are not UTF-8.
  ///
  /// - Throws: ``SystemError`` of `list`.
  package func listing(
    where isWanted: (String) -> Bool = { _ in true }
  ) throws(SystemError) -> Listing {
    var listing = Listing()
    for name in try names().filter(isWanted).sorted() {
      // No entry: either it was removed meanwhile, or its name is not UTF-8.
      if let entry = try entry(name) {
        listing.entries.append(entry)
      } else if name.unicodeScalars.contains("\u{FFFD}") {
        listing.foreign.append(name)
      }
    }
    return listing
  }

  /// The entry of this name, which may be a link; nil when there is none.
  ///
  /// - Throws: ``SystemError`` of `inspect`.
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

  /// Removes the file of this name.
  ///
  /// A missing one is no error.
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

  /// The name, if it has one part only: others could lead out of the directory.
  func checked(_ name: String) throws(Errno) -> String {
    guard name != "..", !name.isEmpty, !name.utf8.contains(UInt8(ascii: "/")),
      !name.utf8.contains(0)
    else { throw .invalidArgument }
    return name
  }
}

/// Identifies a file whatever its name is.
package struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  fileprivate let inode: UInt64

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
      identity: FileIdentity(status), mode: status.permissions)
  }
}

/// Directories given by path.
package enum Directories {
  /// Creates the directory at `path` and all missing ones above it.
  ///
  /// New directories get the mode and group; existing ones are not changed.
  ///
  /// - Throws: ``SystemError``; `ENOTDIR` when a part of the path is something else.
  package static func create(
    at path: FilePath, mode: FilePermissions, group: GroupID? = nil
  ) throws(SystemError) {
    var walk = try Walk(path, for: .createDirectory)
    try walk.toDirectory(making: FileAttributes(mode: mode, group: group))
  }

  /// The names in a directory, in no order; empty when there is no directory.
  ///
  /// - Throws: ``SystemError`` of `open` or `list`.
  package static func names(
    in path: FilePath, _ rule: LinkRule = .ours
  ) throws(SystemError) -> [String] {
    do {
      return try PlainDirectory(at: path, rule).names()
    } catch  where error.errno == .noSuchFileOrDirectory {
      return []
    }
  }
}
