/// A file that the program writes for Asterisk.
package enum GeneratedFile: Hashable, Comparable, Sendable {
  /// What Asterisk's own file includes: templates, and the inclusion of the others of its kind.
  case root(FileKind)
  /// What belongs to a thousand internals.
  case block(FileKind, NumberBlock)
  /// A voice queue with its members.
  case queue(String)

  /// The path below the setting `asteriskDir`.
  package var name: String {
    switch self {
    case .root(let kind): kind.root
    case .block(let kind, let block): "\(kind.directory)/\(block.name).conf"
    case .queue(let queue): "\(FileKind.queues.directory)/\(queue).conf"
    }
  }

  /// The file of that name; nil for a name that this program never writes.
  package init?(name: String) {
    if let kind = FileKind.allCases.first(where: { $0.root == name }) {
      self = .root(kind)
      return
    }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].hasSuffix(".conf"),
      let kind = FileKind.allCases.first(where: { $0.directory == parts[0] })
    else { return nil }
    let stem = String(parts[1].dropLast(".conf".count))
    if kind == .queues {
      guard (try? QueueName("voice:\(stem)")) != nil else { return nil }
      self = .queue(stem)
    } else {
      guard let first = Int(stem.prefix { $0 != "-" }), let block = NumberBlock(startingAt: first),
        block.name == stem
      else { return nil }
      self = .block(kind, block)
    }
  }

  package var kind: FileKind {
    switch self {
    case .root(let kind), .block(let kind, _): kind
    case .queue: .queues
    }
  }

  /// The internals it is about; nil for what is about none.
  package var block: NumberBlock? {
    if case .block(_, let block) = self { block } else { nil }
  }

  /// All files of a thousand internals.
  package static func files(of block: NumberBlock, _ dialect: Dialect) -> Set<GeneratedFile> {
    Set(FileKind.blockKinds(dialect).map { .block($0, block) })
  }

  /// The files that show `old` or `new` differently; none when Asterisk sees no difference.
  ///
  /// Queues are not among them: which ones show an agent is the store's to say.
  package static func affected(
    by old: Endpoint?, _ new: Endpoint?, _ dialect: Dialect
  ) -> Set<GeneratedFile> {
    var files: Set<GeneratedFile> = []
    for kind in FileKind.blockKinds(dialect) {
      let before = old.map { kind.content(of: $0, dialect) } ?? []
      let after = new.map { kind.content(of: $0, dialect) } ?? []
      let isMoved = old?.internalNumber != new?.internalNumber
      guard before != after || isMoved else { continue }
      for (endpoint, content) in [(old, before), (new, after)] {
        guard let endpoint, !content.isEmpty else { continue }
        files.insert(.block(kind, NumberBlock(containing: endpoint.internalNumber)))
      }
    }
    return files
  }
}

extension GeneratedFile {
  /// No file of this kind is larger, in bytes: what is need not be read.
  ///
  /// With every value as long as its rule allows, the templates of a root take less than 64 KiB, an
  /// internal less than 16 KiB in one file, and a member of a queue less than 256 bytes, of which a queue
  /// may have a million.
  package var largestSize: Int {
    switch self {
    case .root: 64 << 10
    case .block: NumberBlock.size * 16 << 10
    case .queue: 1_000_000 * 256
    }
  }
}
