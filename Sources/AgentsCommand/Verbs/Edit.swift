internal import Agents
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

      Settings of Asterisk that no field stands for, such as permit, are kept: written
      after ours, for the driver in use or the one before the key:
        $ xcally-agents edit mrossi --keep language=it --drop pjsip:set_var
      """)

  @OptionGroup var targets: TargetOptions
  @OptionGroup(title: "Fields") var fields: AgentFieldOptions
  @Flag(help: "Remove the picture.") var noAvatar = false
  @OptionGroup(title: "Fields") var settings: KeptOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard !(noAvatar && fields.avatar != nil) else {
      throw ValidationError("'--avatar' and '--no-avatar' exclude each other.")
    }
    guard noAvatar || fields.avatar != nil || !fields.isEmpty || !settings.isEmpty else {
      throw ValidationError("Say what to change, for instance '--alias NAME'.")
    }
  }

  func perform() async throws {
    let centre = store.centre(files: fields.files)
    let report = try await centre.edit(targets.selection(), edit(), change.mode)
    try Presenter(output).finish(report)
  }

  private func edit() throws -> AgentEdit {
    let picture = try noAvatar ? PictureChange.remove : fields.picture().map(PictureChange.set)
    return AgentEdit(
      try fields.assignments(), picture: picture,
      kept: KeptEdit(keeping: settings.kept, dropping: settings.drop))
  }
}
