import Glibc
import SystemPackage

/// Asterisk's control socket.
///
/// Asterisk greets with `HOST/PROCESS/VERSION` and a line feed. `cli quit after COMMAND` and a NUL run a command; what
/// it prints ends with the connection (`main/asterisk.c`, 16 to 22).
struct ConsoleSocket {
  let path: FilePath

  /// Runs one command.
  ///
  /// - Parameters:
  ///   - greeting: how long to wait for a connection and for the greeting.
  ///   - answer: how long to wait for the answer after that.
  ///   - late: the reply when there is no answer in that time.
  ///   - hello: gets the greeting.
  /// - Returns: nil when there is no socket.
  func ask(
    _ command: String, greeting: Duration, answer: Duration, late: AsteriskConsole.Reply,
    _ hello: inout AsteriskConsole.Greeting?
  ) -> AsteriskConsole.Reply? {
    do throws(Silence) {
      let first = Wait(.now + greeting, else: .frozen(greeting))
      let connection = try connect(first)
      defer { try? connection.close() }
      hello = AsteriskConsole.Greeting(try connection.readLine(first))
      guard hello != nil else { throw Silence(.failed(.notAsterisk(path))) }
      let second = Wait(.now + answer, else: late)
      try connection.send(Array("cli quit after \(command)\0".utf8), second)
      return .answered(ConsoleText.clean(try connection.readAll(second)))
    } catch {
      return error.reply
    }
  }

  /// Whether there is a socket that this account may not use.
  var isForbidden: Bool {
    do throws(Silence) {
      let connection = try connect(Wait(.now, else: .booting))
      try? connection.close()
      return false
    } catch {
      return error.reply == .notAllowed(path)
    }
  }

  /// - Throws: ``Silence`` without a reply when there is nothing.
  private func connect(_ wait: Wait) throws(Silence) -> FileDescriptor {
    do {
      let place = try FilePlace(path, for: .open, followsLast: false)
      guard let found = try place.directory.look(place.name) else { throw Silence(nil) }
      defer { try? found.file.close() }
      guard found.status.type != .symbolicLink else { throw Silence(.failed(.stranger(path))) }
      let connection = try Self.newSocket()
      do {
        while try !isConnected(connection, to: found.file) {
          // Asterisk lets only three callers wait.
          _ = try wait.left()
          usleep(5_000)
        }
        guard try isAsterisk(connection.peer(), in: place.directory.descriptor.stat()) else {
          throw Silence(.failed(.stranger(path)))
        }
        return connection
      } catch {
        try? connection.close()
        throw error
      }
    } catch let error as Silence {
      throw error
    } catch let error as SystemError where error.obstacle != nil {
      throw Silence(.failed(.stranger(path)))
    } catch {
      throw silence((error as? SystemError)?.errno ?? error as? Errno ?? .ioError)
    }
  }

  private func silence(_ errno: Errno) -> Silence {
    switch errno {
    case .noSuchFileOrDirectory: Silence(nil)
    case .connectionRefused: Silence(.notRunning)
    case .permissionDenied, .notPermitted: Silence(.notAllowed(path))
    default: Silence(.failed(.broken(errno)))
    }
  }

  /// Connects to the very socket that was looked at, even if another one has its name now; false when too many
  /// callers wait.
  private func isConnected(
    _ connection: FileDescriptor, to socket: FileDescriptor
  ) throws(Errno) -> Bool {
    var result = connection.connect(to: "/proc/self/fd/\(socket.rawValue)")
    // Without /proc.
    if result == .noSuchFileOrDirectory { result = connection.connect(to: path.string) }
    switch result {
    case nil: return true
    case .resourceTemporarilyUnavailable?: return false
    case let error?: throw error
    }
  }

  /// Whether the peer is an account that may put a socket there: not everybody who can write to a directory is.
  private func isAsterisk(_ peer: FileDescriptor.Peer, in directory: Stat) -> Bool {
    Trust.isOurs(peer.user) || peer.user == directory.userID
      || directory.permissions.contains(.groupWrite) && peer.group == directory.groupID
  }

  private static func newSocket() throws(Errno) -> FileDescriptor {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    return FileDescriptor(rawValue: try Posix.check { socket(AF_UNIX, kind, 0) })
  }
}

extension FileDescriptor {
  /// The process at the other end of a socket, when it began to listen.
  fileprivate struct Peer {
    let user: UserID
    let group: GroupID
  }

  fileprivate func peer() throws(Errno) -> Peer {
    // `struct ucred`, which Swift does not import: process, user, group.
    var numbers: [UInt32] = [0, 0, 0]
    var size = socklen_t(numbers.count * MemoryLayout<UInt32>.size)
    try Posix.check { unsafe getsockopt(rawValue, SOL_SOCKET, SO_PEERCRED, &numbers, &size) }
    return Peer(user: UserID(rawValue: numbers[1]), group: GroupID(rawValue: numbers[2]))
  }

  /// Why it cannot connect to the socket of that name; nil when it did.
  fileprivate func connect(to path: String) -> Errno? {
    guard let address = sockaddr_un(path) else { return .fileNameTooLong }
    let result = unsafe withUnsafePointer(to: address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe Glibc.connect(rawValue, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    return result == 0 ? nil : Errno(rawValue: errno)
  }
}

extension sockaddr_un {
  fileprivate init?(_ path: String) {
    self.init()
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: sun_path) else { return nil }
    sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &sun_path) { unsafe $0.copyBytes(from: bytes) }
  }
}
