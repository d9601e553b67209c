internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

struct TelephoneDelete: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete telephones.",
    usage: "xcally-agents telephone delete USERNAME... [--yes] [options]",
    discussion: """
      They are gone for good: there is no bin for telephones.

        $ xcally-agents telephone delete desk1 --yes
      """)

  @Argument(
    help: "Usernames of telephones.",
    completion: Completions.telephones)
  var usernames: [String]
  @OptionGroup var consent: ConsentOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let session = try Session(store)
    let database = try session.changing(
      OperatorTask("telephone delete", usernames, needs: .admin, change))
    let names = try database.read { try found($0).map(\.name.text) }
    if !change.dryRun {
      let number = names.count == 1 ? "telephone " : "\(names.count) telephones: "
      try consent.require(to: "delete \(number)\(list(names)) for good")
    }
    let report = try await session.changeGroups("delete", of: "telephone", change, in: database) {
      transaction, settings, report in
      let telephones = try found(transaction)
      let centre = try CentreGuard(settings, change, transaction)
      _ = try telephones.flatMap { telephone in
        try centre.findings(
          for: nil, insteadOf: Endpoint(telephone, digest: .unknown), transaction
        ).map { $0.about(telephone.name.text) }
      }.orRefused()
      for telephone in telephones {
        try transaction.delete(telephone)
        report.outcomes.append(
          .init(
            name: telephone.name.text, result: "deleted",
            lost: [
              ("fullname", .string(telephone.fullname.text)),
              ("internal", .string(telephone.internalNumber.text)),
            ]))
      }
      report.warnings += try warnings(transaction)
      let dialect = try transaction.dialect(settings)
      return telephones.flatMap { $0.files(dialect) }
    }
    try report.finish(output)
  }

  private func found(_ reader: StoreReader) throws -> [Telephone] {
    var lookup = Lookup(reader)
    let telephones = try lookup.telephones(usernames)
    try lookup.check()
    return telephones
  }

  private func warnings(_ reader: StoreReader) throws -> [Finding] {
    let agents = try reader.hotDeskAgents()
    guard agents > 0, try !reader.hasTelephone() else { return [] }
    return [
      Finding(
        .warning, "telephone.last", field: "telephone",
        "it was the last one, and \(count(agents, "agent")) with hot desk can choose none now",
        hint: "\"xcally-agents telephone create\" makes one")
    ]
  }
}
