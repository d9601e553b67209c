/// The installation's settings; `SettingCatalog` names and describes them.
public struct Settings: Equatable, Sendable {
  package var securitySuite = true
  package var passwordExpiryDays = Count(90)
  package var passwordExpiryWarningDays = Count(15)
  package var passwordHistory = HistoryLength(0)
  package var maxLoginAttempts = Count(5)
  package var lockMinutes = Count(0)
  package var fullNameFilter = false
  package var minInternal = InternalMinimum(1000)
  package var reuseInternals = false
  package var maskCharacters = Count(4)
  package var maxOpenTabs = Count(20)
  package var screenRecordingPath = RecordingPath()
  package var licenseMobile = false
  package var licenseMultiProfile = false
  package var licenseScreenRecording = false
  package var modules = Modules([
    "voice", "chat", "mail", "sms", "openchannel", "fax", "whatsapp", "contacts", "campaigns",
    "reports",
  ])
  package var asteriskDir = AsteriskDirectory()
  package var asteriskDriver = AsteriskDriver.auto
  package var asteriskVersion = VersionText()
  package var asteriskReload = ReloadPolicy.auto
  package var asteriskFileMode = FileMode()
  package var asteriskFileGroup = UnixGroupName()
  package var ringSeconds = RingTime(30)
  package var sipRealm = Realm()
  package var tlsCertificate = PathText()
  package var tlsPrivateKey = PathText()
  package var clientLogDir = ClientLogDirectory()
  package var mailCommand = MailCommand()
  package var mailFrom = OptionalAddress()
  package var mailTemplateDir = PathText()
  package var resetUrl = URLText()
  package var resetLinkMinutes = LinkMinutes(60)
  package var inviteHours = LinkHours(72)
  package var auditSyslog = false
  package var binDays = DayCount(0)
  package var undoDays = DayCount(30)
  package var maxChange = Percentage(10)
  package var agentContexts = ContextNames([])
  package var doctorSkip = CheckNames([])
  package var nginxConfiguration = NginxConfiguration()
  package var voicemailSpool = SpoolDirectory()

  package init() {}

  /// A setting's canonical text by its key, as in `docs/settings.md`; nil where there is no such setting.
  public subscript(key: String) -> String? {
    SettingCatalog.settings.first { $0.key == key }?.property.read(self)
  }
}

/// Which channel driver the files are for.
package enum AsteriskDriver: String, Choice {
  /// PJSIP from Asterisk 21 on, chan_sip before.
  case auto
  case sip, pjsip
}

/// When Asterisk is told of changed files.
package enum ReloadPolicy: String, Choice {
  /// If it runs on this host.
  case auto
  case never
  /// It must run on this host, or the command fails with exit status 69.
  case always
}

/// One setting, and everything the program knows about it.
public struct SettingEntry: Sendable {
  package let property: Property<Settings>
  /// One line on what it does.
  public let help: String

  /// Its name.
  public var key: String { property.key }
  /// The value while nobody has set another.
  public var defaultText: String { property.read(Settings()) }

  init(_ property: Property<Settings>, _ help: String) {
    self.property = property
    self.help = help
  }
}
