internal import AgentsCore
internal import AgentsSystem
internal import SystemPackage

/// One log file that is being shown: opened when it is needed, unpacked when it is packed.
final class LogSource {
  /// Times without a zone may be off by that much; a file is opened rather once too often.
  private static let day = 86_400

  let name: LogFileName
  private let file: ClientLogs.File
  private let directory: PlainDirectory
  private var opened: OpenFile?

  init(_ file: ClientLogs.File, in directory: PlainDirectory) {
    name = file.name
    self.file = file
    self.directory = directory
  }

  var format: LogFormat { LogFormat(name) }

  /// What the file is read from.
  ///
  /// - Throws: `SystemError`; also where the file has gone since the directory was read.
  func open() throws -> OpenFile {
    if let opened { return opened }
    guard let found = try directory.file(name.text) else {
      throw SystemError(.open, directory.path.appending(name.text), .noSuchFileOrDirectory)
    }
    opened = name.isCompressed ? try unpacked(found) : found
    return opened ?? found
  }

  private func unpacked(_ packed: OpenFile) throws -> OpenFile {
    let (file, outcome) = try Gunzip.unpacked(packed)
    if outcome == .damaged { Messages.noteDamage(packed.path) }
    return file
  }

  /// The file, seen from its end.
  var tail: LogTail.Source {
    let bound = file.entry.modified.moment + Self.day
    return LogTail.Source(bound: bound) { [self] in
      let file = try open()
      return ReverseLog(size: try file.size(), format) { try file.bytes(in: $0) }
    }
  }

  /// The file from an offset on.
  func log(from offset: Int) throws -> ForwardLog {
    let file = try open()
    return ForwardLog(from: offset, format) { try file.bytes(at: $0) }
  }
}

extension LogFormat {
  /// Of a file of that name, on this machine.
  init(_ name: LogFileName) {
    self.init(fileLevel: name.level, zone: LocalZone.offset)
  }
}

extension Messages {
  /// A packed log of which the rest cannot be read.
  static func noteDamage(_ path: FilePath) {
    note("\(path) is damaged or not complete; what could be unpacked is used")
  }
}
