internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

/// How results are written.
struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("table, json, jsonl, csv or names.", valueName: "format"),
    completion: .list(Format.words), transform: Format.init(option:))
  var format = Format.table

  @Option(
    help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"),
    completion: .list(ColorChoice.words), transform: ColorChoice.init(option:))
  var color = ColorChoice.auto

  @Flag(name: "--quiet -q", help: "Say nothing of success.")
  var quiet = false
}

/// When results are coloured.
enum ColorChoice: String, Choice {
  case auto, always, never

  /// Whether standard output gets colours (https://no-color.org).
  var isOn: Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto:
      Terminal.isTerminal(.standardOutput)
        && (EnvironmentVariable.value(of: "NO_COLOR") ?? "").isEmpty
        && EnvironmentVariable.value(of: "TERM") != "dumb"
    }
  }

  /// The style of a heading: bold where colours are on.
  var heading: String? { isOn ? "1" : nil }
}
