import Glibc
package import SystemPackage

extension StandardOutput {
  /// More than a report of one password has.
  private static let room: off_t = 4096

  /// Looks whether what is written next will arrive, as far as that can be known beforehand: the stream is open
  /// for writing, somebody reads it, and there is room.
  ///
  /// Nothing is written that anybody could see.
  ///
  /// - Throws: ``SystemError`` of `write`, without a path: `EBADF`, `EPIPE`, or what a full disk gives.
  package static func requireRoom(
    in stream: FileDescriptor = .standardOutput
  ) throws(SystemError) {
    try performing(.write, nil) {
      let flags = try Posix.check { fcntl(stream.rawValue, F_GETFL) }
      guard flags & O_ACCMODE != O_RDONLY else { throw Errno.badFileDescriptor }
      var state = pollfd(fd: stream.rawValue, events: Int16(POLLOUT), revents: 0)
      try Posix.check { unsafe poll(&state, 1, 0) }
      guard Int32(state.revents) & (POLLERR | POLLHUP) == 0 else { throw Errno.brokenPipe }
      // A device such as /dev/full refuses even nothing.
      _ = try unsafe stream.write(UnsafeRawBufferPointer(start: nil, count: 0))
      if try stream.stat().type == .regular {
        try reserve(in: stream, isAppending: flags & O_APPEND != 0)
      }
    }
  }

  /// Blocks of the disk after the end of a file, which what is written next fills; its size stays as it is.
  private static func reserve(in file: FileDescriptor, isAppending: Bool) throws {
    let place =
      isAppending ? off_t(try file.stat().size) : off_t(try file.seek(offset: 0, from: .current))
    var limit = rlimit()
    try Posix.check { unsafe getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) }
    guard rlim_t(place + Self.room) <= limit.rlim_cur else { throw Errno.fileTooLarge }
    let keepsSize: CInt = 1
    do throws(Errno) {
      try Posix.check { Posix.allocate?(file.rawValue, keepsSize, place, Self.room) ?? 0 }
    } catch .noSpace {
      throw Errno.noSpace
    } catch .diskQuotaExceeded {
      throw Errno.diskQuotaExceeded
    } catch {
      // Not every file system can reserve: then it shows when it is written.
    }
  }
}
