/// The value of a box in `voicemail.conf`: `box => pin,name,email,pager,options`.
///
/// `app_voicemail` cuts it at commas and knows no escape for one.
package enum VoicemailValue {
  /// Whether `field` can stand between two commas as it is.
  package static func isSafe(_ field: String) -> Bool {
    objection(to: field) == nil
  }

  /// The value of a box, with an empty pager.
  /// - Parameters:
  ///   - pin: at most 79 bytes; a leading `-` keeps its owner from changing it.
  ///   - name: at most 79 bytes.
  ///   - email: one address, or several with `|` between them.
  ///   - options: `name=value` each; they come after the last comma that counts, so they may hold
  ///     commas, but no `|`.
  /// - Throws: `ConfigError.unwritable` for a field which would be read as something else.
  package static func value(
    pin: String, name: String, email: String, options: [String] = []
  ) throws(ConfigError) -> String {
    for (field, place, limit) in [
      (pin, ConfigError.Place.voicemailPIN, Grammar.nameLimit),
      (name, .voicemailName, Grammar.nameLimit),
      (email, .voicemailEmail, Int.max),
    ] {
      if let reason = objection(to: field) { throw .unwritable(place, reason) }
      if field.utf8.count > limit { throw .unwritable(place, .tooLong(limit: limit)) }
    }
    for option in options {
      if let reason = objection(to: option, separator: UInt8(ascii: "|")) {
        throw .unwritable(.voicemailOption, reason)
      }
    }
    let fields = [pin, name, email].joined(separator: ",")
    return options.isEmpty ? fields : fields + ",," + options.joined(separator: "|")
  }

  /// An empty field is fine: it is how one is left out.
  private static func objection(
    to field: String, separator: UInt8 = UInt8(ascii: ",")
  ) -> ConfigError.Reason? {
    if field.isEmpty { return nil }
    if let reason = TextRole.value.objection(to: field.utf8.span) { return reason }
    // Bytes, for to Swift a comma with a combining accent is no comma.
    let isCut = field.utf8.contains(separator)
    return isCut ? .reserved(Character(Unicode.Scalar(separator))) : nil
  }
}
