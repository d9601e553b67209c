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

  @Option(
    help: ArgumentHelp(
      "Agents that the file does not have: keep, disable or delete.", valueName: "what"),
    completion: .list(ImportRules.Missing.words), transform: ImportRules.Missing.init(option:))
  var missing: ImportRules.Missing?

  @Option(
    help: ArgumentHelp(
      "Only agents that meet it can be missing; as --where; repeat for more.",
      valueName: "condition"),
    completion: Completions.conditions)
  var within: [String] = []

  @Flag(help: "The same as --missing delete.")
  var deleteMissing = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Ask if more than PERCENT of the agents would change (default: 10 with --missing).",
      valueName: "percent"),
    transform: { text in
      guard let percent = Int(text.hasSuffix("%") ? String(text.dropLast()) : text) else {
        throw ValidationError("'--max-change' is a percentage, 0 to 100.")
      }
      return percent
    })
  var maxChange: Int?

  @Option(
    help: ArgumentHelp(
      "Memberships of a row: replace the agent's, or add to them.", valueName: "what"),
    completion: .list(Memberships.words), transform: Memberships.init(option:))
  var memberships = Memberships.replace

  /// What the memberships of a row are.
  enum Memberships: String, Choice {
    case replace, add
  }

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

  @OptionGroup var columns: ColumnOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Between cells: one character, or tab (default: as the header has it).",
      valueName: "character"))
  var delimiter: String?

  @Flag(help: "Say how far it is, also without a terminal.")
  var progress = false

  func validate() throws {
    _ = try delimiter.map(CSVFormatOptions.delimiter)
    guard keepGoing == (rejects != nil) else {
      throw ValidationError("'--keep-going' and '--rejects' need each other.")
    }
    guard !deleteMissing || missing ?? .delete == .delete else {
      throw ValidationError("'--delete-missing' is '--missing delete', and nothing else.")
    }
    guard !keepGoing || fate == .keep else {
      let words = deleteMissing ? "--delete-missing" : "--missing \(fate.rawValue)"
      throw ValidationError(
        "'--keep-going' excludes '\(words)': a bad row would \(fate.rawValue) its agent.")
    }
    guard within.isEmpty || fate != .keep else {
      throw ValidationError("'--within' needs '--missing disable' or '--missing delete'.")
    }
    guard (0...100).contains(maxChange ?? 0) else {
      throw ValidationError("'--max-change' is a percentage, 0 to 100.")
    }
  }

  /// What is done with agents that the file does not have.
  private var fate: ImportRules.Missing { missing ?? (deleteMissing ? .delete : .keep) }

  /// - Throws: `AgentsError.refused` with every condition that cannot be understood.
  func rules() throws -> ImportRules {
    var rules = ImportRules()
    rules.onDuplicate = onDuplicate
    (rules.missing, rules.maxChange) = (fate, maxChange)
    rules.within = try conditions(within, option: "within")
    (rules.createsGroups, rules.addsMemberships) = (createGroups, memberships == .add)
    rules.columns = columns.columns(from)
    (rules.rejects, rules.passwords) = (rejects?.text, generatePasswords?.text)
    return rules
  }

  /// nil = as the header has it.
  var delimiterByte: UInt8? { delimiter.flatMap(CSVFormat.delimiter) }
}
