internal import AgentsModel
internal import AgentsSystem
internal import AsteriskConfig
internal import SystemPackage

/// The centre's own files, beside our directory; each is read at most once.
final class OwnFiles {
  private let ours: FilePath
  /// The resolved path, because Asterisk's files may name it differently, for example through a link.
  private let place: FilePath
  private var places: [FilePath: FilePath] = [:]
  private let directory: FilePath
  /// The directory of which this one is a copy, if it is one: what the files name there is read here.
  private let original: FilePath?
  private var trees: [String: ConfigTree] = [:]
  private var names: [FileKind: OwnNames] = [:]
  private var plan: OwnDialplan?

  /// The largest file that is read.
  private static let limit = 16 << 20

  /// - Parameter directory: Ours; Asterisk's configuration directory is above it.
  convenience init(beside directory: String) {
    let ours = FilePath(directory).lexicallyNormalized()
    self.init(in: ours.removingLastComponent(), ours: ours)
  }

  /// - Parameters:
  ///   - directory: Asterisk's configuration directory.
  ///   - ours: Our directory, which is not read.
  ///   - original: Where the centre has the directory, if this is a copy of it.
  init(in directory: FilePath, ours: FilePath, copyOf original: FilePath? = nil) {
    (self.directory, self.ours, self.original) = (directory, ours, original)
    place = (try? ours.resolved()) ?? ours
  }

  /// One of Asterisk's files with its includes, except our own files.
  func tree(_ file: String) -> ConfigTree {
    if let tree = trees[file] { return tree }
    let tree = ConfigTree(
      reading: file, in: directory.string, from: source, leavingOut: isOurs)
    trees[file] = tree
    return tree
  }

  /// The text of a file in another grammar, by its name beside Asterisk's own or by its path; nil when there is none, or
  /// it cannot be read.
  func text(_ file: String) -> String? {
    (try? ForeignFiles.read(at: directory.pushing(FilePath(file)), limit: Self.limit)).flatMap(
      \.self
    )
    .map { String(decoding: $0, as: UTF8.self) }
  }

  func names(_ kind: FileKind) -> OwnNames {
    if let known = names[kind] { return known }
    let read = OwnNames(kind, tree)
    names[kind] = read
    return read
  }

  var dialplan: OwnDialplan {
    if let plan { return plan }
    let read = OwnDialplan(tree(FileKind.extensions.includedBy))
    plan = read
    return read
  }

  /// Whether one of Asterisk's files includes our root, itself or through others.
  ///
  /// - Parameter isRequired: Count only `#include`, with which Asterisk rejects its file if ours is missing.
  func includes(_ kind: FileKind, required isRequired: Bool = false) -> Bool {
    tree(kind.includedBy).statements.contains { statement in
      guard case .include(let include, let files) = statement.content else { return false }
      return (include.isRequired || !isRequired)
        && files.contains { below($0) == FilePath(kind.root) }
    }
  }

  /// Whether a member of several queues has one wrap-up time for all of them (`shared_lastcall` of queues.conf).
  var sharesLastCall: Bool {
    tree(FileKind.queues.includedBy).general("shared_lastcall")?.isTrue ?? false
  }

  /// What the centre itself says otherwise about one of our phones, in a section that continues it with `(+)`.
  func overridden(_ name: String, _ kind: FileKind) -> Set<String> {
    let settings = tree(kind.includedBy).sections.filter { section in
      section.isContinuation && section.name.caseFolded == name.caseFolded
    }.flatMap(\.settings).map(\.setting.name.caseFolded)
    return Set(settings.map { $0 == "disallow" ? "allow" : $0 })
  }

  /// The lines that include a root, or a file of its directory, each with the file.
  ///
  /// - Parameter isRequired: Only `#include`, with which Asterisk rejects its file if ours is missing.
  func inclusions(
    of kind: FileKind, required isRequired: Bool = false
  ) -> [(path: String, place: ConfigTree.Place)] {
    tree(kind.includedBy).statements.flatMap { statement -> [(String, ConfigTree.Place)] in
      guard case .include(let include, let files) = statement.content,
        include.isRequired || !isRequired
      else { return [] }
      return files.filter { file in below(file) != nil }.map { ($0, statement.place) }
    }
  }

  /// Whether a path is in our directory.
  func isOurs(_ path: String) -> Bool { below(path) != nil }

  /// The path below our directory; nil for what is not in it.
  private func below(_ text: String) -> FilePath? {
    var path = FilePath(text).lexicallyNormalized()
    if path.removePrefix(ours) { return path }
    guard let name = path.lastComponent else { return nil }
    path.removeLastComponent()
    // Many files are in one directory.
    var real = places[path] ?? (try? path.resolved()) ?? path
    places[path] = real
    if real.removePrefix(place) { return real.appending(name) }
    // A link to one of ours.
    guard var file = try? FilePath(text).resolved() else { return nil }
    return file.removePrefix(place) ? file : nil
  }

  /// The path in the copy.
  private func copied(_ text: String) -> String {
    guard let original else { return text }
    var path = FilePath(text)
    guard path.removePrefix(original) else { return text }
    return directory.pushing(path).string
  }

  private var source: ConfigSource { source(over: [:]) }

  /// The files, with other contents for some paths.
  func source(over contents: [String: [UInt8]]) -> ConfigSource {
    ConfigSource { (path) throws(ConfigSource.Failure) in
      if let known = contents[path] { return known }
      do throws(SystemError) {
        return try ForeignFiles.read(at: FilePath(path), limit: Self.limit)
      } catch {
        throw ConfigSource.Failure(reason(error.errno.rawValue))
      }
    } matches: { [self] (pattern) throws(ConfigSource.Failure) in
      do throws(SystemError) {
        let pattern = copied(pattern)
        let paths = try ForeignFiles.paths(matching: pattern)
        return contents.isEmpty
          ? paths : Self.merged(paths, with: contents.keys, matching: pattern)
      } catch {
        throw ConfigSource.Failure(reason(error.errno.rawValue))
      }
    }
  }
}

extension OwnFiles {
  /// The paths that match a pattern, and those of files that are not on the disk yet.
  ///
  /// Our own patterns have a `*` for the name of the file.
  private static func merged(
    _ paths: [String], with others: some Sequence<String>, matching pattern: String
  ) -> [String] {
    guard pattern.hasSuffix("/*.conf") else { return paths }
    let directory = FilePath(String(pattern.dropLast("/*.conf".utf8.count))).lexicallyNormalized()
    let matching = others.filter { other in
      FilePath(other).removingLastComponent() == directory && other.hasSuffix(".conf")
    }
    return Set(paths).union(matching).sorted()
  }
}

extension ConfigTree.Place {
  /// `/etc/asterisk/sip.conf, line 41`.
  var text: String { "\(file), line \(line)" }
}

/// The lines by which Asterisk's own files include ours.
struct Inclusion {
  private let directory: FilePath
  private let path: IncludePath
  private let own: OwnFiles

  /// - Parameter own: The centre's own files, where they were read already.
  init(directory: String, _ own: OwnFiles? = nil) {
    self.directory = FilePath(directory)
    path = IncludePath(directory: directory)
    self.own = own ?? OwnFiles(beside: directory)
  }

  /// The line that Asterisk's file must have.
  func line(for kind: FileKind) -> String { path.line(for: kind) }

  /// Where Asterisk's own file is expected: in the directory above ours.
  func includer(of kind: FileKind) -> FilePath {
    directory.removingLastComponent().appending(kind.includedBy)
  }

  /// Whether Asterisk's file, in the directory above ours, includes our root, itself or through others.
  ///
  /// - Parameter isRequired: Count only `#include`, with which Asterisk rejects its file if ours is missing.
  func isMade(for kind: FileKind, required isRequired: Bool = false) -> Bool {
    own.includes(kind, required: isRequired)
  }

  /// Whether Asterisk rejects the whole file, so that its includes are unknown.
  func isRejected(for kind: FileKind) -> Bool {
    own.tree(kind.includedBy).refusals.contains { $0.isWhole }
  }
}
