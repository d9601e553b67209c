/// A registration, and no more.
package enum SIPPhone {
  /// How a registration ended.
  package enum Answer: Equatable, Sendable {
    case registered
    /// The final status, e.g. 403 for a wrong password.
    case refused(status: Int)
    /// Nobody listens there.
    case noAnswer
  }

  /// Registers over UDP, tells how it ended, and switches the phone off.
  package static func register(
    username: String, password: String, at asterisk: RunningAsterisk
  ) async throws -> Answer {
    let phone = try Phone(username, password: password, at: asterisk)
    let answer = try await phone.register()
    await phone.switchOff()
    return answer
  }
}
