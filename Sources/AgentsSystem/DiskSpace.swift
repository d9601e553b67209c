import Glibc
package import SystemPackage

/// How much room a file system has.
package struct DiskSpace: Equatable, Sendable {
  /// Bytes that an account other than root may still use.
  package let available: Int
  /// All bytes.
  package let total: Int
  /// Tells the file system from every other.
  package let device: UInt

  /// The file system of a path; nil when there is nothing at the path.
  ///
  /// - Throws: ``SystemError`` of `inspect`.
  package init?(at path: FilePath) throws(SystemError) {
    var numbers = statvfs()
    guard unsafe statvfs(path.string, &numbers) == 0 else {
      let error = Errno(rawValue: errno)
      guard error != .noSuchFileOrDirectory, error != .notDirectory else { return nil }
      throw SystemError(.inspect, path, error)
    }
    available = Int(numbers.f_bavail) * Int(numbers.f_frsize)
    total = Int(numbers.f_blocks) * Int(numbers.f_frsize)
    device = UInt(numbers.f_fsid)
  }
}
