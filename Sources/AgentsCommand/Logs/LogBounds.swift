internal import AgentsModel
internal import AgentsSystem
internal import SystemPackage

/// How much of client logs is read and shown: who can write a log can make it as large as he likes.
///
/// `docs/client-logs.md` tells these numbers.
enum LogBounds {
  /// Bytes of one file: the last ones, and of a packed file the first that come of it.
  static let file = 64 << 20
  /// Bytes that are unpacked or put into a bundle in one run.
  static let run = 1 << 30
  /// Files of one agent, those last written to; each may be held open.
  static let files = 400
  /// Bytes of a packed file that are unpacked for its last line.
  static let lastLine = 8 << 20
  /// Bytes of one entry where lines are counted.
  static let entry = 64 << 10
  /// Bytes that one look of a follower reads.
  static let news = 16 << 20
}

/// What is left of a run's bytes.
final class LogBudget {
  private var left = LogBounds.run

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
    case .damaged:
      Messages.note(
        "\(packed.path) is damaged or not complete; what could be unpacked is used")
    case .limited:
      Messages.note("\(packed.path): only the first \(limit.byteText) that come of it are used")
    }
    return file
  }
}

extension Messages {
  /// A log of which only the end is used.
  static func noteEnd(of path: FilePath, _ size: Int, from offset: Int) {
    note("\(path): only its last \((size - offset).byteText) of \(size.byteText) are used")
  }
}
