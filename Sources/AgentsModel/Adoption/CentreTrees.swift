package import AsteriskConfig

/// The files of a centre that are read for taking it over.
package struct CentreTrees {
  /// Asterisk's configuration directory, without a slash at its end.
  package let directory: String
  package let sip: ConfigTree
  package let users: ConfigTree
  package let pjsip: ConfigTree
  package let wizard: ConfigTree
  package let voicemail: ConfigTree
  package let queues: ConfigTree
  package let agents: ConfigTree
  package let dialplan: ConfigTree
  package let asterisk: ConfigTree
  package let external: ConfigTree
  package let sorcery: ConfigTree
  /// The trees whose sections may be commented out, also those that Asterisk rejects.
  let read: [ConfigTree]
  /// What users.conf makes besides peers.
  let usersFile: UsersFile
  /// The names of files that are there and are no files, such as pipes.
  let unreadable: [String]
  /// The lines of a file; nil when it cannot be read.
  package let lines: (_ path: String) -> [Substring]?

  /// - Parameters:
  ///   - directory: Asterisk's configuration directory.
  ///   - tree: Reads a file with its includes.
  ///   - isThere: Whether there is anything of that name in the directory.
  ///   - lines: Gives the lines of a file by its absolute path.
  package init(
    _ directory: String, tree: (String) -> ConfigTree, isThere: (String) -> Bool,
    lines: @escaping (String) -> [Substring]?
  ) {
    self.directory = directory
    var (read, unreadable): ([ConfigTree], [String]) = ([], [])
    func valid(_ file: String) -> ConfigTree {
      read.append(tree(file))
      if read.last?.isPresent == false, isThere(file) { unreadable.append(file) }
      let isRejected = read.last?.refusals.contains(where: \.isWhole) ?? false
      return isRejected ? ConfigTree() : read[read.count - 1]
    }
    (sip, users) = (valid("sip.conf"), valid("users.conf"))
    (pjsip, wizard) = (valid("pjsip.conf"), valid("pjsip_wizard.conf"))
    (voicemail, queues) = (valid("voicemail.conf"), valid("queues.conf"))
    (self.read, self.unreadable) = (read, unreadable)
    (agents, dialplan) = (tree("agents.conf"), tree("extensions.conf"))
    asterisk = tree("asterisk.conf")
    (external, sorcery) = (tree("extconfig.conf"), tree("sorcery.conf"))
    usersFile = UsersFile(users, voicemail: voicemail, dialplan: dialplan)
    self.lines = lines
  }

  /// Whether there is any of the files that tell of phones, mailboxes and queues.
  package var hasAnything: Bool { read.contains(where: \.isPresent) || !unreadable.isEmpty }

  /// `systemname` of asterisk.conf.
  var systemName: String? {
    asterisk.section("options")?.last("systemname")?.value
  }

  /// A path relative to the directory.
  package func shortened(_ path: String) -> String {
    path.hasPrefix(directory + "/") ? String(path.dropFirst(directory.utf8.count + 1)) : path
  }

  /// `file:line`, with the file relative to the directory.
  package func text(_ place: ConfigTree.Place) -> String {
    "\(shortened(place.file)):\(place.line)"
  }
}
