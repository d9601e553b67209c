internal import AgentsModel
internal import AgentsStore
internal import ArgumentParser

struct OperatorEdit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change what an operator may do.",
    usage: "xcally-agents operator edit LOGIN [options]",
    discussion: """
      A user who was an admin reads, unless --permission says more; an admin has no
      queues, for there is no need of them. The last admin stays one.

        $ xcally-agents operator edit bert --permission full --queue mail:office
        $ xcally-agents operator edit bert --no-queue chat:help
      """)

  @Argument(help: "Login.", completion: Completions.operators) var login: String
  @Option(
    help: ArgumentHelp("admin or user.", valueName: "role"),
    completion: .list(OperatorRole.words), transform: OperatorRole.init(option:))
  var role: OperatorRole?
  @OptionGroup var rights: PermissionOptions
  @Option(
    help: ArgumentHelp("Take this queue away; repeat for more.", valueName: "channel:name"),
    completion: Completions.queues)
  var noQueue: [String] = []
  @Flag(name: "--dry-run -n", help: "Show what would change; change nothing.") var dryRun = false
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard role != nil || !rights.isEmpty || !noQueue.isEmpty else {
      throw ValidationError("Say what to change, for instance '--permission edit'.")
    }
    guard role != .admin || rights.isEmpty && noQueue.isEmpty else {
      throw ValidationError("An admin needs neither '--permission' nor queues.")
    }
  }

  func run() throws {
    let request = try GrantRequest(rights, removing: noQueue)
    let session = try Session(store)
    let task = OperatorTask("operator edit", [login], needs: .admin)
    let report = try session.changeOperators(
      task, isDryRun: dryRun, in: try session.changing(dryRun ? task.dry : task)
    ) { transaction, report in
      let old = try transaction.grants(named: [login])[0]
      var new = old
      new.role = role ?? old.role
      try GrantRequest.requireNotRoot(old.login.text, new.role)
      guard new.role == .user || rights.isEmpty && noQueue.isEmpty else {
        throw Finding(
          .error, "operator.admin", field: "role", "an admin may do everything already",
          hint: "--role user makes \(login) a user")
      }
      new.permission =
        new.role == .admin
        ? .full : request.permission ?? (old.role == .admin ? .read : old.permission)
      if old.role == .admin, new.role == .user { try transaction.requireAdmin(without: old) }
      try transaction.update(new)
      let queues = try request.change(queuesOf: new, transaction)
      let values = [
        ("role", old.role.rawValue, new.role.rawValue),
        ("permission", old.permission.rawValue, new.permission.rawValue),
      ]
      let changes =
        values.filter { $0.1 != $0.2 }.map { ($0.0, JSON.string($0.1), JSON.string($0.2)) } + queues
      report.outcomes.append(
        .init(
          name: old.login.text, result: changes.isEmpty ? "unchanged" : "changed",
          changes: changes))
      report.warnings += try GrantRequest.warnings(new, transaction)
    }
    try report.finish(output)
  }
}
