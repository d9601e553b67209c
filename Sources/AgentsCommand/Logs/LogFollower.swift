internal import AgentsCore
internal import AgentsSystem
internal import SystemPackage

/// Follows the files of one agent through growth, rotation and truncation.
///
/// A file is known by what it is and not by its name: renamed, it is read to its end, and who takes its
/// name is read from the beginning. Copies that rotation makes are not shown again.
struct LogFollower {
  /// Often enough for an eye, rare enough for the machine; a directory on a network tells of changes in
  /// no other way.
  static let interval: CInt = 250

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
    // What was open first: its lines are older than those of who took its name.
    for (identity, var followed) in files.sorted(by: { $0.value.file.path < $1.value.file.path }) {
      try read(&followed, &news)
      files[identity] = try followed.file.isRemoved() ? nil : followed
    }
    for (identity, var followed) in try arrivals() {
      try read(&followed, &news)
      files[identity] = followed
    }
    let none = Moment(milliseconds: .min)
    return news.enumerated()
      .sorted { ($0.element.time ?? none, $0.offset) < ($1.element.time ?? none, $1.offset) }
      .map(\.element)
  }

  private func read(_ followed: inout Followed, _ news: inout [LogEntry]) throws {
    if try followed.file.size() < followed.log.position {
      Messages.note("\(followed.file.path) was truncated; going on from its beginning")
      news += followed.log.rest(isWhole: false)
      followed = Followed(followed.file, followed.format, from: 0)
    }
    let start = followed.log.position
    while let entry = try followed.log.next() { news.append(entry) }
    // Nothing came for a while: nothing more belongs to the last entry.
    if followed.log.position == start { news += followed.log.rest(isWhole: true) }
  }

  /// Files that have come and are written to.
  private func arrivals() throws -> [(FileIdentity, Followed)] {
    guard let logs = try room.logs(of: username) else { return [] }
    return try logs.files.compactMap { file in
      guard !file.name.isRotated, files[file.entry.identity] == nil,
        let opened = try logs.directory.file(file.name.text)
      else { return nil }
      return (try opened.identity(), Followed(opened, LogFormat(file.name), from: 0))
    }
  }
}

extension FilePath {
  fileprivate static func < (left: FilePath, right: FilePath) -> Bool { left.string < right.string }
}
