package import SystemPackage

/// A failed operation of the operating system: the operation, the path, and the reason.
///
/// It has no text. The command layer chooses message and exit status from the values
/// (`ENOENT`: not found, `EACCES`/`EPERM`/`EROFS`: not allowed, `create` otherwise: cannot create,
/// the rest: input/output).
package struct SystemError: Error, Equatable, Sendable {
  /// The operation that failed.
  package enum Operation: String, Equatable, Sendable, CaseIterable {
    case open, create, read, write, sync, rename, remove, list, lock, run
    /// `stat(2)` and `readlink(2)`.
    case inspect
    case changeMode = "change the mode of"
    case changeOwner = "change the owner of"
    case createDirectory = "create directory"
    /// Modes and signals of a terminal.
    case controlTerminal = "control the terminal"
  }

  /// What was tried.
  package let operation: Operation
  /// Why this program refuses a file although the system would allow it.
  package enum Obstacle: Equatable, Sendable {
    /// A symbolic link that another account can have made.
    case link
    /// The file has a second name, and may belong to somebody else.
    case otherName
    case pipe, socket, device
    /// The file has more bytes than a genuine one can have.
    case size(limit: Int)
    /// The directory has more names than a genuine one can have.
    case entries(limit: Int)
  }

  /// The file or directory concerned; nil for a stream without a name, such as standard output.
  package let path: FilePath?
  /// The reason of the system, or the closest one for an obstacle.
  package let errno: Errno
  /// Why this program refused; nil when the system did.
  package let obstacle: Obstacle?

  /// A failed operation; without an obstacle, the system refused it.
  package init(
    _ operation: Operation, _ path: FilePath?, _ errno: Errno, _ obstacle: Obstacle? = nil
  ) {
    self.operation = operation
    self.path = path
    self.errno = errno
    self.obstacle = obstacle
  }

  /// A link that is not followed.
  init(link path: FilePath) { self.init(.open, path, .tooManySymbolicLinkLevels, .link) }
}

/// Runs `body` and adds the operation and the path to the `errno` that it throws.
func performing<Value>(
  _ operation: SystemError.Operation, _ path: FilePath?, _ body: () throws -> Value
) throws(SystemError) -> Value {
  do {
    return try body()
  } catch let errno as Errno {
    throw SystemError(operation, path, errno)
  } catch {
    // Nothing below throws anything but `Errno`; an unknown failure is still a failed operation.
    throw SystemError(operation, path, .ioError)
  }
}
