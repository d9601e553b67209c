internal import AgentsModel
internal import ArgumentParser

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
