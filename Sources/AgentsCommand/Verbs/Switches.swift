internal import AgentsCore
internal import ArgumentParser

/// A verb that sets one field of the agents named.
protocol Switch: AsyncVerb {
  static var assignment: Assignment { get }
  /// As the audit trail names it.
  static var auditVerb: String { get }
  var targets: TargetOptions { get }
  var change: ChangeOptions { get }
  var output: OutputOptions { get }
  var store: StoreOptions { get }
}

extension Switch {
  static var auditVerb: String { _commandName }

  func perform() async throws {
    let session = try Session(store)
    let task = OperatorTask(Self.auditVerb, targets.words, needs: .edit, change)
    let report = try await session.edit(task, targets, change) {
      old, settings in
      AgentChange(action: .edit, plan: .edit(old, [Self.assignment], settings))
    }
    try report.finish(output)
  }
}

struct Enable: Switch {
  static let configuration = CommandConfiguration(
    commandName: "enable", abstract: "Let disabled agents log in and register again.",
    usage: """
      xcally-agents enable USERNAME... [options]
      xcally-agents enable --where CONDITION... [options]
      """,
    discussion: """
        $ xcally-agents enable mrossi abianchi
      """)
  static let assignment = Assignment("disabled", "false")

  @OptionGroup var targets: TargetOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions
}

struct Disable: Switch {
  static let configuration = CommandConfiguration(
    commandName: "disable", abstract: "Keep agents from logging in and registering.",
    usage: """
      xcally-agents disable USERNAME... [options]
      xcally-agents disable --where CONDITION... [options]
      """,
    discussion: """
      Nothing is lost; "enable" reverts it.

        $ xcally-agents disable mrossi
      """)
  static let assignment = Assignment("disabled", "true")

  @OptionGroup var targets: TargetOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions
}

struct Unlock: Switch {
  static let configuration = CommandConfiguration(
    commandName: "unlock", abstract: "Unlock agents that failed logins have locked.",
    usage: """
      xcally-agents unlock USERNAME... [options]
      xcally-agents unlock --where CONDITION... [options]
      """,
    discussion: """
      The count of failed logins starts anew.

        $ xcally-agents unlock mrossi
      """)
  static let assignment = Assignment("locked", "false")

  @OptionGroup var targets: TargetOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions
}
