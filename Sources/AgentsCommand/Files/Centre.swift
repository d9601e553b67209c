internal import AgentsCore
internal import AgentsSystem
internal import AsteriskConfig
internal import SystemPackage

/// The files that the centre writes itself: those beside our directory, each read once at most.
final class Centre {
  private let ours: FilePath
  private let directory: FilePath
  private var trees: [String: ConfigTree] = [:]
  private var names: [FileKind: CentreNames] = [:]
  private var plan: CentreDialplan?

  /// No file that Asterisk can have is larger.
  private static let limit = 16 << 20

  /// - Parameter directory: Ours; Asterisk's configuration directory is above it.
  init(beside directory: String) {
    ours = FilePath(directory).lexicallyNormalized()
    self.directory = ours.removingLastComponent()
  }

  /// One of Asterisk's files, without what is below our directory.
  func tree(_ file: String) -> ConfigTree {
    if let tree = trees[file] { return tree }
    let tree = ConfigTree(
      reading: file, in: directory.string, from: Self.source, leavingOut: isOurs)
    trees[file] = tree
    return tree
  }

  func names(_ kind: FileKind) -> CentreNames {
    if let known = names[kind] { return known }
    let read = CentreNames(kind, tree)
    names[kind] = read
    return read
  }

  var dialplan: CentreDialplan {
    if let plan { return plan }
    let read = CentreDialplan(tree(FileKind.extensions.includedBy))
    plan = read
    return read
  }

  /// Whether one of Asterisk's files includes our root, itself or through others.
  ///
  /// - Parameter isRequired: Only by `#include`, for which Asterisk rejects a file where ours is not there.
  func includes(_ kind: FileKind, required isRequired: Bool = false) -> Bool {
    let root = ours.appending(kind.root)
    return tree(kind.includedBy).statements.contains { statement in
      guard case .include(let include, let files) = statement.content else { return false }
      return (include.isRequired || !isRequired)
        && files.contains { FilePath($0).lexicallyNormalized() == root }
    }
  }

  private func isOurs(_ path: String) -> Bool {
    FilePath(path).lexicallyNormalized().starts(with: ours)
  }

  private static var source: ConfigSource {
    ConfigSource { (path) throws(ConfigSource.Failure) in
      do throws(SystemError) {
        return try ForeignFiles.read(at: FilePath(path), limit: limit)
      } catch {
        throw ConfigSource.Failure(reason(error.errno.rawValue))
      }
    } matches: { (pattern) throws(ConfigSource.Failure) in
      do throws(SystemError) {
        return try ForeignFiles.paths(matching: pattern)
      } catch {
        throw ConfigSource.Failure(reason(error.errno.rawValue))
      }
    }
  }
}

extension ConfigTree.Place {
  /// `/etc/asterisk/sip.conf, line 41`.
  var text: String { "\(file), line \(line)" }
}
