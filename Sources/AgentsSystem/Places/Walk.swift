internal import Glibc
internal import SystemPackage

/// Which symbolic links are followed.
package enum LinkRule: Sendable {
  /// Links that no other account can have made.
  case ours
  /// Also links of other accounts if the target belongs to the account that made the link: so nobody can point to
  /// a file of somebody else.
  case ownersToo
}

/// Follows a path from directory to directory.
///
/// Each one is held open, so a name that is changed after it was passed cannot lead elsewhere.
///
/// A link that another account can have made is not followed in any part of the path, unless the rule allows it.
struct Walk {
  private(set) var directory: PlainDirectory
  /// The remaining parts of the path, the next one last.
  private(set) var left: [String]
  /// The account that must own the end of the path, because one of its links was followed.
  private(set) var owner: UserID?
  private let path: FilePath
  private let rule: LinkRule
  private let operation: SystemError.Operation
  private var links = 0

  /// - Parameters:
  ///   - path: the path, absolute or relative.
  ///   - rule: which links are followed.
  ///   - operation: the operation that errors name.
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
  /// - Parameter attributes: for missing directories, which are created; nil = a missing one is an error.
  mutating func toDirectory(making attributes: FileAttributes? = nil) throws(SystemError) {
    while let name = left.last {
      if try step() { continue }
      guard let attributes else { throw SystemError(operation, path, .noSuchFileOrDirectory) }
      try directory.make(name, attributes)
    }
  }

  /// Goes as far as directories exist.
  mutating func asFarAsPossible() throws(SystemError) {
    while !left.isEmpty {
      guard try step(stopsAtFile: true) else { return }
    }
  }

  /// Goes to the directory of the last part.
  ///
  /// - Parameter followsLast: whether a link at the end is followed too.
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

  /// Goes one part further; false when there is nothing of that name.
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
      // The text of a link in /proc is not its target: only the kernel knows that.
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
