// MARK: - Personal Info

let accountFields: [Field] = [
  Field(
    Property("id", { $0.account.id }, { $0.account.id = $1 }), "Id", tab: .personalInfo,
    access: .readOnly, default: "automatic",
    "Number of the agent; never reused."),
  Field(
    Property("name", { $0.account.name }, { $0.account.name = $1 }), "Username", tab: .personalInfo,
    access: .fixed, right: .own,
    isRequired: true,
    "Login and SIP peer: letters, digits, \".\" and \"_\", 1-40; fixed after creation."),
  Field(
    Property("fullname", { $0.account.fullname }, { $0.account.fullname = $1 }), "Full Name",
    tab: .personalInfo, right: .own,
    isRequired: true, "Name shown to people and called parties; not the internal."),
  Field(
    Property("alias", { $0.account.alias }, { $0.account.alias = $1 }), "Alias", tab: .personalInfo,
    right: .own,
    "Another name that hides the login from customers."),
  Field(
    Property("typology", { $0.account.typology }, { $0.account.typology = $1 }), "Typology",
    tab: .personalInfo, right: .own,
    "How the agent works; mobile needs the setting licenseMobile."),
  Field(
    Property("email", { $0.account.email }, { $0.account.email = $1 }), "Email", tab: .personalInfo,
    right: .own, isRequired: true,
    "Address for password recovery; unique among agents not deleted."),
  Field(
    Property("phone", { $0.account.phone }, { $0.account.phone = $1 }), "Phone", tab: .personalInfo,
    right: .own,
    "Telephone number."),
  Field(
    Property("mobile", { $0.account.mobile }, { $0.account.mobile = $1 }), "Mobile",
    tab: .personalInfo, right: .own,
    "Mobile telephone number."),
  Field(
    Property("internal", { $0.account.internalNumber }, { $0.account.internalNumber = $1 }),
    "Internal", tab: .personalInfo,
    right: .bounded(.fromMinimum), default: "lowest free",
    "Extension, 2-10 digits, unique over agents and telephones."),
  Field(
    Property("description", { $0.account.description }, { $0.account.description = $1 }),
    "Description", tab: .personalInfo, right: .own,
    "A remark of one line."),
  Field(
    Property("voicemail", { $0.account.voicemail }, { $0.account.voicemail = $1 }), "Voicemail",
    tab: .personalInfo, right: .own,
    "Creates the mailbox internal@default."),
  Field(
    Property("voicemailPin", { $0.account.voicemailPin }, { $0.account.voicemailPin = $1 }),
    "Voicemail PIN", tab: .personalInfo,
    right: .own, default: "random", isSecret: true,
    "4-10 digits, hard to guess; shown only with --with-secrets."),
  Field(
    Property("loginInPause", { $0.account.loginInPause }, { $0.account.loginInPause = $1 }),
    "Login in Pause", tab: .personalInfo,
    right: .own, "Paused in all queues after login."),
  Field(
    Property("disabled", { $0.account.disabled }, { $0.account.disabled = $1 }), "Disabled",
    tab: .personalInfo, right: .own,
    "No login, no registration, not rung; the mailbox stays."),
  Field(
    Property("held", { $0.account.held }, { $0.account.held = $1 }), "Held",
    tab: .personalInfo, access: .computed,
    "Taken over from Asterisk's own files, and not live yet."),
  Field(
    Property("locked", { $0.account.locked }, { $0.account.locked = $1 }), "Locked",
    tab: .personalInfo, access: .clearOnly,
    right: .own, "No login after failed ones; the phone stays. Only cleared."),
  Field(
    Property("loginAttempts", { $0.account.loginAttempts }, { $0.account.loginAttempts = $1 }),
    "Failed logins", tab: .personalInfo,
    access: .readOnly, "Failed logins since the last good one."),
  Field(
    Property("lockedAt", { $0.account.lockedAt }, { $0.account.lockedAt = $1 }), "Locked at",
    tab: .personalInfo, access: .readOnly,
    "When failed logins locked the account."),
  Field(
    Property(
      "maskSensitiveData", { $0.account.maskSensitiveData }, { $0.account.maskSensitiveData = $1 }),
    "Mask Sensitive Data",
    tab: .personalInfo, right: .own,
    "Hides contacts' names, numbers and addresses from the agent."),
  Field(
    Property("adSsoEnabled", { $0.account.adSsoEnabled }, { $0.account.adSsoEnabled = $1 }),
    "Active Directory SSO", tab: .personalInfo,
    right: .own, "Login with Active Directory credentials."),
  Field(
    Property("mfaEnabled", { $0.account.mfaEnabled }, { $0.account.mfaEnabled = $1 }), "MFA",
    tab: .personalInfo, access: .clearOnly,
    right: .own, "Second factor of the agent; the operator may switch it off."),
  Field(
    Property("toastPosition", { $0.account.toastPosition }, { $0.account.toastPosition = $1 }),
    "Notifications", tab: .personalInfo,
    right: .own, "Where the desktop shows notifications."),
  Field(
    Property("avatar", { $0.account.avatar }, { $0.account.avatar = $1 }), "Avatar",
    tab: .personalInfo, access: .readOnly,
    default: "", "Picture file; set by --avatar FILE, removed by --no-avatar."),
  Field(
    Property(
      "passwordResetAt", { $0.account.passwordResetAt }, { $0.account.passwordResetAt = $1 }),
    "Last password reset",
    tab: .personalInfo, access: .readOnly, default: "creation", isOfSecuritySuite: true,
    "When the password was last set; shown when the Security Suite is on."),
  Field(
    Property("passwordState", { $0.account.passwordState }, { $0.account.passwordState = $1 }),
    "Password state", tab: .personalInfo,
    access: .computed, isOfSecuritySuite: true,
    "expiring before passwordExpiryDays are over, expired behind them."),
  Field(
    Property("createdAt", { $0.account.createdAt }, { $0.account.createdAt = $1 }), "Created",
    tab: .personalInfo, access: .readOnly,
    default: "automatic", "When the agent was created."),
  Field(
    Property("updatedAt", { $0.account.updatedAt }, { $0.account.updatedAt = $1 }), "Updated",
    tab: .personalInfo, access: .readOnly,
    default: "automatic", "When the agent last changed."),
  Field(
    Property("deletedAt", { $0.account.deletedAt }, { $0.account.deletedAt = $1 }), "Deleted",
    tab: .personalInfo, access: .readOnly,
    "When the agent went to the bin."),
]
