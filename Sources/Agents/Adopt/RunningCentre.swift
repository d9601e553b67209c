internal import AgentsModel
internal import AsteriskConfig

/// Which phones the running Asterisk knows, and where those are that are registered.
struct RunningCentre: Equatable {
  private let names: Set<String>
  private let registrations: Registrations

  /// - Throws: `AgentsError.asterisk` when it does not answer.
  init(_ driver: Dialect.Driver, _ asterisk: RunningAsterisk) async throws {
    let isSIP = driver == .sip
    names =
      ObjectListing(
        try await asterisk.ask(isSIP ? "sip show objects" : "pjsip list endpoints")
      ).names
    registrations = Registrations(
      listed: try await asterisk.ask(isSIP ? "sip show peers" : "pjsip show contacts"),
      recorded: try await asterisk.ask(
        "database show \(isSIP ? Registrations.ofSIP : Registrations.ofPJSIP)"))
  }

  /// What is otherwise than it was: what is worse, and what phones did by themselves.
  func changes(since before: RunningCentre) -> Registrations.Changes {
    var changes = registrations.changes(since: before.registrations)
    changes.losses =
      before.names.subtracting(names).sorted().map { "\($0) is not known any more" }
      + changes.losses
    return changes
  }
}

extension RunningAsterisk {
  /// The same with an error of the request.
  func ask(_ command: String) async throws -> String {
    do throws(AsteriskSilence) { return try await answer(to: command) } catch {
      throw AgentsError.asterisk(.unproved(error))
    }
  }
}
