import Glibc
package import SystemPackage

/// Another process holds the lock and did not release it in time.
package struct LockBusy: Error, Equatable, Sendable {
  /// A process that holds a lock.
  package struct Holder: Equatable, Sendable {
    /// The number of the process.
    package let processID: Int32
    /// The name of its program, at most 15 bytes (`/proc/PID/comm`).
    package let command: String

    /// A process with its number and the name of its program.
    package init(processID: Int32, command: String) {
      self.processID = processID
      self.command = command
    }

    /// The running process of that number; nil when there is none.
    init?(processID: Int32) {
      let file = FilePath("/proc/\(processID)/comm")
      guard let text = try? FileContents.read(at: file, limit: 64) else { return nil }
      self.init(
        processID: processID,
        command: String(decoding: text.prefix { $0 != 0x0A }, as: UTF8.self))
    }
  }

  /// The file of the lock.
  package let path: FilePath
  /// nil when the holder wrote no process number, or has just ended.
  package let holder: Holder?

  /// The lock of a file that a process holds.
  package init(path: FilePath, holder: Holder?) {
    self.path = path
    self.holder = holder
  }
}

/// An exclusive lock between processes: `flock(2)` on a file that exists for nothing else.
///
/// The kernel releases it when the process ends in any way, so it is never stale. The file is never removed:
/// otherwise two processes could lock two files of the same name. It holds the number of the process that has the
/// lock.
package struct FileLock: ~Copyable, Sendable {
  private let file: FileDescriptor

  private init(file: FileDescriptor) { self.file = file }

  deinit {
    // An empty file means free. A number that a killed process left is checked before it is reported.
    try? file.resize(to: 0)
    try? file.close()
  }

  /// Releases the lock.
  ///
  /// Leaving the scope does so too.
  package consuming func release() {}

  /// Takes the lock, waiting at most `timeout` seconds (0: not at all) for another process.
  ///
  /// - Throws: ``LockBusy`` after the time-out, ``SystemError`` if the file cannot be made.
  package static func acquire(
    at path: FilePath, timeout: Double,
    defaults: FileAttributes = FileAttributes(mode: .ownerReadWrite)
  ) throws -> FileLock {
    let file = try open(path, defaults)
    do {
      let clock = ContinuousClock()
      let deadline = clock.now + .seconds(timeout)
      while try !performing(.lock, path, { try file.tryLock() }) {
        guard clock.now < deadline else { throw LockBusy(path: path, holder: holder(of: path)) }
        // flock(2) has no time-out except by signals, which a library must not use. Fifty tries a second cost
        // nothing that can be measured.
        usleep(20_000)
      }
      try performing(.write, path) {
        try file.resize(to: 0)
        _ = try file.writeAll(toAbsoluteOffset: 0, "\(getpid())\n".utf8)
      }
    } catch {
      try? file.close()
      throw error
    }
    return FileLock(file: file)
  }

  /// The file of a lock, created if missing.
  ///
  /// A link is followed only if no other account can have made it.
  static func open(
    _ path: FilePath, _ defaults: FileAttributes
  ) throws(SystemError) -> FileDescriptor {
    let place = try FilePlace(path, for: .create)
    // It can vanish between the two calls only if another program removes it; ours never does.
    if let (file, _) = try place.open(.readWrite, mustBeRegular: true) { return file }
    do {
      let file = try performing(.create, path) {
        try place.directory.create(place.name, .readWrite)
      }
      try file.apply(defaults, to: path)
      return file
    } catch  where error.errno == .fileExists {
      guard let (file, _) = try place.open(.readWrite, mustBeRegular: true) else { throw error }
      return file
    }
  }

  private static func holder(of path: FilePath) -> LockBusy.Holder? {
    guard let written = try? FileContents.read(at: path, limit: 32),
      let processID = Int32(String(decoding: written.prefix { $0 != 0x0A }, as: UTF8.self))
    else { return nil }
    return LockBusy.Holder(processID: processID)
  }
}
