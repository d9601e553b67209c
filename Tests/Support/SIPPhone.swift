internal import Subprocess

/// A real SIP client: sipsak, which shares no line of code with the product.
package enum SIPPhone {
  /// How a registration ended.
  package enum Answer: Equatable, Sendable {
    case registered
    /// The final status, e.g. 403 for a wrong password.
    case refused(status: Int)
    /// Nobody listens there.
    case noAnswer
  }

  /// Registers over UDP, for a minute, and tells how it ended.
  ///
  /// The password goes to sipsak as an argument: for the lab only.
  package static func register(
    username: String, password: String, at asterisk: RunningAsterisk
  ) async throws -> Answer {
    // Without `-u`, sipsak 0.9.8 takes "name@" for the user of the digest.
    let result = try await run(
      .name("sipsak"),
      arguments: [
        "-U", "-i", "-s", "sip:\(username)@\(asterisk.address):\(asterisk.sipPort)",
        "-u", username, "-a", password, "-x", "60",
      ],
      output: .string(limit: 64 << 10), error: .string(limit: 64 << 10))
    switch result.terminationStatus {
    case .exited(0): return .registered
    case .exited(3): return .noAnswer
    default: break
    }
    // The answer is printed whole: "SIP/2.0 403 Forbidden".
    let words = (result.standardOutput + result.standardError)
      .split(whereSeparator: \.isNewline).last { $0.hasPrefix("SIP/2.0 ") }?.split(separator: " ")
    guard let words, words.count > 1, let status = Int(words[1]) else {
      throw LabFailure("sipsak: \(result.terminationStatus): \(result.standardError)")
    }
    return .refused(status: status)
  }
}
