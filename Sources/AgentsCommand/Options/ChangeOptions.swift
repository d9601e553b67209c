internal import Agents
internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

/// How far a change goes.
struct ChangeOptions: ParsableArguments {
  @Flag(name: "--dry-run -n", help: "Show what would change; change nothing.")
  var dryRun = false

  @Flag(help: "Store the change; write no file and tell Asterisk nothing.")
  var noApply = false

  @Option(
    help: ArgumentHelp("Write Asterisk's files there, this once.", valueName: "dir"),
    completion: .directory, transform: FileOption.asteriskDir.word)
  var asteriskDir: FileWord?

  var mode: Mode {
    Mode(dryRun ? .dryRun : noApply ? .storeOnly : .apply, directory: asteriskDir?.text)
  }
}

/// What a change of many agents may do without a question, and how much is told of it.
struct ManyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Do not ask if no more agents change (default: setting maxChange).", valueName: "n|p%"),
    transform: { text in
      do throws(Refusal) { return try ChangeLimit(parsing: text) } catch {
        throw ValidationError("\(error.message).")
      }
    })
  var maxChange: ChangeLimit?

  @Flag(help: "A line for each agent, of however many.") var verbose = false
}

extension ChangeOptions {
  /// The same with a limit.
  func mode(_ many: ManyOptions) -> Mode {
    let mode = mode
    return Mode(mode.extent, directory: mode.directory, limit: many.maxChange)
  }
}

/// `--dry-run`, for commands that write no files.
struct DryRunOption: ParsableArguments {
  @Flag(name: "--dry-run -n", help: "Show what would change; change nothing.")
  var dryRun = false

  var mode: Mode { dryRun ? .dryRun : .apply }
}

/// Consent to what cannot be undone.
struct ConsentOptions: ParsableArguments {
  @Flag(name: "--yes -y", help: "Do not ask.")
  var yes = false

  /// Asks on the terminal.
  ///
  /// - Parameter question: Such as `delete queue voice:sales`.
  /// - Throws: `AgentsError.caller(.declined)`; `CommandError.confirmationNeeded` without a terminal.
  func require(to question: String) throws {
    guard !yes else { return }
    guard Terminal.isTerminal(.standardInput) else {
      throw CommandError.confirmationNeeded("asked to \(question)")
    }
    guard try Prompt.confirm(question.prefix(1).uppercased() + question.dropFirst() + "?") else {
      throw AgentsError.caller(.declined)
    }
  }

  /// Asks before agents lose a group; an empty group is deleted without a question.
  ///
  /// - Throws: `AgentsError.caller(.declined)`; `CommandError.confirmationNeeded` without a terminal.
  func require(toDelete noun: String, _ losses: [Loss]) throws {
    guard losses.contains(where: { $0.agents > 0 }) else { return }
    let names = losses.map { loss in
      let verb = loss.agents == 1 ? "loses" : "lose"
      return loss.agents == 0
        ? loss.name : "\(loss.name) (\(count(loss.agents, "agent")) \(verb) it)"
    }
    try require(to: "delete \(noun) \(list(names))")
  }
}
