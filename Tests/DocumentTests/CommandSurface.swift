/// What `--experimental-dump-help` says, as far as the manual needs it.
struct CommandSurface: Decodable {
  let command: Command

  struct Command: Decodable {
    let commandName: String
    let abstract: String
    let discussion: String?
    let subcommands: [Command]?
    let arguments: [Argument]?

    /// The verbs below; "help" is the parser's.
    var verbs: [Command] { (subcommands ?? []).filter { $0.commandName != "help" } }
  }

  struct Argument: Decodable {
    let kind: Kind
    let names: [Name]?
    let valueName: String?
    let abstract: String?
    let defaultValue: String?
    let sectionTitle: String?
    let shouldDisplay: Bool
    let isRepeating: Bool

    enum Kind: String, Decodable {
      case positional, option, flag
    }
  }

  struct Name: Decodable {
    let kind: String
    let name: String

    /// Behind the dash that mdoc writes.
    var behindDash: String { kind == "long" ? "-\(name)" : name }
  }
}
