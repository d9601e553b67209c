internal import Agents
internal import AgentsModel
internal import ArgumentParser

/// What an import does with the rows it finds.
struct ImportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Agents that differ: fail, skip or update.", valueName: "what"),
    completion: .list(ImportRules.OnDuplicate.words),
    transform: ImportRules.OnDuplicate.init(option:))
  var onDuplicate = ImportRules.OnDuplicate.fail

  @Flag(help: "Move agents that the file does not have to the bin.")
  var deleteMissing = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Ask before more of the agents change or go (default: 10 with --delete-missing).",
      valueName: "percent"))
  var maxChange: Int?

  @Flag(help: "Import the good rows; the others go to --rejects.")
  var keepGoing = false

  @Option(
    help: ArgumentHelp("Where rejected rows go, each with its reason.", valueName: "file"),
    completion: .file(), transform: FileOption.rejects.word)
  var rejects: FileWord?

  @Option(
    help: ArgumentHelp(
      "Make passwords for new agents without one; written there.", valueName: "file"),
    completion: .file(), transform: FileOption.generatePasswords.word)
  var generatePasswords: FileWord?

  @Flag(help: "Make queues, teams and profiles that rows name and that do not exist.")
  var createGroups = false

  @Option(
    help: ArgumentHelp("Whose columns: own, freepbx or xcally.", valueName: "layout"),
    completion: .list(ImportLayout.words), transform: ImportLayout.init(option:))
  var from = ImportLayout.own

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Between cells: one character, or tab.", valueName: "character"))
  var delimiter = ","

  @Flag(help: "Say how far it is, also without a terminal.")
  var progress = false

  func validate() throws {
    _ = try CSVFormatOptions.delimiter(delimiter)
    guard keepGoing == (rejects != nil) else {
      throw ValidationError("'--keep-going' and '--rejects' need each other.")
    }
    guard !(keepGoing && deleteMissing) else {
      throw ValidationError(
        "'--keep-going' excludes '--delete-missing': a bad row would delete its agent."
      )
    }
    guard (0...100).contains(maxChange ?? 0) else {
      throw ValidationError("'--max-change' is a percentage, 0 to 100.")
    }
  }

  var rules: ImportRules {
    var rules = ImportRules()
    rules.onDuplicate = onDuplicate
    (rules.deletesMissing, rules.maxChange) = (deleteMissing, maxChange)
    rules.createsGroups = createGroups
    rules.layout = from
    (rules.rejects, rules.passwords) = (rejects?.text, generatePasswords?.text)
    return rules
  }

  var delimiterByte: UInt8 { CSVFormat.delimiter(named: delimiter) ?? UInt8(ascii: ",") }
}
