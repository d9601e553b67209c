package import SystemPackage

/// Standard output behind a buffer of 64 KiB.
///
/// Nothing is written before the buffer is full or ``flush()`` is called, which every program must
/// do before it ends. A reader who went away is `EPIPE` here (``ProcessHardening`` has the signal
/// ignored); the caller ends quietly then.
package final class StandardOutput {
  private static let capacity = 65_536
  private let descriptor: FileDescriptor
  private let path: FilePath?
  private var buffer: [UInt8] = []

  /// - Parameter path: What the errors name; nil = standard output.
  package init(_ descriptor: FileDescriptor = .standardOutput, at path: FilePath? = nil) {
    self.descriptor = descriptor
    self.path = path
    buffer.reserveCapacity(Self.capacity)
  }

  /// - Throws: ``SystemError``, without a path for standard output.
  package func write(_ bytes: some Collection<UInt8>) throws(SystemError) {
    if buffer.count + bytes.count > Self.capacity { try flush() }
    if bytes.count >= Self.capacity {
      try performing(.write, path) { try descriptor.writePatiently(bytes) }
    } else {
      buffer.append(contentsOf: bytes)
    }
  }

  /// - Throws: ``SystemError``, without a path for standard output.
  package func write(_ text: String) throws(SystemError) { try write(text.utf8) }

  /// Writes what the buffer holds; what could not be written is forgotten.
  package func flush() throws(SystemError) {
    defer { buffer.removeAll(keepingCapacity: true) }
    try performing(.write, path) { try descriptor.writePatiently(buffer) }
  }
}

/// Standard error, unbuffered; a failure is ignored, there being nobody left to tell.
package enum StandardError {
  package static func write(_ bytes: some Sequence<UInt8>) {
    try? FileDescriptor.standardError.writePatiently(Array(bytes))
  }

  package static func write(_ text: String) { write(text.utf8) }
}
