import Glibc
import SystemPackage

/// File calls of POSIX that swift-system lacks.
///
/// A result of `-1` becomes an `Errno`.
enum Posix {
  /// Throws `errno` for a result of `-1`.
  ///
  /// Repeats a call that a signal interrupted.
  @discardableResult
  static func check(_ call: () -> CInt) throws(Errno) -> CInt {
    while true {
      let result = call()
      guard result == -1 else { return result }
      let error = Errno(rawValue: errno)
      guard error == .interrupted else { throw error }
    }
  }

  /// Renames a file within one directory.
  static func rename(
    _ source: String, to target: String, in directory: FileDescriptor
  ) throws(Errno) {
    try check { unsafe renameat(directory.rawValue, source, directory.rawValue, target) }
  }

  static func removeDirectory(_ name: String, in directory: FileDescriptor) throws(Errno) {
    try check {
      unsafe name.withCString { unsafe unlinkat(directory.rawValue, $0, AT_REMOVEDIR) }
    }
  }

  static func makeDirectory(_ name: String, in directory: FileDescriptor) throws(Errno) {
    try check { unsafe mkdirat(directory.rawValue, name, S_IRWXU) }
  }

  static func isExecutable(_ path: FilePath) -> Bool {
    unsafe path.withPlatformString { unsafe access($0, X_OK) } == 0
  }

  /// The target of a symbolic link that is open with `O_PATH`.
  static func readLink(_ link: FileDescriptor) throws(Errno) -> FilePath {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = unsafe readlinkat(link.rawValue, "", &buffer, Int(PATH_MAX))
    guard count >= 0 else { throw Errno(rawValue: errno) }
    // The byte after the last one read is still zero.
    return FilePath(platformString: buffer)
  }

  /// Opens a name in a directory.
  ///
  /// - Parameter permissions: for a new file.
  static func open(
    _ name: String, in directory: FileDescriptor, _ mode: FileDescriptor.AccessMode,
    _ options: FileDescriptor.OpenOptions, permissions: FilePermissions = []
  ) throws(Errno) -> FileDescriptor {
    let number = try check {
      unsafe name.withCString {
        unsafe openat(
          directory.rawValue, $0, mode.rawValue | options.rawValue, permissions.rawValue)
      }
    }
    return FileDescriptor(rawValue: number)
  }

  static func unlink(_ name: String, in directory: FileDescriptor) throws(Errno) {
    try check { unsafe name.withCString { unsafe unlinkat(directory.rawValue, $0, 0) } }
  }

  /// Whether a directory has no entries; its descriptor stays open.
  static func isEmpty(_ directory: FileDescriptor) throws(Errno) -> Bool {
    try entries(of: try duplicate(directory), limit: 1).isEmpty
  }

  /// A second descriptor, which other programs do not inherit.
  static func duplicate(_ file: FileDescriptor) throws(Errno) -> FileDescriptor {
    FileDescriptor(rawValue: try check { fcntl(file.rawValue, F_DUPFD_CLOEXEC, 0) })
  }

  /// The names in an open directory, which this closes.
  ///
  /// - Parameter limit: No more names than this are read.
  static func entries(of directory: FileDescriptor, limit: Int) throws(Errno) -> [String] {
    guard let stream = unsafe fdopendir(directory.rawValue) else {
      let error = Errno(rawValue: errno)
      try? directory.close()
      throw error
    }
    return unsafe entries(of: stream, limit: limit)
  }

  private static func entries(of stream: OpaquePointer, limit: Int) -> [String] {
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while names.count < limit, let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
        unsafe field.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
          unsafe String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}

extension Posix {
  /// The paths that glob(3) finds.
  ///
  /// The matches of each part of the path are in the order of their bytes. A pattern without wildcards gives itself,
  /// and braces are expanded.
  ///
  /// - Throws: why a directory could not be listed; a missing directory has no files.
  static func paths(matching pattern: String) throws(Errno) -> [String] {
    var found = unsafe glob_t()
    defer { unsafe globfree(&found) }
    let flags = GLOB_NOMAGIC | GLOB_BRACE
    var result = unsafe pattern.withCString { unsafe glob($0, flags | GLOB_ERR, nil, &found) }
    if result == GLOB_ABORTED {
      let reason = Errno(rawValue: errno)
      guard reason == .noSuchFileOrDirectory else { throw reason }
      unsafe globfree(&found)
      result = unsafe pattern.withCString { unsafe glob($0, flags, nil, &found) }
    }
    guard result != GLOB_NOSPACE else { throw .noMemory }
    return unsafe (0..<Int(found.gl_pathc)).compactMap { index in
      unsafe found.gl_pathv[index].map { unsafe String(cString: $0) }
    }
  }
}

extension FileDescriptor {
  func sync() throws(Errno) { try Posix.check { fsync(rawValue) } }

  func changeMode(_ mode: FilePermissions) throws(Errno) {
    try Posix.check { fchmod(rawValue, mode.rawValue) }
  }

  /// Gives the file to `owner` and `group`; nil leaves that half alone.
  func changeOwner(_ owner: UserID?, _ group: GroupID?) throws(Errno) {
    try Posix.check { fchown(rawValue, owner?.rawValue ?? .max, group?.rawValue ?? .max) }
  }

  /// Tries to take the exclusive `flock(2)`; false when another process has it.
  func tryLock() throws(Errno) -> Bool {
    do {
      try Posix.check { flock(rawValue, LOCK_EX | LOCK_NB) }
      return true
    } catch .wouldBlock {
      return false
    }
  }
}

/// Functions of glibc that Swift does not import. They are looked up by name in the running program.
extension Posix {
  typealias ColumnWidth = @convention(c) (Int32) -> CInt
  typealias ProcessControl =
    @convention(c) (
      CInt, CUnsignedLong, CUnsignedLong, CUnsignedLong, CUnsignedLong
    ) -> CInt

  /// wcwidth(3): the columns of a scalar in the thread's locale, -1 for a control character.
  static let columnWidth = unsafe dlsym(nil, "wcwidth").map {
    unsafe unsafeBitCast($0, to: ColumnWidth.self)
  }

  typealias AuxiliaryValue = @convention(c) (CUnsignedLong) -> CUnsignedLong

  /// getauxval(3).
  static let auxiliaryValue = unsafe dlsym(nil, "getauxval").map {
    unsafe unsafeBitCast($0, to: AuxiliaryValue.self)
  }

  typealias Allocate = @convention(c) (CInt, CInt, off_t, off_t) -> CInt

  /// fallocate(2).
  static let allocate = unsafe dlsym(nil, "fallocate").map {
    unsafe unsafeBitCast($0, to: Allocate.self)
  }

  /// prctl(2), called as a function of five numbers.
  ///
  /// C declares it with a variable number of arguments. On x86-64 and AArch64 both kinds of function get integers
  /// in the same registers.
  static let processControl = unsafe dlsym(nil, "prctl").map {
    unsafe unsafeBitCast($0, to: ProcessControl.self)
  }
}
