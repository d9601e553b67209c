internal import Agents
internal import AgentsModel
internal import ArgumentParser

/// What the columns of an imported file mean, where its words are not ours.
struct ColumnOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The column WORD is the field KEY; repeat for more.", valueName: "word=key"),
    transform: { text in
      // A word may hold "=", a key never does.
      guard let sign = text.lastIndex(of: "=") else {
        throw ValidationError("'--map' is WORD=KEY: the word of a column, and our key.")
      }
      return ColumnPair(String(text[..<sign]), String(text[sign...].dropFirst()))
    })
  var map: [ColumnPair] = []

  @Option(help: ArgumentHelp("Leave a column out; repeat for more.", valueName: "word"))
  var ignore: [String] = []

  @Option(
    help: ArgumentHelp(
      "For new agents, where the file says nothing; repeat for more.", valueName: "key=value"),
    transform: { text in
      guard let sign = text.firstIndex(of: "=") else {
        throw ValidationError("'--default' is KEY=VALUE.")
      }
      return ColumnPair(String(text[..<sign]), String(text[sign...].dropFirst()))
    })
  var `default`: [ColumnPair] = []

  @Option(
    help: ArgumentHelp(
      "PINs that are refused: refuse the row, or replace them (new agents).", valueName: "what"),
    completion: .list(WeakPINs.words), transform: WeakPINs.init(option:))
  var weakPins = WeakPINs.refuse

  /// What is done with PINs that are refused.
  enum WeakPINs: String, Choice {
    case refuse, replace
  }

  /// The columns of a layout, with these exceptions.
  func columns(_ layout: ImportLayout) -> ImportColumns {
    var columns = ImportColumns(layout)
    columns.mapped = map.map { ($0.left, $0.right) }
    columns.ignored = ignore
    columns.defaults = `default`.map { ($0.left, $0.right) }
    columns.replacesWeakPINs = weakPins == .replace
    return columns
  }
}

/// Two words with an equals sign between them.
struct ColumnPair: Sendable {
  let left: String
  let right: String

  init(_ left: String, _ right: String) { (self.left, self.right) = (left, right) }
}
