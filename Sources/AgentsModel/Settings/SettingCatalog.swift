/// All settings, defined once.
public enum SettingCatalog {
  /// All settings, in the order in which they are listed.
  public static let settings: [SettingEntry] = [
    SettingEntry(
      Property("securitySuite", { $0.securitySuite }, { $0.securitySuite = $1 }),
      "Password composition, expiry, history and lockout."),
    SettingEntry(
      Property("passwordExpiryDays", { $0.passwordExpiryDays }, { $0.passwordExpiryDays = $1 }),
      "Days a password lives; 0 = for ever."),
    SettingEntry(
      Property(
        "passwordExpiryWarningDays", { $0.passwordExpiryWarningDays },
        { $0.passwordExpiryWarningDays = $1 }),
      "Days before expiry in which the agent is warned."),
    SettingEntry(
      Property("passwordHistory", { $0.passwordHistory }, { $0.passwordHistory = $1 }),
      "Last passwords that are refused; the current one always is."),
    SettingEntry(
      Property("maxLoginAttempts", { $0.maxLoginAttempts }, { $0.maxLoginAttempts = $1 }),
      "Failed logins that lock an account; 0 = never."),
    SettingEntry(
      Property("lockMinutes", { $0.lockMinutes }, { $0.lockMinutes = $1 }),
      "Minutes a lock lasts; 0 = until an operator unlocks."),
    SettingEntry(
      Property("fullNameFilter", { $0.fullNameFilter }, { $0.fullNameFilter = $1 }),
      "Full names are limited to A-Z a-z 0-9 blank \\ _ -."),
    SettingEntry(
      Property("minInternal", { $0.minInternal }, { $0.minInternal = $1 }),
      "Lowest internal that is given automatically."),
    SettingEntry(
      Property("reuseInternals", { $0.reuseInternals }, { $0.reuseInternals = $1 }),
      "Give internals automatically that an agent or telephone had before."),
    SettingEntry(
      Property("maskCharacters", { $0.maskCharacters }, { $0.maskCharacters = $1 }),
      "Characters hidden by Mask Sensitive Data."),
    SettingEntry(
      Property("maxOpenTabs", { $0.maxOpenTabs }, { $0.maxOpenTabs = $1 }),
      "Interaction tabs an agent may have open; 0 = unlimited."),
    SettingEntry(
      Property("screenRecordingPath", { $0.screenRecordingPath }, { $0.screenRecordingPath = $1 }),
      "Where phonebars save recordings; empty = their own default."),
    SettingEntry(
      Property("licenseMobile", { $0.licenseMobile }, { $0.licenseMobile = $1 }),
      "The licence includes mobile agents."),
    SettingEntry(
      Property("licenseMultiProfile", { $0.licenseMultiProfile }, { $0.licenseMultiProfile = $1 }),
      "The licence includes agent profiles."),
    SettingEntry(
      Property(
        "licenseScreenRecording", { $0.licenseScreenRecording }, { $0.licenseScreenRecording = $1 }),
      "The licence includes screen recording."),
    SettingEntry(
      Property("modules", { $0.modules }, { $0.modules = $1 }),
      "Modules of the desktop; new agents get all of them."),
    SettingEntry(
      Property("asteriskDir", { $0.asteriskDir }, { $0.asteriskDir = $1 }),
      "Directory of the files written for Asterisk."),
    SettingEntry(
      Property("asteriskDriver", { $0.asteriskDriver }, { $0.asteriskDriver = $1 }),
      "Channel driver; auto = pjsip from Asterisk 21 on, else sip."),
    SettingEntry(
      Property("asteriskVersion", { $0.asteriskVersion }, { $0.asteriskVersion = $1 }),
      "Version written for; empty = ask the running Asterisk."),
    SettingEntry(
      Property("asteriskReload", { $0.asteriskReload }, { $0.asteriskReload = $1 }),
      "Tell Asterisk of changes; auto = when it runs here."),
    SettingEntry(
      Property("asteriskFileMode", { $0.asteriskFileMode }, { $0.asteriskFileMode = $1 }),
      "Mode of new files for Asterisk."),
    SettingEntry(
      Property("asteriskFileGroup", { $0.asteriskFileGroup }, { $0.asteriskFileGroup = $1 }),
      "Group of new files for Asterisk; left alone where it does not exist."),
    SettingEntry(
      Property("ringSeconds", { $0.ringSeconds }, { $0.ringSeconds = $1 }),
      "Seconds an internal rings before voicemail, or the end of the call."),
    SettingEntry(
      Property("sipRealm", { $0.sipRealm }, { $0.sipRealm = $1 }),
      "Realm in every digest; a change makes all of them stale."),
    SettingEntry(
      Property("tlsCertificate", { $0.tlsCertificate }, { $0.tlsCertificate = $1 }),
      "Certificate file of webrtc peers."),
    SettingEntry(
      Property("tlsPrivateKey", { $0.tlsPrivateKey }, { $0.tlsPrivateKey = $1 }),
      "Private key file of webrtc peers."),
    SettingEntry(
      Property("clientLogDir", { $0.clientLogDir }, { $0.clientLogDir = $1 }),
      "Directory of the agents' client logs."),
    SettingEntry(
      Property("mailCommand", { $0.mailCommand }, { $0.mailCommand = $1 }),
      "Program that takes a mail on standard input."),
    SettingEntry(
      Property("mailFrom", { $0.mailFrom }, { $0.mailFrom = $1 }), "Sender of mails to agents."),
    SettingEntry(
      Property("mailTemplateDir", { $0.mailTemplateDir }, { $0.mailTemplateDir = $1 }),
      "Directory of reset.txt and invite.txt, the texts of those mails; empty = the program's."),
    SettingEntry(
      Property("resetUrl", { $0.resetUrl }, { $0.resetUrl = $1 }),
      "Page behind the link in a password mail."),
    SettingEntry(
      Property("resetLinkMinutes", { $0.resetLinkMinutes }, { $0.resetLinkMinutes = $1 }),
      "Minutes that an emailed link for a new password is good for."),
    SettingEntry(
      Property("inviteHours", { $0.inviteHours }, { $0.inviteHours = $1 }),
      "Hours that an emailed invitation is good for."),
    SettingEntry(
      Property("auditSyslog", { $0.auditSyslog }, { $0.auditSyslog = $1 }),
      "Copy the audit trail to the system's log."),
    SettingEntry(
      Property("binDays", { $0.binDays }, { $0.binDays = $1 }),
      "Days after which \"apply\" deletes agents in the bin permanently; 0 = never."),
    SettingEntry(
      Property("maxChange", { $0.maxChange }, { $0.maxChange = $1 }),
      "Agents of a hundred that change without a question, unless named one by one."),
    SettingEntry(
      Property("undoDays", { $0.undoDays }, { $0.undoDays = $1 }),
      "Days in which a change can be undone; 0 = nothing is kept for that."),
    SettingEntry(
      Property("agentContexts", { $0.agentContexts }, { $0.agentContexts = $1 }),
      "Contexts that operators who are no admins may give agents."),
    SettingEntry(
      Property("doctorSkip", { $0.doctorSkip }, { $0.doctorSkip = $1 }),
      "Checks of the centre's health that are left out: ID or ID:SUBJECT."),
    SettingEntry(
      Property("nginxConfiguration", { $0.nginxConfiguration }, { $0.nginxConfiguration = $1 }),
      "The web server's file that names the certificate of browsers; empty = none."),
    SettingEntry(
      Property("voicemailSpool", { $0.voicemailSpool }, { $0.voicemailSpool = $1 }),
      "Directory of the mailboxes; while it is the default, asterisk.conf counts."),
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
