internal import AgentsModel
internal import AsteriskConfig
internal import SystemPackage

/// Asterisk's directories, as its own `asterisk.conf` says.
struct AsteriskPlaces {
  /// As Asterisk names them.
  let directories: AsteriskDirectories
  /// Where Asterisk's `/` is: another place when its configuration directory is in the tree of a container or chroot,
  /// and its `asterisk.conf` names that directory as it is in there.
  let root: FilePath
  /// Whether that file is there; else only the defaults of Debian's package are known.
  let isDescribed: Bool
  private let configuration: FilePath

  /// - Parameter directory: Ours; Asterisk's configuration directory is above it.
  init(beside directory: String, _ own: OwnFiles) {
    configuration = FilePath(directory).removingLastComponent()
    let tree = own.tree(ConsolePlace.file)
    directories = AsteriskDirectories(tree)
    isDescribed = tree.isPresent
    let named = directories["astetcdir"]
    guard isDescribed, configuration.string.hasSuffix(named) else {
      root = "/"
      return
    }
    let prefix = configuration.string.dropLast(named.utf8.count)
    root = prefix.isEmpty ? "/" : FilePath(String(prefix))
  }

  /// The place of a path that Asterisk names.
  func place(_ path: String) -> FilePath { root.appending(FilePath(path).components) }

  /// The directory of the mailboxes of agents.
  func mailboxes(_ settings: Settings) -> FilePath {
    let spool =
      settings.isSpoolSet
      ? FilePath(settings.voicemailSpool.text)
      : place(directories["astspooldir"]).appending("voicemail")
    return spool.appending(Mailboxes.context.name)
  }

  /// Whether that is more than a guess, so that mailboxes there may be moved.
  func knowsMailboxes(_ settings: Settings) -> Bool {
    settings.isSpoolSet || isDescribed
      || configuration == FilePath(AsteriskDirectoryRule.initial).removingLastComponent()
  }
}

extension Settings {
  fileprivate var isSpoolSet: Bool { voicemailSpool.text != SpoolDirectoryRule.initial }
}
