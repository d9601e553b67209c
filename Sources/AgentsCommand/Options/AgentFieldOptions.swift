internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

/// The fields that create and edit share.
struct AgentFieldOptions: ParsableArguments {
  @Option(
    parsing: .unconditional, help: ArgumentHelp("Full name.", valueName: "name"))
  var fullName: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("E-mail address.", valueName: "address"))
  var email: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Name that hides the login.", valueName: "name"))
  var alias: String?

  @Option(
    help: ArgumentHelp("phonebar, external, webrtc or mobile.", valueName: "typology"),
    completion: .list(Typology.words))
  var typology: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Extension (default: the lowest free).", valueName: "digits"))
  var `internal`: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Telephone number.", valueName: "number"))
  var phone: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Mobile number.", valueName: "number"))
  var mobile: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Remark.", valueName: "text"))
  var description: String?

  @Flag(inversion: .prefixedNo, help: "Give the agent a voicemail box.")
  var voicemail: Bool?

  @Flag(inversion: .prefixedNo, help: "Switch the Phonebar API on.")
  var remoteControl: Bool?

  @Option(
    help: ArgumentHelp(
      "Picture, PNG or JPEG up to 8 MiB; - = standard input.", valueName: "file"),
    completion: .file(), transform: FileOption.avatar.word)
  var avatar: FileWord?

  @Option(
    help: ArgumentHelp(
      "Voicemail PIN, from a file of yours alone; - = standard input.", valueName: "file"),
    completion: .file(), transform: FileOption.voicemailPinFile.word)
  var voicemailPinFile: FileWord?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Any field; lists also take KEY+=V and KEY-=V. See \"fields\".", valueName: "KEY=VALUE"),
    completion: Completions.assignments)
  var set: [String] = []

  func validate() throws {
    guard avatar?.stream == nil || voicemailPinFile?.stream == nil else {
      throw Self.takenByAvatar
    }
    for words in set {
      guard let assignment = Assignment(words) else {
        // The word is not shown: it may be a mistyped secret.
        throw ValidationError("'--set' takes KEY=VALUE, KEY+=VALUE or KEY-=VALUE.")
      }
      guard FieldCatalog.field(assignment.key)?.isSecret != true else {
        throw ValidationError(
          "\(assignment.key) is a secret and no argument: use '--voicemail-pin-file'.")
      }
    }
  }

  /// The fields that have an option of their own, in a fixed order.
  private var named: [(key: String, value: String?)] {
    [
      ("fullname", fullName), ("email", email), ("alias", alias), ("typology", typology),
      ("internal", `internal`), ("phone", phone), ("mobile", mobile),
      ("description", description), ("voicemail", voicemail?.text),
      ("phoneBarRemoteControl", remoteControl?.text),
    ]
  }

  /// What the options ask for; `--set` comes last.
  ///
  /// - Throws: `SecretRefusal` or `SystemError` for the file of the PIN.
  func assignments() throws -> [Assignment] {
    let pin = try voicemailPinFile.map { try PasswordOptions.text(of: $0) }
    return (named + [("voicemailPin", pin)]).compactMap { key, value in
      value.map { Assignment(key, $0) }
    } + set.compactMap { Assignment($0) }
  }

  /// The picture that `--avatar FILE` names.
  ///
  /// - Throws: `SystemError` when it cannot be read, `AgentsError.refused` when it is no picture.
  func picture() throws -> Picture? {
    do {
      return try avatar.map { try Picture($0.bytes(limit: Picture.maximumBytes)) }
    } catch let error as SystemError where error.errno == .fileTooLarge {
      throw AgentsError.refused([Finding("avatar", Picture.tooLarge)])
    }
  }

  static let takenByAvatar = ValidationError(
    "'--avatar -' takes all of standard input: nothing else can come from there.")

  /// The files that the options name.
  var files: [FileWord?] { [avatar, voicemailPinFile] }

  /// No option was given.
  var isEmpty: Bool {
    named.allSatisfy { $0.value == nil } && voicemailPinFile == nil && set.isEmpty
  }
}
