/// The value of a box in `voicemail.conf`: `box => pin,name,email,pager,options`.
///
/// `app_voicemail` splits it at commas and has no escape for a comma.
package enum VoicemailValue {
  /// The value of a box, with an empty pager.
  /// - Parameters:
  ///   - pin: at most 79 bytes; with a leading `-` its owner cannot change it.
  ///   - name: at most 79 bytes.
  ///   - email: one address, or several with `|` between them.
  ///   - options: `name=value` each. They come after the last comma that counts, so they may contain commas, but
  ///     no `|`.
  /// - Throws: `ConfigError.unwritable` for a field that Asterisk would read differently.
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

  /// Why a field cannot be written; nil when it can.
  ///
  /// An empty field means that it is left out.
  private static func objection(
    to field: String, separator: UInt8 = UInt8(ascii: ",")
  ) -> ConfigError.Reason? {
    if field.isEmpty { return nil }
    if let reason = TextRole.value.objection(to: field.utf8.span) { return reason }
    // Compare bytes: for Swift, a comma with a combining accent is not a comma.
    let isCut = field.utf8.contains(separator)
    return isCut ? .reserved(Character(Unicode.Scalar(separator))) : nil
  }
}
