/// The value of a static member in `queues.conf`: `member => interface,penalty,name`, and behind an
/// empty state interface `ringinuse` where the member's differs from the queue's.
///
/// `app_queue` cuts it at commas, but not inside brackets or quotes, and takes the byte behind a
/// backslash as it is.
package enum QueueMemberValue {
  /// The value of a member.
  /// - Parameters:
  ///   - interface: what is dialled, `SIP/anna`; at most 79 bytes, none of `( ) [ ] " \ ,`.
  ///   - penalty: 0 or more; lower ones ring first.
  ///   - name: what the queue log says, at most 79 bytes; empty means the interface.
  ///   - ringsInUse: is rung although it is in a call, whatever the queue's `ringinuse` says.
  /// - Throws: `ConfigError.unwritable` for a field which would be read as something else.
  package static func value(
    interface: String, penalty: Int, name: String, ringsInUse: Bool = false
  ) throws(ConfigError) -> String {
    if let reason = objection(to: interface) {
      throw .unwritable(.queueMemberInterface, reason)
    }
    if let mark = interface.unicodeScalars.first(where: isMark) {
      throw .unwritable(.queueMemberInterface, .reserved(Character(mark)))
    }
    guard penalty >= 0 else { throw .unwritable(.queueMemberPenalty, .negative) }
    let end = ringsInUse ? ",,yes" : ""
    if name.isEmpty { return "\(interface),\(penalty)" + (ringsInUse ? "," + end : "") }
    if let reason = objection(to: name) { throw .unwritable(.queueMemberName, reason) }
    return "\(interface),\(penalty),\(escaped(name))\(end)"
  }

  private static func objection(to field: String) -> ConfigError.Reason? {
    if let reason = TextRole.value.objection(to: field.utf8.span) { return reason }
    let isTooLong = field.utf8.count > Grammar.nameLimit
    return isTooLong ? .tooLong(limit: Grammar.nameLimit) : nil
  }

  private static func escaped(_ name: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      if isMark(scalar) { escaped.append("\\") }
      escaped.append(scalar)
    }
    return String(escaped)
  }

  /// Of scalars, for to Swift a comma with a combining accent is no comma.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    "()[]\"\\,".unicodeScalars.contains(scalar)
  }
}
