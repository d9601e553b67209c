/// What the files are written for: a channel driver and a release of Asterisk.
package struct Dialect: Equatable, Sendable {
  /// A channel driver of Asterisk.
  package enum Driver: String, CaseIterable, Sendable {
    /// chan_sip, which Asterisk 21 and later no longer have.
    case sip
    case pjsip

    /// The prefix of a peer in `Dial` and in a queue.
    package var technology: String { self == .sip ? "SIP" : "PJSIP" }

    /// The files that hold its peers.
    package var files: FileKind { self == .sip ? .sip : .pjsip }

    /// The module of Asterisk.
    package var module: String { self == .sip ? "chan_sip.so" : "chan_pjsip.so" }
  }

  /// The driver that settings and version require.
  package let driver: Driver
  /// During a switch of drivers, the old one: until the switch is finished its files stay, and
  /// queues and extensions dial it.
  package let left: Driver?
  /// Whether PJSIP accepts `auth_type = digest` (from 20.12, 21.7 and 22.2 on); every release
  /// accepts `md5`.
  package let hasPasswordDigest: Bool
  /// Asterisk 21 or later: nothing reads `sip.conf`.
  package let lacksChanSIP: Bool

  /// - Parameters:
  ///   - seen: The version of this host's Asterisk when it was last asked; the setting
  ///     `asteriskVersion` overrides it.
  ///   - left: The old driver of a switch that is not finished.
  package init(_ settings: Settings, seen: AsteriskVersion?, leaving left: Driver? = nil) {
    let version = AsteriskVersion(settings.asteriskVersion.text) ?? seen
    lacksChanSIP = (version?.major ?? 0) >= 21
    driver =
      switch settings.asteriskDriver {
      case .sip: .sip
      case .pjsip: .pjsip
      case .auto: lacksChanSIP ? .pjsip : .sip
      }
    self.left = left == driver || lacksChanSIP && left == .sip ? nil : left
    hasPasswordDigest =
      (driver == .pjsip || self.left == .pjsip) && version?.hasPasswordDigest == true
  }

  /// The driver that queues and extensions dial.
  package var dialled: Driver { left ?? driver }

  /// The drivers that have files, in the order of their kinds.
  package var drivers: [Driver] { [Driver.sip, .pjsip].filter { $0 == driver || $0 == left } }

  /// The kinds of files that are written.
  package var kinds: [FileKind] {
    FileKind.allCases.filter { kind in
      ![.sip, .pjsip].contains(kind) || drivers.contains { $0.files == kind }
    }
  }
}

/// The first two numbers of `16.28.0`, which are all that matters here.
package struct AsteriskVersion: Equatable, Sendable {
  package let major: Int
  package let minor: Int

  /// Reads `22`, `22.10` or `22.10.1`; nil for everything else.
  package init?(_ text: String) {
    let numbers = text.split(separator: ".").map { Int($0) }
    guard let major = numbers.first.flatMap(\.self), !numbers.contains(nil) else { return nil }
    self.major = major
    minor = numbers.dropFirst().first.flatMap(\.self) ?? 0
  }

  /// Finds the version in the answer to `core show version`: `Asterisk 22.10.1+dfsg built by …` or
  /// `Asterisk certified/18.9-cert4`, with a slash or a dash; nil when it was not built from a
  /// release.
  ///
  /// The console may print other lines first, such as "No ethernet interface found for seeding global EID".
  package init?(answer: String) {
    let version = answer.split(separator: "Asterisk ", omittingEmptySubsequences: false).dropFirst()
      .lazy.compactMap { text in
        AsteriskVersion(
          String(
            text.trimmingPrefix("certified").drop { "/-".contains($0) }
              .prefix { "0123456789.".contains($0) }))
      }.first
    guard let version else { return nil }
    self = version
  }

  package var text: String { "\(major).\(minor)" }

  /// The first releases whose `res_pjsip` knows `password_digest`.
  var hasPasswordDigest: Bool {
    switch major {
    case 20: minor >= 12
    case 21: minor >= 7
    case 22: minor >= 2
    default: major > 22
    }
  }
}
