internal import Glibc
package import SystemPackage

/// Locks of `fcntl(2)` on single bytes of a file, as SQLite takes them.
package enum RecordLock {
  /// The process that keeps others from locking `byte` of the file for writing; nil when there is none, or it
  /// cannot be found out.
  ///
  /// The call drops all locks that this process has on the file, so it must be the last use of the file.
  package static func holder(of path: FilePath, byte: Int) -> LockBusy.Holder? {
    guard
      let file = try? FileDescriptor.open(path, .readOnly, options: .closeOnExec)
    else { return nil }
    defer { try? file.close() }
    var lock = region(byte)
    let asked = unsafe withUnsafeMutablePointer(to: &lock) { pointer in
      unsafe fcntl(file.rawValue, F_GETLK, UnsafeMutableRawPointer(pointer))
    }
    guard asked == 0, lock.l_type != Int16(F_UNLCK), lock.l_pid > 0 else { return nil }
    return LockBusy.Holder(processID: lock.l_pid)
  }

  /// Runs `body` while no other process has this byte of the file, waiting at most `timeout` seconds.
  ///
  /// The lock belongs to the open file (`F_OFD_SETLK`, fcntl(2)): closing another descriptor does not release it,
  /// and the kernel releases it when the process ends. It is independent of `flock(2)` on the same file.
  ///
  /// - Throws: ``LockBusy`` after the time-out, ``SystemError`` if the file cannot be made.
  package static func holding<Value>(
    _ byte: Int, of path: FilePath, timeout: Double, _ body: () throws -> Value
  ) throws -> Value {
    let file = try FileLock.open(path, FileAttributes(mode: .ownerReadWrite))
    defer { try? file.close() }
    let deadline = ContinuousClock.now + .seconds(timeout)
    while try !performing(.lock, path, { try tryLock(byte, of: file) }) {
      guard ContinuousClock.now < deadline else { throw LockBusy(path: path, holder: nil) }
      usleep(5000)
    }
    return try body()
  }

  private static func tryLock(_ byte: Int, of file: FileDescriptor) throws(Errno) -> Bool {
    var lock = region(byte)
    do throws(Errno) {
      try Posix.check {
        unsafe withUnsafeMutablePointer(to: &lock) { pointer in
          unsafe fcntl(file.rawValue, setLockOfFile, UnsafeMutableRawPointer(pointer))
        }
      }
      return true
    } catch {
      guard error == .resourceTemporarilyUnavailable || error == .permissionDenied else {
        throw error
      }
      return false
    }
  }

  /// `F_OFD_SETLK`, which `<fcntl.h>` defines only with `_GNU_SOURCE`.
  private static let setLockOfFile: CInt = 37

  /// One byte, to be locked for writing.
  private static func region(_ byte: Int) -> flock {
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = byte
    lock.l_len = 1
    return lock
  }
}
