internal import AgentsModel
internal import AgentsSystem
internal import SystemPackage

/// How much of client logs is read and shown: who can write a log can make it as large as he likes.
///
/// `docs/client-logs.md` tells these numbers.
package enum LogBounds {
  /// Bytes of one file: the last ones, and of a packed file the first that come of it.
  static let file = 64 << 20
  /// Bytes that are unpacked or put into a bundle in one run.
  static let run = 1 << 30
  /// Files of one agent, those last written to; each may be held open.
  package static let files = 400
  /// Bytes of a packed file that are unpacked for its last line.
  static let lastLine = 8 << 20
  /// Bytes of one entry where lines are counted.
  package static let entry = 64 << 10
  /// Bytes that one look of a follower reads.
  static let news = 16 << 20
}

/// Of a client log not all is used.
public enum ClientLogRemark: Equatable, Sendable {
  /// Of this directory so many logs are left out, those last written to excepted.
  case olderOnes(_ directory: String, Int)
  /// A symbolic link is not followed.
  case link(_ path: String)
  /// The name is not UTF-8, and nothing could name the file.
  case foreignName(_ path: String)
  /// Of so many bytes only the last ones are used.
  case end(_ path: String, bytes: Int, of: Int)
  /// The file was truncated, and is read from its beginning.
  case truncated(_ path: String)
  /// More files of this directory than so many are not followed.
  case notFollowed(_ directory: String, beyond: Int)
  /// What could be unpacked of it is used.
  case damaged(_ path: String)
  /// Only the first bytes that come of it are used.
  case limited(_ path: String, bytes: Int)
  /// Its last line is not shown, for more bytes come of it.
  case withoutLastLine(_ path: String, bytes: Int)
}

/// What is left of a run's bytes.
final class LogBudget {
  private var left = LogBounds.run
  private let tell: @Sendable (Event) -> Void

  init(_ tell: @escaping @Sendable (Event) -> Void) { self.tell = tell }

  /// For the next file.
  var share: Int { min(left, LogBounds.file) }

  func take(_ size: Int) { left = max(0, left - size) }

  /// Unpacks what is allowed, and tells what is not used.
  func unpacked(_ packed: OpenFile) throws -> OpenFile {
    let limit = share
    let (file, outcome) = try Gunzip.unpacked(packed, limit: limit)
    take(try file.size())
    switch outcome {
    case .whole: break
    case .damaged: tell(.clientLog(.damaged(packed.path.string)))
    case .limited: tell(.clientLog(.limited(packed.path.string, bytes: limit)))
    }
    return file
  }
}

/// A log of which only the end is used.
func end(of path: FilePath, _ size: Int, from offset: Int) -> Event {
  .clientLog(.end(path.string, bytes: size - offset, of: size))
}
