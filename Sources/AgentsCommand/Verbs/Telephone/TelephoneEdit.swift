internal import Agents
internal import ArgumentParser

struct TelephoneEdit: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change a telephone.",
    usage: "xcally-agents telephone edit USERNAME [options]",
    discussion: """
      All values change, or none does. "telephone show" shows what can be set; "fields"
      says what each means. Settings that no field stands for, such as permit, are
      kept: written after ours, for the driver in use or the one before the key.

        $ xcally-agents telephone edit desk1 --full-name "Front desk"
        $ xcally-agents telephone edit desk1 --set context=sales --set allow=alaw,g722
        $ xcally-agents telephone edit desk1 --keep language=it --drop pjsip:set_var
      """)

  @Argument(help: "Username of the telephone.", completion: Completions.telephones)
  var username: String
  @Option(parsing: .unconditional, help: ArgumentHelp("Account name.", valueName: "name"))
  var fullName: String?
  @OptionGroup var fields: TelephoneFieldOptions
  @OptionGroup var settings: KeptOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard !fields.assignments(fullName: fullName).isEmpty || !settings.isEmpty else {
      throw ValidationError("Say what to change, for instance '--full-name NAME'.")
    }
  }

  func perform() async throws {
    let report = try await store.centre().editTelephone(
      username, fields.assignments(fullName: fullName),
      kept: KeptEdit(keeping: settings.kept, dropping: settings.drop), change.mode)
    try Presenter(output).finish("telephone", report)
  }
}
