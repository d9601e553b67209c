/// All settings, defined once.
public enum SettingCatalog {
  /// All settings, in the order in which they are listed.
  public static let settings: [SettingEntry] = [
    SettingEntry(
      Property("securitySuite", \.securitySuite),
      "Password composition, expiry, history and lockout."),
    SettingEntry(
      Property("passwordExpiryDays", \.passwordExpiryDays),
      "Days a password lives; 0 = for ever."),
    SettingEntry(
      Property("passwordExpiryWarningDays", \.passwordExpiryWarningDays),
      "Days before expiry in which the agent is warned."),
    SettingEntry(
      Property("passwordHistory", \.passwordHistory),
      "Last passwords that are refused; the current one always is."),
    SettingEntry(
      Property("maxLoginAttempts", \.maxLoginAttempts),
      "Failed logins that lock an account; 0 = never."),
    SettingEntry(
      Property("lockMinutes", \.lockMinutes),
      "Minutes a lock lasts; 0 = until an operator unlocks."),
    SettingEntry(
      Property("fullNameFilter", \.fullNameFilter),
      "Full names are limited to A-Z a-z 0-9 blank \\ _ -."),
    SettingEntry(
      Property("minInternal", \.minInternal), "Lowest internal that is given automatically."),
    SettingEntry(
      Property("maskCharacters", \.maskCharacters),
      "Characters hidden by Mask Sensitive Data."),
    SettingEntry(
      Property("maxOpenTabs", \.maxOpenTabs),
      "Interaction tabs an agent may have open; 0 = unlimited."),
    SettingEntry(
      Property("screenRecordingPath", \.screenRecordingPath),
      "Where phonebars save recordings; empty = their own default."),
    SettingEntry(
      Property("licenseMobile", \.licenseMobile), "The licence includes mobile agents."),
    SettingEntry(
      Property("licenseMultiProfile", \.licenseMultiProfile),
      "The licence includes agent profiles."),
    SettingEntry(
      Property("licenseScreenRecording", \.licenseScreenRecording),
      "The licence includes screen recording."),
    SettingEntry(
      Property("modules", \.modules),
      "Modules of the desktop; new agents get all of them."),
    SettingEntry(
      Property("asteriskDir", \.asteriskDir), "Directory of the files written for Asterisk."),
    SettingEntry(
      Property("asteriskDriver", \.asteriskDriver),
      "Channel driver; auto = pjsip from Asterisk 21 on, else sip."),
    SettingEntry(
      Property("asteriskVersion", \.asteriskVersion),
      "Version written for; empty = ask the running Asterisk."),
    SettingEntry(
      Property("asteriskReload", \.asteriskReload),
      "Tell Asterisk of changes; auto = when it runs here."),
    SettingEntry(
      Property("asteriskFileMode", \.asteriskFileMode), "Mode of new files for Asterisk."),
    SettingEntry(
      Property("asteriskFileGroup", \.asteriskFileGroup),
      "Group of new files for Asterisk; left alone where it does not exist."),
    SettingEntry(
      Property("ringSeconds", \.ringSeconds),
      "Seconds an internal rings before voicemail, or the end of the call."),
    SettingEntry(
      Property("sipRealm", \.sipRealm),
      "Realm in every digest; a change makes all of them stale."),
    SettingEntry(
      Property("tlsCertificate", \.tlsCertificate), "Certificate file of webrtc peers."),
    SettingEntry(
      Property("tlsPrivateKey", \.tlsPrivateKey), "Private key file of webrtc peers."),
    SettingEntry(
      Property("clientLogDir", \.clientLogDir), "Directory of the agents' client logs."),
    SettingEntry(
      Property("mailCommand", \.mailCommand), "Program that takes a mail on standard input."),
    SettingEntry(Property("mailFrom", \.mailFrom), "Sender of mails to agents."),
    SettingEntry(Property("resetUrl", \.resetUrl), "Page behind the link in a password mail."),
    SettingEntry(
      Property("auditSyslog", \.auditSyslog), "Copy the audit trail to the system's log."),
    SettingEntry(
      Property("agentContexts", \.agentContexts),
      "Contexts that operators who are no admins may give agents."),
  ]

  /// The keys of ``settings``, in their order.
  package static let keys = settings.map(\.key)

  private static let byKey = Dictionary(uniqueKeysWithValues: settings.map { ($0.key, $0) })

  /// The setting of that key.
  ///
  /// - Throws: `AgentsError.notFound(.key)` with the nearest known key.
  package static func find(_ key: String) throws(AgentsError) -> SettingEntry {
    guard let setting = byKey[key] else {
      throw .notFound(.key(key, kind: "setting", nearest: nearest(to: key, in: keys)))
    }
    return setting
  }
}
