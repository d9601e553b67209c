internal import AgentsModel
internal import AsteriskConfig

/// Which phones the running Asterisk knows, and where those are that are registered.
struct RunningCentre: Equatable {
  private(set) var names: Set<String>
  private(set) var addresses: [String: String]

  /// - Throws: `AgentsError.asterisk` when it does not answer.
  init(_ driver: Dialect.Driver, _ asterisk: RunningAsterisk) async throws {
    let isSIP = driver == .sip
    names =
      ObjectListing(
        try await asterisk.ask(isSIP ? "sip show objects" : "pjsip list endpoints")
      ).names
    addresses =
      RegistrationListing(
        try await asterisk.ask(isSIP ? "sip show peers" : "pjsip show contacts")
      ).addresses
  }

  /// What is worse than it was: a phone that is not known any more, or not registered where it was.
  ///
  /// - Parameter gone: Names that may be gone.
  func losses(since before: RunningCentre) -> [String] {
    let unknown = before.names.subtracting(names).sorted().map { "\($0) is not known any more" }
    let moved = before.addresses.sorted { $0.key < $1.key }.filter { addresses[$0.key] != $0.value }
      .map { name, address in
        addresses[name].map { "\(name) was registered at \(address), and is at \($0)" }
          ?? "\(name) was registered at \(address), and is not any more"
      }
    return unknown + moved
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
