internal import AgentsModel
internal import AgentsSystem
internal import SystemPackage

/// One log file to show: opened only when needed, unpacked if it is packed.
final class LogSource {
  /// Times without a zone may be off by this much; opening a file in vain does no harm.
  private static let day = 86_400

  let name: LogFileName
  private let file: ClientLogs.File
  private let directory: PlainDirectory
  private let budget: LogBudget
  private let tell: @Sendable (Event) -> Void
  private var opened: OpenFile?
  private var isNoted = false

  init(
    _ file: ClientLogs.File, in directory: PlainDirectory, _ budget: LogBudget,
    _ tell: @escaping @Sendable (Event) -> Void
  ) {
    self.tell = tell
    name = file.name
    self.file = file
    self.directory = directory
    self.budget = budget
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
    let file = name.isCompressed ? try budget.unpacked(found) : found
    opened = file
    return file
  }

  /// The file, seen from its end.
  var tail: LogTail.Source {
    let bound = file.entry.modified.moment + Self.day
    return LogTail.Source(bound: bound) { [self] in
      let file = try open()
      let size = try file.size()
      let floor = max(0, size - LogBounds.file)
      return ReverseLog(size: size, from: floor, format) { [self] range in
        if floor > 0, range.lowerBound == floor, !isNoted {
          isNoted = true
          tell(end(of: file.path, size, from: floor))
        }
        return try file.bytes(in: range)
      }
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
