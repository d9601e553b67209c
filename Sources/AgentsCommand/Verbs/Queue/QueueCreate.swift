internal import AgentsModel
internal import AgentsStore
internal import ArgumentParser

struct QueueCreate: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Create a queue.",
    usage: "xcally-agents queue create CHANNEL:NAME [options]",
    discussion: """
      Channels: voice, chat, mail, sms, openchannel, fax, whatsapp. Voice queues have
      the strategies of Asterisk, ringall first; the others beepall, rrmemory and
      leastrecent.

        $ xcally-agents queue create voice:sales --strategy rrmemory --weight 5
        $ xcally-agents queue create chat:help --team Support
      """)

  @Argument(help: "CHANNEL:NAME; of voice: letters, digits, \"_\" and \"-\".") var queue: String
  @OptionGroup(title: "Fields") var fields: QueueFieldOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let request = try QueueRequest(queue, fields)
    let session = try Session(store)
    let report = try await session.changeGroups(
      "create", of: "queue", change,
      in: try session.writing(
        OperatorTask("queue create", [queue], needs: .admin, change), isDryRun: change.dryRun)
    ) { transaction, settings, report in
      if let queue = try transaction.queue(like: request.name) {
        throw AgentsError.refused([
          Finding(
            .error, "queue.taken", field: "queue", "\(quoted(queue.name.text)) exists already",
            hint: "\"xcally-agents queue edit\" changes it")
        ])
      }
      let centre = try CentreGuard(settings, change, transaction)
      report.warnings += try centre.findings(forNew: request.name).orRefused()
      var lookup = Lookup(transaction)
      let teams = try request.teams(removing: [], &lookup)
      try lookup.check()
      let strategy = request.strategy ?? request.name.channel.strategies[0]
      let created = try transaction.insertQueue(
        request.name, strategy, request.weight ?? Weight(0))
      let joined = try request.apply(teams, to: created, transaction, settings, &report)
      let values = [("strategy", strategy.rawValue), ("weight", created.weight.text)]
      report.outcomes.append(
        .init(
          name: created.name.text, result: "created",
          changes: values.map { ($0.0, .string(""), .string($0.1)) } + joined))
      return created.files(unless: false)
    }
    try report.finish(output)
  }
}
