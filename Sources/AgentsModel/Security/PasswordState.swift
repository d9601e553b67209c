/// How much of its life a password has before it; never stored, because it follows from the time,
/// from `passwordResetAt` and from the settings.
///
/// The store works it out in SQL (`AgentColumns`), so that a search, a listing and a login are given
/// one answer. It is `ok` while the Security Suite is off.
package enum PasswordState: String, Choice {
  case ok
  /// Within the last `passwordExpiryWarningDays`.
  case expiring
  /// Older than `passwordExpiryDays`.
  case expired
}
