internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct Diff: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Tell what database, files and running Asterisk do not have in common.",
    usage: """
      xcally-agents diff [USERNAME...] [--files | --running] [options]
      xcally-agents diff --where CONDITION... [options]
      """,
    discussion: """
      Without names: every file, and who is in Asterisk, with the members of queues
      and their penalties. With names or --where, or with --values, also every value
      of their phones that Asterisk shows. Of passwords and PINs it is only told that
      they differ; members who were added while Asterisk runs, and pauses, are told and
      are no difference. Ends with 0 when nothing differs, with 1 when something does.
      Where Asterisk does not answer that is said, and the status is that of the files;
      with --running it is 69.

        $ xcally-agents diff
        $ xcally-agents diff mrossi abianchi
        $ xcally-agents diff --running --queue sales
        $ xcally-agents diff --kind endpoints,mailboxes --format names
      """)

  @Argument(help: "Usernames.", completion: Completions.usernames)
  var usernames: [String] = []
  @OptionGroup var conditions: WhereOptions
  @Option(
    help: ArgumentHelp("This voice queue alone; repeat for more.", valueName: "name"))
  var queue: [String] = []
  @Option(
    help: ArgumentHelp(
      "These alone, comma-separated: endpoints, mailboxes, queues, extensions, includes.",
      valueName: "kinds"), completion: Completions.list(of: DiffKind.allCases.map(\.rawValue)))
  var kind: String?
  @Flag(help: "Only compare the files.") var files = false
  @Flag(help: "Only compare the running Asterisk; end with 69 when it does not answer.")
  var running = false
  @Flag(help: "Compare the values of all phones: a millisecond each.") var values = false
  @Flag(help: "Also list what is in Asterisk and not of ours.") var all = false
  @Option(
    help: ArgumentHelp("Look there instead, for this run only.", valueName: "dir"),
    completion: .directory, transform: FileOption.asteriskDir.word)
  var asteriskDir: FileWord?
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard !files || !running else {
      throw ValidationError("'--files' and '--running' cannot be combined.")
    }
    guard usernames.isEmpty || conditions.conditions.isEmpty else {
      throw ValidationError("Name agents, or give '--where', not both.")
    }
    _ = try kinds()
  }

  private func kinds() throws -> Set<DiffKind> {
    Set(
      try split(kind).map { word in
        guard let kind = DiffKind(rawValue: word.lowercased()) else {
          let words = DiffKind.allCases.map(\.rawValue)
          let suggestion = nearest(to: word, in: words).map { " Did you mean '\($0)'?" } ?? ""
          throw ValidationError(
            "'--kind' takes \(words.joined(separator: ", ")), not '\(word)'.\(suggestion)")
        }
        return kind
      })
  }

  func perform() async throws {
    var request = DiffRequest()
    if !usernames.isEmpty {
      request.selection = .named(usernames)
    } else if !conditions.conditions.isEmpty {
      request.selection = .written(conditions.conditions) { [conditions] in
        var query = AgentQuery()
        query.conditions = try conditions.parsed()
        return query
      }
    }
    request.queues = queue.map { $0.hasPrefix("voice:") ? String($0.dropFirst(6)) : $0 }
    request.kinds = try kinds()
    request.sides = files ? .files : running ? .running : .everything
    request.values = values ? true : nil
    request.foreign = all
    request.directory = asteriskDir?.text
    let report = try await store.centre(files: [asteriskDir]).diff(request)
    try Presenter(output).answer(Answer(report))
    if !output.quiet { for note in report.notes { Messages.note(note) } }
    guard report.isSame else { throw ExitStatus.differs }
  }
}
