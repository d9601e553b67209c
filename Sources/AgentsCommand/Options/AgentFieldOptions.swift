internal import AgentsCore
internal import ArgumentParser

/// The fields that create and edit share.
struct AgentFieldOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Full name.", valueName: "name"))
  var fullName: String?

  @Option(help: ArgumentHelp("E-mail address.", valueName: "address"))
  var email: String?

  @Option(help: ArgumentHelp("Name that hides the login.", valueName: "name"))
  var alias: String?

  @Option(
    help: ArgumentHelp("phonebar, external, webrtc or mobile.", valueName: "typology"),
    completion: .list(Typology.words))
  var typology: String?

  @Option(help: ArgumentHelp("Extension (default: the lowest free).", valueName: "digits"))
  var `internal`: String?

  @Option(help: ArgumentHelp("Telephone number.", valueName: "number"))
  var phone: String?

  @Option(help: ArgumentHelp("Mobile number.", valueName: "number"))
  var mobile: String?

  @Option(help: ArgumentHelp("Remark.", valueName: "text"))
  var description: String?

  @Flag(inversion: .prefixedNo, help: "Give the agent a voicemail box.")
  var voicemail: Bool?

  @Flag(inversion: .prefixedNo, help: "Switch the Phonebar API on.")
  var remoteControl: Bool?

  @Option(
    help: ArgumentHelp("Picture, PNG or JPEG up to 8 MiB.", valueName: "file"), completion: .file())
  var avatar: String?

  @Option(
    help: ArgumentHelp(
      "Any field; lists also take KEY+=V and KEY-=V. See \"fields\".", valueName: "KEY=VALUE"),
    completion: .custom { _, _, _ in Completions.assignments })
  var set: [String] = []

  func validate() throws {
    for words in set where Assignment(words) == nil {
      throw ValidationError("'--set \(words)' is not of the form KEY=VALUE.")
    }
  }

  /// What the options ask for, in a fixed order; `--set` comes last.
  var assignments: [Assignment] {
    let named: [(String, String?)] = [
      ("fullname", fullName), ("email", email), ("alias", alias), ("typology", typology),
      ("internal", `internal`), ("phone", phone), ("mobile", mobile),
      ("description", description), ("voicemail", voicemail?.text),
      ("phoneBarRemoteControl", remoteControl?.text),
    ]
    return named.compactMap { key, value in value.map { Assignment(key, $0) } }
      + set.compactMap { Assignment($0) }
  }
}
