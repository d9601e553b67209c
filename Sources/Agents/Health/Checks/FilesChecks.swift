internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import AsteriskConfig
internal import SystemPackage

extension HealthCheck {
  static let files: [HealthCheck] = [
    HealthCheck(
      "files.pending", .error, fixable: true,
      what: "Files that a change made stale and that were not written since.",
      why: "Phones, mailboxes and queues lack the last changes.",
      mend: "write the files"
    ) { facts in
      try states(.pending, facts) { $0.mended(byItself: .apply) }
    },
    HealthCheck(
      "files.missing", .error, .reload, fixable: true,
      what: "Files that were written and are gone.",
      why: "What is in it is gone for Asterisk, too, as soon as it reads its files again.",
      mend: "write the files"
    ) { facts in
      try states(.missing, facts) { $0.mended(byItself: .apply) }
    },
    HealthCheck(
      "files.edited", .warning, commands: true,
      what: "Files that somebody changed by hand.",
      why: "Asterisk has other values than the database, and later changes are not written.",
      mend: "look at the difference, then overwrite them; a copy is kept"
    ) { facts in
      try states(.edited, facts) { $0.mended(by: .apply(force: true)) }
    },
    HealthCheck(
      "files.foreign", .error,
      what: "Files that another database wrote into the same directory.",
      why: "Two databases overwrite each other's phones.",
      mend: "give one of the databases another asteriskDir"
    ) { facts in
      try states(.foreign, facts)
    },
    HealthCheck(
      "files.unread", .warning, fixable: true,
      what: "Files that Asterisk was not told of, or did not take.",
      why: "Asterisk runs with older values.",
      mend: "tell Asterisk"
    ) { facts in
      try states(.unread, facts) { $0.mended(byItself: .apply) }
    },
    HealthCheck(
      "files.unusable", .error,
      what: "Whether something else stands at the place of a file or directory of ours.",
      why: "Nothing can be written there, and Asterisk finds nothing of ours in it.",
      mend: "look what it is, take it away, and write the files"
    ) { facts in
      let files = try facts.states.get().filter { $0.state == .unusable }
      return files.map { file in
        let noun = GeneratedFile(name: file.name) == nil ? "directory" : "file"
        return Symptom(file.name, "is no \(noun)").at(facts.files.path(file.name).string)
      }
    },
    HealthCheck(
      "files.unreadable", .error, .reload, fixable: true,
      what: "Whether the account of Asterisk may read each file and directory of ours.",
      why: "All that is in it goes as soon as Asterisk reads its files again, and nothing says so.",
      mend: "give the file to Asterisk's group"
    ) { facts in try await unreadable(facts) },
    HealthCheck(
      "files.group-missing", .error, .reload, commands: true,
      what: "Whether the group of the setting asteriskFileGroup exists.",
      why: "New files belong to the group of who writes them, and Asterisk cannot read them.",
      mend: "name the group of Asterisk's account"
    ) { facts in
      let group = facts.settings.asteriskFileGroup.text
      guard !group.isEmpty, GroupID(named: group) == nil else { return [] }
      // The default is for hosts where Asterisk runs.
      guard let account = await facts.asteriskAccount() else {
        throw Unchecked("the account of Asterisk is not known")
      }
      var symptom = Symptom(group, "there is no group of this name")
      symptom.field = "asteriskFileGroup"
      guard let own = account.groupName else { return [symptom] }
      return [symptom.mended(by: .set("asteriskFileGroup", to: own))]
    },
    HealthCheck(
      "files.held", .error,
      what:
        "Whether phones and queues that were taken over and are held still stand in the centre's own files.",
      why: "No file has them: nobody can call them, or register.",
      mend: "finish taking them over"
    ) { facts in
      try facts.read { try $0.held(facts.own, at: facts.now) }.map { held in
        let what = "\(count(held.phones, "phone")) and \(count(held.queues, "queue"))"
        guard !held.isOut else { return Symptom(held.directory, "holds \(what) that no file has") }
        return Symptom(held.directory, "holds \(what), \(held.remainingCount) in its files still")
          .with(
            .info, consequence: "They work as before, and not from our files.",
            remedy: "remove them where they are made, then finish taking them over"
          )
      }
    },
    HealthCheck(
      "files.stray", .warning, .reload,
      what: "Files in our directories that this program did not write.",
      why: "Asterisk reads them as if they were ours.",
      mend: "give it a name that does not end with .conf, or remove it"
    ) { facts in try stray(facts) },
  ]

  private static func states(
    _ state: FileState, _ facts: Examination, _ mend: (Symptom) -> Symptom = { $0 }
  ) throws -> [Symptom] {
    guard facts.files.isDirectoryChosen else {
      throw Unchecked("asteriskDir is not set in this database")
    }
    return try facts.states.get().filter { $0.state == state }.map { file in
      mend(
        Symptom(file.name, "is \(state.rawValue)").at(facts.files.path(file.name).string))
    }
  }

  /// What is above our directory, and in it each directory and each file by itself.
  private static func unreadable(_ facts: Examination) async throws -> [Symptom] {
    guard let account = await facts.asteriskAccount() else {
      throw Unchecked("the account of Asterisk is not known")
    }
    let (ours, files) = (facts.files.path(""), facts.files)
    var symptoms: [Symptom] = []
    if let above = try account.denial(.search, at: facts.configuration) {
      // That is not ours to open.
      symptoms.append(
        Symptom(above.string, "account \(account.name) may not go through it")
          .at(above.string).with(remedy: "let account \(account.name) through: chmod or setfacl"))
    }
    let unusable = try facts.unusable()
    let directories = ["."] + files.kinds.map(\.directory)
    for name in directories where try !unusable.contains(name) && files.path(name).isPresent() {
      // Asterisk expands the patterns in our roots: it lists the directories.
      guard
        try !account.may(.search, at: files.path(name)) || !account.may(.read, at: files.path(name))
      else { continue }
      symptoms.append(
        closed(
          name == "." ? ours.string : name, name == "." ? ours : files.path(name),
          [.groupRead, .groupExecute], account)
      )
    }
    // Phones first: only the first few are shown.
    let names = try facts.states.get().compactMap { GeneratedFile(name: $0.name) }.sorted().map(
      \.name)
    for name in names where try !unusable.contains(name) && files.path(name).isPresent() {
      let denial = try account.denial(.read, at: files.path(name))
      let isLed =
        try denial.map { try !$0.isAbove(files.path(name).resolved(), from: ours) } ?? false
      guard try !account.may(.read, at: files.path(name)) || isLed else { continue }
      symptoms.append(closed(name, files.path(name), .groupRead, account))
    }
    return try symptoms + ownFiles(facts, account)
  }

  /// Asterisk's own files that include ours.
  private static func ownFiles(
    _ facts: Examination, _ account: UnixAccount
  ) throws -> [Symptom] {
    var seen: Set<String> = []
    return try facts.files.kinds.flatMap { facts.tree($0.includedBy).files }
      .filter { seen.insert($0).inserted }.compactMap { file in
        guard let denial = try account.denial(.read, at: FilePath(file)),
          try !facts.configuration.resolved().starts(with: denial)
        else { return nil }
        return Symptom(file, "account \(account.name) may not read it").at(file)
          .with(remedy: "let account \(account.name) read \(denial): chmod or setfacl")
      }
  }

  private static func closed(
    _ subject: String, _ path: FilePath, _ rights: FilePermissions, _ account: UnixAccount
  ) -> Symptom {
    let symptom = Symptom(subject, "account \(account.name) may not read it").at(path.string)
    // A link may lead to what is not ours.
    let parent = path.removingLastComponent()
    guard let name = path.lastComponent, let real = try? parent.resolved().appending(name),
      (try? path.resolved()) == real
    else { return symptom.with(remedy: "look where the link leads") }
    guard let group = account.groupName else { return symptom }
    return symptom.mended(byItself: .open(path, rights, group: account.group, named: group))
  }

  private static func stray(_ facts: Examination) throws -> [Symptom] {
    let unusable = try facts.unusable()
    let kinds = facts.files.kinds.filter { !unusable.contains($0.directory) }
    return try kinds.flatMap { kind -> [Symptom] in
      try Directories.names(in: facts.files.path(kind.directory)).sorted().compactMap { name in
        let file = "\(kind.directory)/\(name)"
        // Asterisk's glob takes no name that begins with a point.
        guard name.hasSuffix(".conf"), !name.hasPrefix("."), GeneratedFile(name: file) == nil else {
          return nil
        }
        return Symptom(file, "is not a file of ours").at(facts.files.path(file).string)
      }
    }
  }
}

extension Examination {
  /// The names of files and directories of ours where something else stands.
  fileprivate func unusable() throws -> Set<String> {
    try Set(states.get().filter { $0.state == .unusable }.map(\.name))
  }
}

extension FilePath {
  /// Whether it is a directory on the way to a file, or that file, and not above `base`.
  fileprivate func isAbove(_ file: FilePath, from base: FilePath) -> Bool {
    file.starts(with: self) && starts(with: (try? base.resolved()) ?? base)
  }
}
