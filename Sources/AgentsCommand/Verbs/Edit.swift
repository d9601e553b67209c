internal import AgentsModel
internal import ArgumentParser

struct Edit: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change one agent or many.",
    usage: """
      xcally-agents edit USERNAME... [options]
      xcally-agents edit --where CONDITION... [options]
      """,
    discussion: """
      All agents change, or none does. Each is reported as changed or unchanged.

        $ xcally-agents edit mrossi --alias Mario --set allow=g722,alaw

      Grant a module to everybody who has not got it:
        $ xcally-agents edit --where typology=webrtc --set permissions+=reports
      """)

  @OptionGroup var targets: TargetOptions
  @OptionGroup(title: "Fields") var fields: AgentFieldOptions
  @Flag(help: "Remove the picture.") var noAvatar = false
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard !(noAvatar && fields.avatar != nil) else {
      throw ValidationError("'--avatar' and '--no-avatar' exclude each other.")
    }
    guard noAvatar || fields.avatar != nil || !fields.isEmpty else {
      throw ValidationError("Say what to change, for instance '--alias NAME'.")
    }
  }

  func perform() async throws {
    let session = try Session(store)
    let task = OperatorTask("edit", targets.words, needs: .edit, change, files: fields.files)
    try session.admit(task)
    let avatar = try noAvatar ? Avatar.none : fields.avatar.map(Avatar.init(readingFile:))
    let assignments = try fields.assignments()
    let report = try await session.edit(task, targets, change) { old, settings in
      var plan = AgentPlan.edit(old, assignments, settings)
      if let avatar { plan.new.account.avatar = avatar.name(for: old) }
      return AgentChange(action: .edit, plan: plan, avatar: avatar)
    }
    try report.finish(output)
  }
}
