internal import Glibc
package import SystemPackage

/// Locks of `fcntl(2)` on single bytes of a file, as SQLite takes them.
package enum RecordLock {
  /// The process that keeps others from locking `byte` of the file for writing; nil when nobody
  /// does, or it cannot be told.
  ///
  /// This process then has no locks on the file any more: it is asked when all is over.
  package static func holder(of path: FilePath, byte: Int) -> LockBusy.Holder? {
    guard
      let file = try? FileDescriptor.open(path, .readOnly, options: .closeOnExec)
    else { return nil }
    defer { try? file.close() }
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = byte
    lock.l_len = 1
    let asked = unsafe withUnsafeMutablePointer(to: &lock) { pointer in
      unsafe fcntl(file.rawValue, F_GETLK, UnsafeMutableRawPointer(pointer))
    }
    guard asked == 0, lock.l_type != Int16(F_UNLCK), lock.l_pid > 0 else { return nil }
    return LockBusy.Holder(processID: lock.l_pid)
  }
}
