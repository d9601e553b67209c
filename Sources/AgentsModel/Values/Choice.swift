/// One of a few words.
package protocol Choice: FieldValue, CaseIterable, RawRepresentable where RawValue == String {}

extension Choice {
  package static var words: [String] { allCases.map(\.rawValue) }
  package static var kind: FieldKind { .choice(words) }
  package var text: String { rawValue }

  package init(parsing text: String) throws(Refusal) {
    guard let value = Self(rawValue: text) ?? Self(rawValue: text.lowercased()) else {
      throw .notOneOf(Self.words, given: text)
    }
    self = value
  }
}

extension Bool: FieldValue {
  package static var kind: FieldKind { .bool }
  package var text: String { self ? "true" : "false" }

  package init(parsing text: String) throws(Refusal) {
    switch text.lowercased() {
    case "true", "yes", "on", "1": self = true
    case "false", "no", "off", "0": self = false
    default:
      throw Refusal(
        "not-a-bool", "\(quoted(text)) is neither true nor false",
        hint: "write true or false (yes/no, on/off, 1/0 are understood)")
    }
  }
}

/// How an agent works, which decides the fields that apply and the transports that are allowed.
public enum Typology: String, Choice {
  case phonebar, external, webrtc, mobile

  /// Its name in the product.
  public var label: String {
    switch self {
    case .phonebar: "Phonebar"
    case .external: "External"
    case .webrtc: "WebRTC"
    case .mobile: "Mobile"
    }
  }
}

/// Where the agent's desktop shows notifications.
package enum ToastPosition: String, Choice {
  case topLeft = "top-left"
  case topCenter = "top-center"
  case topRight = "top-right"
  case bottomLeft = "bottom-left"
  case bottomCenter = "bottom-center"
  case bottomRight = "bottom-right"
}

/// chan_sip's `type`: user = incoming calls, peer = outgoing calls, friend = both.
package enum PeerType: String, Choice {
  case friend, user, peer
}

/// The format in which calls to the extension are recorded.
package enum RecordingFormat: String, Choice {
  case inactive, wav, wav49, gsm
}

/// The least severe entry of client logs that is kept; each level includes the more severe ones.
public enum ClientLogLevel: String, Choice {
  case error, warning, info, debug
}

/// Whether a password is about to expire.
///
/// Never stored, because it follows from the time, `passwordResetAt` and the settings.
///
/// The store calculates it in SQL (`AgentColumns`), so that searches, listings and logins agree. It
/// is `ok` while the Security Suite is off.
package enum PasswordState: String, Choice {
  case ok
  /// Within the last `passwordExpiryWarningDays`.
  case expiring
  /// Older than `passwordExpiryDays`.
  case expired
}
