/// A file that the program writes for Asterisk.
package enum GeneratedFile: Hashable, Comparable, Sendable {
  /// The file that Asterisk's own file includes: templates, and an include of all others of its
  /// kind.
  case root(FileKind)
  /// The file of a thousand internals.
  case block(FileKind, NumberBlock)
  /// The file of a voice queue with its members.
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

  /// Its internals; nil for a root and a queue.
  package var block: NumberBlock? {
    if case .block(_, let block) = self { block } else { nil }
  }

  /// All files of a thousand internals.
  package static func files(of block: NumberBlock, _ dialect: Dialect) -> Set<GeneratedFile> {
    Set(FileKind.blockKinds(dialect).map { .block($0, block) })
  }

  /// The files in which `old` and `new` differ; none when Asterisk sees no difference.
  ///
  /// Without the files of queues: only the store knows which queues have the agent.
  ///
  /// - Parameter known: Files that are not looked at again, because that costs as much as rendering.
  package static func affected(
    by old: Endpoint?, _ new: Endpoint?, _ dialect: Dialect,
    besides known: Set<GeneratedFile> = []
  ) -> Set<GeneratedFile> {
    var files: Set<GeneratedFile> = []
    // Most changes are of what Asterisk does not see.
    guard old != new else { return files }
    let blocks = [old, new].map { $0.map { NumberBlock(containing: $0.internalNumber) } }
    for kind in FileKind.blockKinds(dialect) {
      guard !blocks.allSatisfy({ $0.map { known.contains(.block(kind, $0)) } ?? true }) else {
        continue
      }
      let before = old.map { kind.content(of: $0, dialect) } ?? []
      let after = new.map { kind.content(of: $0, dialect) } ?? []
      let isMoved = old?.internalNumber != new?.internalNumber
      guard before != after || isMoved else { continue }
      for (block, content) in zip(blocks, [before, after]) {
        guard let block, !content.isEmpty else { continue }
        files.insert(.block(kind, block))
      }
    }
    return files
  }
}

extension GeneratedFile {
  /// The most bytes that such a file can have; a larger one is not ours and need not be read.
  ///
  /// With values as long as their rules allow, the templates of a root take less than 64 KiB, an
  /// internal less than 16 KiB in one file and what is kept of it as much again, and a member of a queue less than 256 bytes. A queue
  /// may have a million members.
  package var largestSize: Int {
    switch self {
    case .root: 64 << 10
    case .block: Self.largestMailboxFile
    case .queue: 1_000_000 * 256
    }
  }

  /// The same of a file with the mailboxes of a block, or with anything else of it.
  static let largestMailboxFile = NumberBlock.size * 32 << 10
}
