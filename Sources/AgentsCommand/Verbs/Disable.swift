internal import AgentsModel
internal import ArgumentParser

struct Disable: Switch {
  static let configuration = CommandConfiguration(
    commandName: "disable", abstract: "Keep agents from logging in and registering.",
    usage: """
      xcally-agents disable USERNAME... [options]
      xcally-agents disable --where CONDITION... [options]
      """,
    discussion: """
      The agent's phone cannot register and is not rung; callers reach the mailbox, if
      there is one. Nothing is lost; "enable" reverts it.

        $ xcally-agents disable mrossi
      """)
  static let assignment = Assignment("disabled", "true")

  @OptionGroup var targets: TargetOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions
}
