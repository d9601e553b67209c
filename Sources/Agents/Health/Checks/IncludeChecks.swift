internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import AsteriskConfig
internal import SystemPackage

extension HealthCheck {
  /// What follows when Asterisk does not read one of our files.
  private static let nothingOfOurs = [
    "asterisk.stale", "queue.invalid-member", "queue.drift", "files.unread",
  ]

  static let include: [HealthCheck] = [
    HealthCheck(
      "include.missing", .error, .restart,
      what:
        "Whether each of Asterisk's own files includes ours, itself, through others, or by a pattern.",
      why: "Asterisk does not know what is in ours.",
      mend: "add the line", effects: nothingOfOurs
    ) { facts in try missing(facts) },
    HealthCheck(
      "include.commented", .error, .restart,
      what: "Lines that would include ours, and stand in a comment.",
      why: "Asterisk does not know what is in ours.",
      mend: "take the line out of the comment", effects: nothingOfOurs
    ) { facts in try commented(facts) },
    HealthCheck(
      "include.left", .error, .restart,
      what: "Lines that include a file of a driver that was left.",
      why: "Asterisk rejects a whole file that includes one which is not there.",
      mend: "take the line out"
    ) { facts in
      try FileKind.allCases.filter { kind in
        try !facts.files.kinds.contains(kind)
          && facts.inclusion.isMade(for: kind, required: true)
          && !facts.files.path(kind.root).isPresent()
      }.map { kind in
        Symptom(kind.includedBy, "includes \(kind.root), which is not there any more")
          .at(facts.inclusion.includer(of: kind).string)
          .with(remedy: "take out the line: \(facts.inclusion.line(for: kind))")
      }
    },
    HealthCheck(
      "include.shadowed", .error, .restart,
      what:
        "Mappings of extconfig.conf and sorcery.conf that take one of Asterisk's files from a database.",
      why: "Asterisk never opens that file, and so not ours.",
      mend: "take the mapping out, or give the phones to that database", effects: nothingOfOurs
    ) { facts in try shadowed(facts) },
    HealthCheck(
      "include.directory", .error, commands: true,
      what: "Whether Asterisk reads its files where this program expects it.",
      why: "Files are written where this Asterisk does not read.",
      mend: "let asteriskDir be below Asterisk's configuration directory", effects: nothingOfOurs
    ) { facts in try await directory(facts) },
    HealthCheck(
      "include.invalid", .error, .restart,
      what: "Lines at which Asterisk stops reading one of its own files.",
      why: "Asterisk keeps what it has, and has nothing of the file after a restart.",
      mend: "mend the line"
    ) { facts in try invalid(facts) },
    HealthCheck(
      "include.twice", .error, .restart,
      what: "Whether a file of ours is included more than once.",
      why: "All that is in it is there twice.",
      mend: "take one of the lines out"
    ) { facts in
      try facts.files.kinds.compactMap { kind in
        let ours = try facts.own.inclusions(of: kind).filter { try FilePath($0.path).isPresent() }
        guard let second = ours.dropFirst().first(where: { $0.place != ours[0].place }) else {
          return nil
        }
        return Symptom(kind.includedBy, "includes files of ours again")
          .at(second.place.file, line: second.place.line)
          .with(
            kind == .pjsip ? .error : .warning,
            consequence: kind == .pjsip
              ? "Asterisk loads no object that is there twice, and so no phone of ours." : nil)
      }
    },
    HealthCheck(
      "include.two-drivers", .warning, .restart,
      what: "Whether the files of both drivers are included.",
      why:
        "Phones register with the driver that was first on the port, and the other one cannot ring them.",
      mend: "take one of the lines out"
    ) { facts in
      guard facts.dialect.left == nil, facts.inclusion.isMade(for: .sip),
        facts.inclusion.isMade(for: .pjsip), try facts.files.hasRoots([.sip, .pjsip])
      else { return [] }
      let other: FileKind = facts.dialect.driver == .sip ? .pjsip : .sip
      return [
        Symptom(
          other.includedBy,
          "includes \(other.root), and phones are for \(facts.dialect.driver.rawValue)"
        )
        .at(facts.inclusion.includer(of: other).string)
        .with(remedy: "take out the line: \(facts.inclusion.line(for: other))")
      ]
    },
  ]

  // MARK: - Lines

  private static func missing(_ facts: Examination) throws -> [Symptom] {
    try notIncluded(facts).compactMap { kind in
      guard try comment(of: kind, facts) == nil else { return nil }
      let path = facts.inclusion.includer(of: kind)
      let isThere = try path.isPresent()
      return Symptom(
        kind.includedBy,
        isThere ? "has no line that includes \(kind.root)" : "does not exist"
      ).at(path.string).with(
        consequence: try consequence(kind, facts),
        remedy: "add the line: \(facts.inclusion.line(for: kind))")
    }
  }

  private static func commented(_ facts: Examination) throws -> [Symptom] {
    try notIncluded(facts).compactMap { kind in
      guard let line = try comment(of: kind, facts) else { return nil }
      let path = facts.inclusion.includer(of: kind)
      return Symptom(kind.includedBy, "includes \(kind.root) only in a comment")
        .at(path.string, line: line).with(consequence: try consequence(kind, facts))
    }
  }

  /// Whose roots are included nowhere; not those of a file that Asterisk rejects or takes from a database.
  private static func notIncluded(_ facts: Examination) throws -> [FileKind] {
    let elsewhere = mappings(facts).map(\.kind)
    let unknown = facts.files.kinds.filter { kind in
      !facts.inclusion.isMade(for: kind) && !facts.inclusion.isRejected(for: kind)
        && !elsewhere.contains(kind)
    }
    for kind in unknown {
      let runs = facts.tree(kind.includedBy).statements.first { statement in
        if case .execute = statement.content { true } else { false }
      }
      if let runs { throw Unchecked("\(runs.place.text) runs a program, which may include ours") }
      for file in facts.tree(kind.includedBy).unread {
        guard case .failed(let reason) = file.reason else { continue }
        throw Unchecked("\(file.path) could not be read: \(reason)")
      }
    }
    return unknown
  }

  private static func consequence(_ kind: FileKind, _ facts: Examination) throws -> String {
    let agents = count(try facts.read { try $0.numberOfAgents() }, "agent")
    switch kind {
    case .sip, .pjsip: return "No phone of \(agents) can register."
    case .voicemail: return "No mailbox of ours exists: unanswered calls end."
    case .queues: return "No queue of ours exists: callers are not queued."
    case .extensions:
      return "No internal of ours can be dialled, and forwarding and mailboxes do not work."
    }
  }

  /// The line of Asterisk's own file that has our root in a comment; nil when there is none.
  private static func comment(of kind: FileKind, _ facts: Examination) throws -> Int? {
    let path = facts.inclusion.includer(of: kind)
    guard let bytes = try ForeignFiles.read(at: path, limit: 16 << 20) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    return lines.firstIndex { line in
      line.contains("include") && line.contains(kind.root)
    }.map { $0 + 1 }
  }

  // MARK: - Databases in place of files

  /// The lines by which Asterisk does not read one of its own files.
  private static func mappings(_ facts: Examination) -> [(kind: FileKind, entry: ConfigTree.Entry)]
  {
    facts.files.kinds.flatMap { kind -> [(FileKind, ConfigTree.Entry)] in
      let objects = kind == .pjsip ? ["endpoint", "auth", "aor"] : []
      let entries =
        [facts.mappings.entry(of: kind.includedBy)] + objects.map(facts.mappings.entry(insteadOf:))
      return entries.compactMap(\.self).map { (kind, $0) }
    }
  }

  private static func shadowed(_ facts: Examination) throws -> [Symptom] {
    try mappings(facts).map { kind, entry in
      Symptom(
        kind.includedBy, "is not read: \(entry.setting.name) = \(entry.setting.value)"
      ).at(entry.place.file, line: entry.place.line)
        .with(consequence: try consequence(kind, facts))
    }
  }

  // MARK: - Directories and lines that stop Asterisk

  private static func directory(_ facts: Examination) async throws -> [Symptom] {
    let expected = facts.configuration
    if let answer = await facts.answerIfRunning("core show settings"),
      let actual = KeyedListing(answer)["Configuration directory"]
    {
      let found = try elsewhere(FilePath(actual), expected, "the running Asterisk")
      guard facts.process?.sharesOurRoot != false else {
        // Its names are not those of this host.
        return found.map { symptom in
          var symptom = symptom
          symptom.commands = []
          return symptom.with(
            remedy: "let asteriskDir be below the directory that it sees as \(actual)")
        }
      }
      return found
    }
    var tree = facts.tree(ConsolePlace.file)
    if !tree.isPresent {
      tree = OwnFiles(beside: AsteriskDirectoryRule.initial).tree(ConsolePlace.file)
    }
    guard tree.isPresent else { throw Unchecked("there is no asterisk.conf") }
    return try elsewhere(
      FilePath(AsteriskDirectories(tree)["astetcdir"]), expected,
      tree.files.first ?? "asterisk.conf")
  }

  private static func elsewhere(
    _ actual: FilePath, _ expected: FilePath, _ who: String
  ) throws -> [Symptom] {
    // In the tree of a container or chroot it has another name for Asterisk.
    let isWithin =
      actual.components.count > 1
      && Array(expected.components).suffix(actual.components.count) == Array(actual.components)[...]
    guard try actual.resolved() != expected.resolved(), !isWithin else { return [] }
    let name = FilePath(actual.string).appending("xcally").string
    return [
      Symptom("", "\(who) has its files in \(actual), and ours are for \(expected)")
        .with(remedy: "asteriskDir \(name)")
        .mended(by: .set("asteriskDir", to: name))
    ]
  }

  private static func invalid(_ facts: Examination) throws -> [Symptom] {
    let files = facts.files.kinds.map(\.includedBy) + [ConsolePlace.file, "modules.conf"]
    // Ours are not read with the centre's own, but they must be there, too.
    let missing = try facts.files.kinds.flatMap { kind in
      try facts.own.inclusions(of: kind, required: true).filter {
        try !FilePath($0.path).isPresent()
      }
      .map { one in
        Symptom(kind.includedBy, "#include of \(one.path), which is not there")
          .at(one.place.file, line: one.place.line)
      }
    }
    return missing
      + files.flatMap { file -> [Symptom] in
        // Files that include each other are refused many times; the first few are enough.
        facts.tree(file).refusals.prefix(5).map { refusal in
          Symptom(file, "\(refusal.place.text): \(refusal.reason.text)")
            .at(refusal.place.file, line: refusal.place.line)
            .with(
              refusal.isWhole ? .error : .warning,
              consequence: refusal.isWhole
                ? nil : "Asterisk does not read the rest of that file.")
        }
      }
  }
}

extension AsteriskFiles {
  /// Whether the root files of all these kinds are on disk.
  func hasRoots(_ kinds: [FileKind]) throws -> Bool {
    try kinds.allSatisfy { try path($0.root).isPresent() }
  }
}
