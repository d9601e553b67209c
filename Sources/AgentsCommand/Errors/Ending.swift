internal import Agents
internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

/// Any error that reached the entry point, sorted by what is to be done about it.
enum Ending {
  /// The reader of our output went away: nothing is wrong.
  case readerGone
  /// Help or version: nothing is wrong either.
  case answer(String)
  case failure(Failure)

  init(_ error: any Error) {
    if let error = error as? SystemError, error.isOfClosedOutput {
      self = .readerGone
    } else if let error = error as? CommandError {
      self = .failure(error.failure)
    } else if let error = AgentsError(any: error) {
      self = .failure(error.failure)
    } else {
      self = Self.parserEnding(error)
    }
  }

  private static func parserEnding(_ error: any Error) -> Ending {
    switch XcallyAgents.exitCode(for: error) {
    case .success:
      .answer(XcallyAgents.fullMessage(for: error) + "\n")
    case .validationFailure:
      .failure(usageFailure(error))
    default:
      .failure(AgentsError.unexpected(String(describing: error)).failure)
    }
  }

  /// Words that do not parse, and behind them how they should be.
  private static func usageFailure(_ error: any Error) -> Failure {
    let message = XcallyAgents.message(for: error)
    let head = XcallyAgents._errorPrefix + message + "\n"
    let unknownVerb = UnknownVerb(in: ProcessArguments.all.dropFirst())
    return Failure(
      code: "usage", message: unknownVerb?.message ?? message, exitStatus: .usage,
      usage: String(XcallyAgents.fullMessage(for: error).dropFirst(head.count)))
  }
}
