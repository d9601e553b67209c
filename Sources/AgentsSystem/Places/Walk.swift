internal import Glibc
internal import SystemPackage

/// Which symbolic links a way follows.
package enum LinkRule: Sendable {
  /// Those that no other account can have made.
  case ours
  /// Also those of others, if what they lead to belongs to who made the link: nobody gets by it what is
  /// not theirs.
  case ownersToo
}

/// A way from directory to directory, each held open: whatever happens to a name that was passed, the
/// way does not lead elsewhere.
///
/// A link that another account can have made is not followed, in no part of a path.
struct Walk {
  private(set) var directory: PlainDirectory
  /// Parts of the path that are still to go, the next one last.
  private(set) var left: [String]
  /// To whom the end must belong, because a link of that account was followed.
  private(set) var owner: UserID?
  private let path: FilePath
  private let rule: LinkRule
  private let operation: SystemError.Operation
  private var links = 0

  /// - Parameters:
  ///   - operation: What errors say was tried, on the whole path.
  init(
    _ path: FilePath, _ rule: LinkRule = .ours, for operation: SystemError.Operation
  ) throws(SystemError) {
    (self.path, self.rule, self.operation) = (path, rule, operation)
    left = Self.parts(of: path)
    directory = try performing(operation, path) {
      try PlainDirectory(start: path.isAbsolute ? "/" : ".")
    }
  }

  /// Goes to the end of the path, which is a directory.
  ///
  /// - Parameter attributes: Missing directories are made with them; nil = they are an error.
  mutating func toDirectory(making attributes: FileAttributes? = nil) throws(SystemError) {
    while let name = left.last {
      if try step() { continue }
      guard let attributes else { throw SystemError(operation, path, .noSuchFileOrDirectory) }
      try directory.make(name, attributes)
    }
  }

  /// Goes as far as there are directories.
  mutating func asFarAsPossible() throws(SystemError) {
    while !left.isEmpty {
      guard try step(stopsAtFile: true) else { return }
    }
  }

  /// Goes to the directory of the last part.
  ///
  /// - Parameter followsLast: A link at the end is followed too.
  mutating func toPlace(followsLast: Bool = true) throws(SystemError) -> FilePlace {
    while let name = left.last {
      if left.count > 1 || name == ".." {
        guard try step() else { throw SystemError(operation, path, .noSuchFileOrDirectory) }
        continue
      }
      guard followsLast, let found = try look(name) else { break }
      defer { try? found.file.close() }
      guard found.status.type == .symbolicLink else { break }
      if found.isMagic {
        guard directory.isOurs(found.status) else { throw SystemError(link: path) }
        return FilePlace(directory, name, owner: owner, isMagic: true)
      }
      left.removeLast()
      try follow(found, name)
    }
    return FilePlace(directory, left.last ?? ".", owner: owner)
  }

  /// One part further; false where there is nothing of that name.
  private mutating func step(stopsAtFile: Bool = false) throws(SystemError) -> Bool {
    guard let name = left.last, let found = try look(name) else { return false }
    switch found.status.type {
    case .symbolicLink where !found.isMagic:
      defer { try? found.file.close() }
      left.removeLast()
      try follow(found, name)
    case .symbolicLink, .directory:
      try? found.file.close()
      guard !found.isMagic || directory.isOurs(found.status) else {
        throw SystemError(link: directory.path(of: name))
      }
      left.removeLast()
      // A link of /proc is none that could be read: the kernel knows where it leads.
      directory = try performing(operation, path) {
        try directory.enter(name, followingLink: found.isMagic)
      }
    default:
      try? found.file.close()
      if stopsAtFile { return false }
      throw SystemError(operation, path, .notDirectory)
    }
    return true
  }

  private func look(_ name: String) throws(SystemError) -> PlainDirectory.Found? {
    try performing(operation, path) { try directory.look(name) }
  }

  private mutating func follow(
    _ link: PlainDirectory.Found, _ name: String
  ) throws(SystemError) {
    links += 1
    // The kernel's own limit is 40 links.
    guard links <= 40 else { throw SystemError(operation, path, .tooManySymbolicLinkLevels) }
    if !directory.isOurs(link.status) {
      let maker = link.status.userID
      let isSuffered = rule == .ownersToo && (Trust.isOurs(maker) || owner ?? maker == maker)
      guard isSuffered else { throw SystemError(link: directory.path(of: name)) }
      if !Trust.isOurs(maker) { owner = maker }
    }
    let target = try performing(operation, path) { try Posix.readLink(link.file) }
    left += Self.parts(of: target)
    if target.isAbsolute {
      directory = try performing(operation, path) { try PlainDirectory(start: "/") }
    }
  }

  private static func parts(of path: FilePath) -> [String] {
    path.components.map(\.string).filter { $0 != "." }.reversed()
  }
}
