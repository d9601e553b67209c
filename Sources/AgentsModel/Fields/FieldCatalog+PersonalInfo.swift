// MARK: - Personal Info

let accountFields: [Field] = [
  Field(
    Property("id", \.account.id), "Id", tab: .personalInfo, access: .readOnly, default: "automatic",
    "Number of the agent; never reused."),
  Field(
    Property("name", \.account.name), "Username", tab: .personalInfo, access: .fixed, right: .own,
    isRequired: true,
    "Login and SIP peer: letters, digits, \".\" and \"_\", 1-40; fixed after creation."),
  Field(
    Property("fullname", \.account.fullname), "Full Name", tab: .personalInfo, right: .own,
    isRequired: true, "Name shown to people and called parties; not the internal."),
  Field(
    Property("alias", \.account.alias), "Alias", tab: .personalInfo, right: .own,
    "Another name that hides the login from customers."),
  Field(
    Property("typology", \.account.typology), "Typology", tab: .personalInfo, right: .own,
    "How the agent works; mobile needs the setting licenseMobile."),
  Field(
    Property("email", \.account.email), "Email", tab: .personalInfo, right: .own, isRequired: true,
    "Address for password recovery; unique among agents not deleted."),
  Field(
    Property("phone", \.account.phone), "Phone", tab: .personalInfo, right: .own,
    "Telephone number."),
  Field(
    Property("mobile", \.account.mobile), "Mobile", tab: .personalInfo, right: .own,
    "Mobile telephone number."),
  Field(
    Property("internal", \.account.internalNumber), "Internal", tab: .personalInfo,
    right: .bounded(.fromMinimum), default: "lowest free",
    "Extension, 2-10 digits, unique over agents and telephones."),
  Field(
    Property("description", \.account.description), "Description", tab: .personalInfo, right: .own,
    "A remark of one line."),
  Field(
    Property("voicemail", \.account.voicemail), "Voicemail", tab: .personalInfo, right: .own,
    "Creates the mailbox internal@default."),
  Field(
    Property("voicemailPin", \.account.voicemailPin), "Voicemail PIN", tab: .personalInfo,
    right: .own, default: "random", isSecret: true,
    "4-10 digits, hard to guess; shown only with --with-secrets."),
  Field(
    Property("loginInPause", \.account.loginInPause), "Login in Pause", tab: .personalInfo,
    right: .own, "Paused in all queues after login."),
  Field(
    Property("disabled", \.account.disabled), "Disabled", tab: .personalInfo, right: .own,
    "No login, no registration, not rung; the mailbox stays."),
  Field(
    Property("locked", \.account.locked), "Locked", tab: .personalInfo, access: .clearOnly,
    right: .own, "No login after failed ones; the phone stays. Only cleared."),
  Field(
    Property("loginAttempts", \.account.loginAttempts), "Failed logins", tab: .personalInfo,
    access: .readOnly, "Failed logins since the last good one."),
  Field(
    Property("lockedAt", \.account.lockedAt), "Locked at", tab: .personalInfo, access: .readOnly,
    "When failed logins locked the account."),
  Field(
    Property("maskSensitiveData", \.account.maskSensitiveData), "Mask Sensitive Data",
    tab: .personalInfo, right: .own,
    "Hides contacts' names, numbers and addresses from the agent."),
  Field(
    Property("adSsoEnabled", \.account.adSsoEnabled), "Active Directory SSO", tab: .personalInfo,
    right: .own, "Login with Active Directory credentials."),
  Field(
    Property("mfaEnabled", \.account.mfaEnabled), "MFA", tab: .personalInfo, access: .clearOnly,
    right: .own, "Second factor of the agent; the operator may switch it off."),
  Field(
    Property("toastPosition", \.account.toastPosition), "Notifications", tab: .personalInfo,
    right: .own, "Where the desktop shows notifications."),
  Field(
    Property("avatar", \.account.avatar), "Avatar", tab: .personalInfo, access: .readOnly,
    default: "", "Picture file; set by --avatar FILE, removed by --no-avatar."),
  Field(
    Property("passwordResetAt", \.account.passwordResetAt), "Last password reset",
    tab: .personalInfo, access: .readOnly, default: "creation", isOfSecuritySuite: true,
    "When the password was last set; shown when the Security Suite is on."),
  Field(
    Property("passwordState", \.account.passwordState), "Password state", tab: .personalInfo,
    access: .computed, isOfSecuritySuite: true,
    "expiring before passwordExpiryDays are over, expired behind them."),
  Field(
    Property("createdAt", \.account.createdAt), "Created", tab: .personalInfo, access: .readOnly,
    default: "automatic", "When the agent was created."),
  Field(
    Property("updatedAt", \.account.updatedAt), "Updated", tab: .personalInfo, access: .readOnly,
    default: "automatic", "When the agent last changed."),
  Field(
    Property("deletedAt", \.account.deletedAt), "Deleted", tab: .personalInfo, access: .readOnly,
    "When the agent went to the bin."),
]
