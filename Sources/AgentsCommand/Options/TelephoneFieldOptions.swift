internal import AgentsModel
internal import ArgumentParser

/// The fields of a telephone that create and edit share.
struct TelephoneFieldOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Extension (default: the lowest free).", valueName: "digits"))
  var `internal`: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A voice field such as context or allow; lists also take KEY+=V and KEY-=V.",
      valueName: "KEY=VALUE"),
    completion: Completions.telephoneAssignments)
  var set: [String] = []

  func validate() throws {
    guard set.allSatisfy({ Assignment($0) != nil }) else {
      throw ValidationError("'--set' takes KEY=VALUE, KEY+=VALUE or KEY-=VALUE.")
    }
  }

  /// What the options ask for; `--set` comes last.
  ///
  /// - Parameter fullName: nil = nothing is said of it.
  func assignments(fullName: String?) -> [Assignment] {
    [("fullname", fullName), ("internal", `internal`)].compactMap { key, value in
      value.map { Assignment(key, $0) }
    } + set.compactMap { Assignment($0) }
  }
}
