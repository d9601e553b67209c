internal import Glibc
package import SystemPackage

extension FilePath {
  /// The path as it is from the root, every symbolic link followed; what does not exist yet stands
  /// in its real directory.
  ///
  /// - Throws: ``SystemError`` of the operation `inspect`.
  package func resolved() throws(SystemError) -> FilePath {
    if let real = realPath { return real }
    guard let name = lastComponent else { return self }
    let parent = removingLastComponent()
    if parent.isEmpty || parent == self {
      guard let here = FilePath(".").realPath else {
        throw SystemError(.inspect, self, Errno(rawValue: errno))
      }
      return here.appending(name)
    }
    return try parent.resolved().appending(name)
  }

  /// Something is there.
  package func isPresent() throws(SystemError) -> Bool {
    try FileContents.status(of: self) != nil
  }

  private var realPath: FilePath? {
    unsafe withPlatformString { path in
      guard let real = unsafe realpath(path, nil) else { return nil }
      defer { unsafe free(real) }
      return unsafe FilePath(platformString: real)
    }
  }
}
