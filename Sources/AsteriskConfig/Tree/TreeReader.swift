/// Reads the files of a tree in Asterisk's order.
struct TreeReader {
  let directory: String
  let source: ConfigSource
  let isLeftOut: (String) -> Bool
  private(set) var tree = ConfigTree()
  private(set) var sections = TreeSections()
  /// The include level of the current file.
  ///
  /// As in Asterisk, a file that is refused goes on counting.
  private var depth = 0
  private var bytesRead = 0
  private var isExhausted = false

  init(directory: String, source: ConfigSource, isLeftOut: @escaping (String) -> Bool) {
    self.directory = directory
    self.source = source
    self.isLeftOut = isLeftOut
  }

  enum Outcome { case absent, tooDeep, read }

  /// Reads all files that match a path.
  ///
  /// - Parameters:
  ///   - path: a path or pattern.
  ///   - includer: the index of the statement that includes them; nil for the first file.
  mutating func read(_ path: String, includer: Int?) -> Outcome {
    // The first file is not an include.
    guard depth <= Grammar.includeDepthLimit else { return .tooDeep }
    depth += 1
    // As in Asterisk, the section and an open comment continue from one match to the next.
    var state = Parser()
    var section = sections.current
    var outcome = Outcome.absent
    for file in matches(path) where !isExhausted {
      let bytes = contents(of: file, &outcome)
      if let includer, outcome == .read { tree.statements[includer].add(file: file) }
      guard let bytes else { continue }
      guard read(file, bytes.span, &state, &section, includer) else { return .read }
    }
    depth -= 1
    return outcome
  }

  /// - Returns: false when Asterisk refuses the file.
  private mutating func read(
    _ file: String, _ bytes: Span<UInt8>, _ state: inout Parser, _ section: inout Int?,
    _ includer: Int?
  ) -> Bool {
    var parser = Parser()
    parser.comments = state.comments
    parser.hasSection = section != nil
    do throws(ConfigError) {
      while !isExhausted, let statement = try parser.next(in: bytes) {
        let place = ConfigTree.Place(file: file, line: parser.line)
        if let reason = add(statement, place, &section, includer) {
          refuse(place, reason, includer)
          return false
        }
      }
    } catch {
      guard case .unreadable(let line, let fault) = error else { return false }
      refuse(ConfigTree.Place(file: file, line: line), .unreadable(fault), includer)
      return false
    }
    state = parser
    if parser.comments.depth != 0 {
      remark(
        ConfigTree.Place(file: file, line: parser.comments.balancedLine), .unbalancedComment)
    }
    return true
  }

  /// - Returns: why Asterisk stops here; nil when it does not.
  private mutating func add(
    _ statement: Statement, _ place: ConfigTree.Place, _ section: inout Int?, _ includer: Int?
  ) -> ConfigTree.Refusal.Reason? {
    func note(_ content: ConfigTree.Statement.Content) {
      tree.statements.append(.init(content: content, place: place, includer: includer))
    }
    switch statement {
    case .comment: break
    case .skipped(.execute(let command)):
      note(.execute(command))
      sections.mayLack = true
    case .skipped(let reason): remark(place, reason)
    case .section(let header):
      note(.section(header))
      return sections.open(header, place, &section)
    case .setting(let setting):
      note(.setting(setting))
      if let section { sections.add(setting, place, to: section) }
    case .lengthening(let setting, let tail):
      note(.lengthening(setting))
      if let section { sections.lengthen(setting, by: tail, place, in: section) }
    case .include(let include):
      note(.include(include, files: []))
      return follow(include, includer: tree.statements.count - 1)
    }
    return nil
  }

  private mutating func follow(
    _ include: Include, includer: Int
  ) -> ConfigTree.Refusal.Reason? {
    switch read(include.path, includer: includer) {
    case .absent where include.isRequired: .missingFile(include.path)
    case .tooDeep where include.isRequired: .includedTooDeep(include.path)
    case .absent, .tooDeep, .read: nil
    }
  }

  private mutating func refuse(
    _ place: ConfigTree.Place, _ reason: ConfigTree.Refusal.Reason, _ includer: Int?
  ) {
    tree.refusals.append(.init(place: place, reason: reason, isWhole: includer == nil))
  }

  private mutating func remark(_ place: ConfigTree.Place, _ remark: ConfigWarning.Remark) {
    tree.remarks.append(.init(place: place, remark: remark))
  }
}

// MARK: - Files

extension TreeReader {
  private mutating func matches(_ path: String) -> [String] {
    let absolute = path.utf8.first == UInt8(ascii: "/") ? path : "\(directory)/\(path)"
    // Asterisk's buffer cuts a longer path.
    let pattern = String(decoding: absolute.utf8.prefix(Grammar.pathLimit), as: UTF8.self)
    do throws(ConfigSource.Failure) {
      return try source.matches(pattern)
    } catch {
      leave(pattern, .failed(error.reason))
      return []
    }
  }

  /// The bytes of a file; nil when it does not exist, or when only Asterisk reads it.
  private mutating func contents(of file: String, _ outcome: inout Outcome) -> [UInt8]? {
    guard !isLeftOut(file) else {
      leave(file, .leftOut)
      outcome = .read
      return nil
    }
    do throws(ConfigSource.Failure) {
      guard let bytes = try source.bytes(file) else { return nil }
      bytesRead += bytes.count
      guard tree.files.count < Grammar.treeFileLimit, bytesRead <= Grammar.treeByteLimit else {
        isExhausted = true
        leave(file, .treeTooLarge)
        return nil
      }
      tree.files.append(file)
      outcome = .read
      return bytes
    } catch {
      leave(file, .failed(error.reason))
      outcome = .read
      return nil
    }
  }

  private mutating func leave(_ path: String, _ reason: ConfigTree.Unread.Reason) {
    tree.unread.append(.init(path: path, reason: reason))
    sections.mayLack = true
  }
}

extension ConfigTree.Statement {
  /// Adds a file that this include reads.
  fileprivate mutating func add(file: String) {
    guard case .include(let include, let files) = content else { return }
    self = .init(
      content: .include(include, files: files + [file]), place: place, includer: includer)
  }
}
