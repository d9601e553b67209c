internal import AsteriskConfig

/// Endpoints as mailboxes of `voicemail.conf`, in the context `default`.
enum Mailboxes {
  /// `box => pin,name,email` for those with voicemail; empty when there are none.
  static func document(of endpoints: [Endpoint]) throws(ConfigError) -> ConfigDocument {
    var settings: [Setting] = []
    for endpoint in endpoints where endpoint.voicemail {
      let value = try VoicemailValue.value(
        pin: endpoint.voicemailPin.text, name: endpoint.fullname.text,
        email: endpoint.email.text)
      settings.append(
        Setting(name: endpoint.internalNumber.text, value: value, isObject: true))
    }
    guard !settings.isEmpty else { return ConfigDocument(items: []) }
    return ConfigDocument(items: [.section(Section(name: "default", settings: settings))])
  }
}
