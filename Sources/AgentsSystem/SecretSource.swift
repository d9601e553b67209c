import Glibc
package import SystemPackage

/// Why a secret is neither read nor written.
package enum SecretRefusal: Error, Equatable, Sendable {
  /// The first line is empty, or there is none.
  case empty
  /// The line has more bytes than allowed.
  case tooLong(limit: Int)
  /// It is not read from this file.
  case source(FilePath, Fault)
  /// It is not written into this file.
  case target(FilePath, Fault)

  /// What is wrong with the file.
  package enum Fault: Equatable, Sendable {
    /// Its mode gives the group or others any right.
    case openToOthers(FilePermissions)
    /// It belongs to another account than the caller's; root may own a source.
    case foreignOwner(UserID)
    case symbolicLink
    /// The file has a second name.
    case hardLink
    case notARegularFile
  }
}

/// Secrets from a stream or a file.
///
/// The returned bytes are the only copy, in one buffer that never moved. The caller wipes them
/// (``Swift/Array/wipe()``). After an error nothing is left in memory.
package enum SecretSource {
  /// The first line of `stream` without its end, LF or CRLF.
  ///
  /// Later lines stay unread.
  ///
  /// - Parameter limit: the most bytes allowed, the line's end not counted.
  /// - Throws: ``SecretRefusal``, or ``SystemError`` when the stream cannot be read.
  package static func readLine(
    from stream: FileDescriptor = .standardInput, limit: Int
  ) throws -> [UInt8] {
    // Room for a CR and for one more byte, which shows that the line is too long.
    var line: [UInt8] = []
    line.reserveCapacity(limit + 2)
    do {
      while let byte = try performing(.read, nil, { try nextByte(of: stream) }), byte != 0x0A {
        line.append(byte)
        guard line.count <= limit || line.count == limit + 1 && byte == 0x0D else {
          throw SecretRefusal.tooLong(limit: limit)
        }
      }
      if line.last == 0x0D { line.removeLast() }
      guard line.count <= limit else { throw SecretRefusal.tooLong(limit: limit) }
      guard !line.isEmpty else { throw SecretRefusal.empty }
      return line
    } catch {
      line.wipe()
      throw error
    }
  }

  /// The first line of a file that only its owner can read or write.
  ///
  /// The owner must be this user or root.
  ///
  /// A symbolic link is followed if no other account can have made it. The rules apply to its target.
  ///
  /// - Throws: ``SecretRefusal``, or ``SystemError`` when the file cannot be opened or read.
  package static func readFile(at path: FilePath, limit: Int) throws -> [UInt8] {
    let (file, status) = try open(path)
    defer { try? file.close() }
    let foreign: FilePermissions = [.groupReadWriteExecute, .otherReadWriteExecute]
    guard status.permissions.isDisjoint(with: foreign) else {
      throw SecretRefusal.source(path, .openToOthers(status.permissions))
    }
    guard [0, geteuid()].contains(status.userID.rawValue) else {
      throw SecretRefusal.source(path, .foreignOwner(status.userID))
    }
    return try readLine(from: file, limit: limit)
  }

  private static func open(_ path: FilePath) throws -> (file: FileDescriptor, status: Stat) {
    do {
      guard let found = try FilePlace(path, for: .open).open(mustBeRegular: true) else {
        throw SystemError(.open, path, .noSuchFileOrDirectory)
      }
      return found
    } catch let error as SystemError
      where error.errno == .isDirectory || [.pipe, .socket, .device].contains(error.obstacle)
    {
      throw SecretRefusal.source(path, .notARegularFile)
    }
  }

  /// Reads byte by byte, as a shell's `read` does.
  ///
  /// Any byte beyond the line would be lost for the next reader.
  private static func nextByte(of stream: FileDescriptor) throws -> UInt8? {
    var byte: UInt8 = 0
    let count = try unsafe withUnsafeMutableBytes(of: &byte) {
      try unsafe stream.readPatiently(into: $0)
    }
    return count == 0 ? nil : byte
  }
}

extension [UInt8] {
  /// Overwrites the whole buffer with zeros, then empties the array.
  ///
  /// Copies that were made by changing another value are not cleared.
  package mutating func wipe() {
    append(contentsOf: repeatElement(0, count: capacity - count))
    unsafe withUnsafeMutableBytes {
      guard let start = $0.baseAddress else { return }
      unsafe explicit_bzero(start, $0.count)
    }
    removeAll()
  }
}
