package import AsteriskConfig

/// Endpoints as mailboxes of `voicemail.conf`, in the context `default`.
package enum Mailboxes {
  /// It always exists, because the centre may continue it with `[default](+)`.
  package static let context = Section(name: "default")

  /// `box => pin,name,email,,passwordlocation=spooldir`; empty without voicemail.
  ///
  /// The values cannot be refused: an agent's rules exclude what cannot be written.
  static func content(of endpoint: Endpoint) -> [Section] {
    guard endpoint.voicemail else { return [] }
    return (try? box(of: endpoint)).map { [Section(name: "default", settings: [$0])] } ?? []
  }

  /// All boxes of a file in one section; empty when there are none.
  static func document(of endpoints: [Endpoint]) throws(ConfigError) -> ConfigDocument {
    var settings: [Setting] = []
    for endpoint in endpoints where endpoint.voicemail {
      settings.append(try box(of: endpoint))
    }
    guard !settings.isEmpty else { return ConfigDocument(items: []) }
    return ConfigDocument(items: [.section(Section(name: "default", settings: settings))])
  }

  /// Asterisk writes a PIN that is changed at a phone into the box's directory, wherever the centre has it for others.
  ///
  /// In voicemail.conf it would look for the box in the first section of the context alone, and not find it.
  private static let keepsPINsInSpool = "passwordlocation=spooldir"

  /// Whether the mailboxes of a file say that.
  package static func keepPINs(_ bytes: [UInt8]?) -> Bool {
    bytes.map { String(decoding: $0, as: UTF8.self).contains(keepsPINsInSpool) } ?? false
  }

  private static func box(of endpoint: Endpoint) throws(ConfigError) -> Setting {
    let value = try VoicemailValue.value(
      pin: endpoint.voicemailPin.text, name: endpoint.fullname.text, email: endpoint.email.text,
      options: [keepsPINsInSpool])
    return Setting(name: endpoint.internalNumber.text, value: value, isObject: true)
  }
}
