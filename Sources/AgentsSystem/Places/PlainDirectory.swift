import Glibc
package import SystemPackage

/// A directory that is held open: what is looked at, opened and removed in it is in it, whatever
/// happens to its name meanwhile, and no symbolic link leads out of it.
package final class PlainDirectory: Sendable {
  package let path: FilePath
  /// Another account can make, rename or remove what is in it.
  let isShared: Bool
  let isSticky: Bool
  let descriptor: FileDescriptor

  /// What is in the directory under a name.
  package struct Entry: Equatable, Sendable {
    package enum Kind: Sendable { case file, directory, link, other }

    package let name: String
    package let kind: Kind
    /// Bytes.
    package let size: Int
    package let modified: WallTime
    package let identity: FileIdentity
    /// Bits of owner, group and others.
    package let mode: FilePermissions
  }

  /// Opens the directory at `path`, to be listed.
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

  /// The options of a directory that is only worked in.
  private static let held: FileDescriptor.OpenOptions = [.directory, .closeOnExec, .placeOnly]

  /// As messages name what is in it.
  func path(of name: String) -> FilePath {
    // No part of the path is a link, so that ".." is what it seems.
    if name == "..", let last = path.lastComponent, last.kind == .regular {
      let above = path.removingLastComponent()
      return above.isEmpty ? "." : above
    }
    return path == "." ? FilePath(name) : path.appending(name)
  }

  /// The directory below of this name; nil where there is none.
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

  /// The directory of this name, for nothing but to work in it: that needs no right to list it.
  func enter(_ name: String, followingLink: Bool = false) throws -> PlainDirectory {
    let options = followingLink ? Self.held : Self.held.union(.noFollow)
    let below = try Posix.open(name, in: descriptor, .readOnly, options)
    return try PlainDirectory(below, at: path(of: name))
  }

  /// The regular file of this name; nil where there is none, or something else is.
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

  /// What is in a directory.
  package struct Listing {
    /// By name.
    package var entries: [Entry] = []
    /// Names that are not UTF-8, with a mark for what is none: nothing is opened by these.
    package var foreign: [String] = []
  }

  /// Who can write in a directory can fill it: with more names than this none is looked at.
  package static let mostNames = 100_000

  /// The names of all entries, in no order; a mark stands in them for what is not UTF-8.
  ///
  /// - Throws: ``SystemError`` of `list`; with the obstacle `entries` where there are more than `limit`.
  package func names(limit: Int = mostNames) throws(SystemError) -> [String] {
    let names = try performing(.list, path) {
      // A descriptor of its own: closing the stream closes it, and its position is its own.
      try Posix.entries(of: try openListing(), limit: limit + 1)
    }
    guard names.count <= limit else {
      throw SystemError(.list, path, .fileTooLarge, .entries(limit: limit))
    }
    return names
  }

  /// All entries with such a name, by name, but those whose name is not UTF-8.
  ///
  /// - Throws: ``SystemError`` of `list`.
  package func entries(
    where isWanted: (String) -> Bool = { _ in true }
  ) throws(SystemError) -> [Entry] { try listing(where: isWanted).entries }

  /// All with such a name that is in the directory.
  ///
  /// - Throws: ``SystemError`` of `list`.
  package func listing(
    where isWanted: (String) -> Bool = { _ in true }
  ) throws(SystemError) -> Listing {
    var listing = Listing()
    for name in try names().filter(isWanted).sorted() {
      // It was removed since its name was read.
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

  /// A name of one part: nothing else can lead out of the directory.
  func checked(_ name: String) throws(Errno) -> String {
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
      identity: FileIdentity(status), mode: status.permissions)
  }
}
