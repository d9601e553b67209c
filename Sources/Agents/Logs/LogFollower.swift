internal import AgentsModel
internal import AgentsSystem
internal import SystemPackage

/// Follows the files of one agent through growth, rotation and truncation.
///
/// A file is identified by its inode, not its name: a renamed file is read to its end, and the file with
/// its old name from the beginning. Copies made by rotation are not shown again.
package struct LogFollower {
  /// Milliseconds between two looks; polling also works for a directory on a network file system.
  package static let interval: CInt = 250

  private struct Followed {
    let file: OpenFile
    let format: LogFormat
    var log: ForwardLog

    init(_ file: OpenFile, _ format: LogFormat, from offset: Int) {
      self.file = file
      self.format = format
      log = ForwardLog(from: offset, format) { try file.bytes(at: $0) }
    }

    init(_ file: OpenFile, _ format: LogFormat, _ log: ForwardLog) {
      self.file = file
      self.format = format
      self.log = log
    }
  }

  private let room: ClientLogRoom
  private let username: String
  private var files: [FileIdentity: Followed] = [:]
  /// The most files that are held open.
  private static let mostFiles = 2 * LogBounds.files
  private var isFull = false

  init(_ room: ClientLogRoom, _ username: String) {
    self.room = room
    self.username = username
  }

  /// Follows a file from where `log` has read it to, or from its end.
  mutating func follow(_ source: LogSource, _ log: ForwardLog?) throws {
    guard !source.name.isCompressed else { return }
    let file = try source.open()
    let log = try log ?? source.log(from: file.size())
    files[try file.identity()] = Followed(file, source.format, log)
  }

  /// What has been written since the last time, by time.
  mutating func news() throws -> [LogEntry] {
    var news: [LogEntry] = []
    // The rest is read with the next look.
    var left = LogBounds.news
    // Renamed files first: their lines are older than those of the new file.
    for (identity, var followed) in files.sorted(by: { $0.value.file.path < $1.value.file.path }) {
      try read(&followed, &news, &left)
      files[identity] = try followed.file.isRemoved() ? nil : followed
    }
    for (identity, var followed) in try arrivals() {
      try read(&followed, &news, &left)
      files[identity] = followed
    }
    let none = Moment(milliseconds: .min)
    return news.enumerated()
      .sorted { ($0.element.time ?? none, $0.offset) < ($1.element.time ?? none, $1.offset) }
      .map(\.element)
  }

  private func read(
    _ followed: inout Followed, _ news: inout [LogEntry], _ left: inout Int
  ) throws {
    let size = try followed.file.size()
    if size < followed.log.position {
      room.tell(.clientLog(.truncated(followed.file.path.string)))
      news += followed.log.rest(isWhole: false)
      followed = Followed(followed.file, followed.format, from: 0)
    } else if size - followed.log.position > LogBounds.file {
      let offset = size - LogBounds.file
      room.tell(end(of: followed.file.path, size, from: offset))
      news += followed.log.rest(isWhole: false)
      followed = Followed(followed.file, followed.format, from: offset)
    }
    let start = followed.log.position
    while left > 0, let entry = try followed.log.next() {
      news.append(entry)
      left -= entry.bytes.count
    }
    // Nothing was written for a while, so the last entry is complete.
    if left > 0, followed.log.position == start { news += followed.log.rest(isWhole: true) }
  }

  /// New files that are being written.
  private mutating func arrivals() throws -> [(FileIdentity, Followed)] {
    guard let logs = try room.logs(of: username) else { return [] }
    let new = logs.newest.filter { !$0.name.isRotated && files[$0.entry.identity] == nil }
    let room = max(0, Self.mostFiles - files.count)
    if new.count > room, !isFull {
      isFull = true
      self.room.tell(
        .clientLog(.notFollowed(logs.directory.path.string, beyond: Self.mostFiles)))
    }
    return try new.suffix(room).compactMap { file in
      guard let opened = try logs.directory.file(file.name.text) else { return nil }
      return (try opened.identity(), Followed(opened, LogFormat(file.name), from: 0))
    }
  }
}

extension FilePath {
  fileprivate static func < (left: FilePath, right: FilePath) -> Bool { left.string < right.string }
}
