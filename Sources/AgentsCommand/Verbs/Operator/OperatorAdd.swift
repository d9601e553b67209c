internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import ArgumentParser

struct OperatorAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add an operator.",
    usage: """
      xcally-agents operator add LOGIN --role admin [options]
      xcally-agents operator add LOGIN --role user [--permission PERMISSION]
          [--queue CHANNEL:NAME]... [options]
      """,
    discussion: """
      The first operator is an admin. A user reads, unless --permission says more, and
      sees the agents of the queues given, those of their teams included.

        $ xcally-agents operator add anna --role admin
        $ xcally-agents operator add bert --role user --permission edit \\
            --queue voice:sales --queue chat:help
      """)

  @Argument(help: "An account of the machine.") var login: String
  @Option(
    help: ArgumentHelp("admin or user.", valueName: "role"),
    completion: .list(OperatorRole.words), transform: OperatorRole.init(option:))
  var role: OperatorRole
  @OptionGroup var rights: PermissionOptions
  @Flag(name: "--dry-run -n", help: "Show what would change; change nothing.") var dryRun = false
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard role == .user || rights.isEmpty else {
      throw ValidationError("'--permission' and '--queue' are for '--role user'.")
    }
  }

  func run() throws {
    let login = try OperatorLogin(operator: login)
    let request = try GrantRequest(rights)
    let session = try Session(store)
    let task = OperatorTask("operator add", [login.text], needs: .admin)
    let report = try session.changeOperators(
      task, isDryRun: dryRun, in: try session.writing(task, isDryRun: dryRun)
    ) { transaction, report in
      guard try transaction.grant(ofLogin: login.text) == nil else {
        throw Finding(
          .error, "operator.taken", field: "operator", "\(quoted(login.text)) is one already",
          hint: "\"xcally-agents operator edit\" changes what an operator may do")
      }
      try GrantRequest.requireNotRoot(login.text, role)
      if try !transaction.isAnyOperator() { try requireFirst(login.text) }
      let permission = role == .admin ? .full : request.permission ?? .read
      let grant = try transaction.insertGrant(login, role, permission)
      let queues = try request.change(queuesOf: grant, transaction)
      let values = [("role", role.rawValue), ("permission", permission.rawValue)]
      report.outcomes.append(
        .init(
          name: login.text, result: "added",
          changes: values.map { ($0.0, .string(""), .string($0.1)) } + queues))
      report.warnings += try GrantRequest.warnings(grant, transaction)
    }
    try report.finish(output)
  }

  /// Who names the first operator must not lock everybody out, by a login that is written wrong.
  private func requireFirst(_ login: String) throws(Finding) {
    guard role == .admin else {
      throw Finding(
        .error, "operator.first", field: "role", "the first operator is an admin",
        hint: "xcally-agents operator add LOGIN --role admin")
    }
    guard Operator.isAccount(login) || Operator.current().isRootItself else {
      throw Finding(
        .error, "operator.first-account", field: "login",
        "\(quoted(login)) is not an account of this machine, and nobody else could do anything",
        hint: "name an account that is there first")
    }
  }
}
