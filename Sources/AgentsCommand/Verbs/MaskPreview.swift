internal import Agents
internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser

struct MaskPreview: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mask-preview",
    abstract: "Show what an agent with Mask Sensitive Data sees of a contact.",
    usage: "xcally-agents mask-preview TEXT... [--kind KIND] [options]",
    discussion: """
      Of a name the last characters are hidden, of a number the last digits, of an
      address those before the "@"; how many is the setting maskCharacters.

        $ xcally-agents mask-preview "Mario Rossi" "+39 06 5550 1234"
        $ xcally-agents mask-preview mario.rossi@example.com --characters 6
      """)

  @Argument(help: "Names, numbers or addresses.") var texts: [String]
  @Option(
    help: ArgumentHelp("name, number or address (default: by its form).", valueName: "kind"),
    completion: .list(SensitiveText.Kind.words), transform: SensitiveText.Kind.init(option:))
  var kind: SensitiveText.Kind?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Try another number than maskCharacters.", valueName: "n"))
  var characters: Int?
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard characters ?? 0 >= 0 else { throw ValidationError("'--characters' takes 0 or more.") }
  }

  func run() throws {
    let texts = texts.map { SensitiveText($0, kind: kind) }
    let masked = try store.centre().masked(texts, characters: characters)
    var answer = Answer(
      [],
      Answer.Rows(
        ["masked", "kind", "text"],
        zip(masked, texts).map {
          [.string($0), .string($1.kind.rawValue), .string($1.text)]
        }))
    answer.lines = masked.map { Line(Terminal.printable($0)).kept }
    try Presenter(output).show(answer)
  }
}
