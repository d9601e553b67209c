/// The value of a static member in `queues.conf`: `member => interface,penalty,name`.
///
/// If the member's `ringinuse` differs from that of the queue, an empty state interface and `ringinuse` follow.
///
/// `app_queue` splits it at commas, except inside brackets or quotes. A byte after a backslash has no special
/// meaning.
package enum QueueMemberValue {
  /// The value of a member.
  /// - Parameters:
  ///   - interface: the interface to dial, such as `SIP/anna`; at most 79 bytes, none of `( ) [ ] " \ ,`.
  ///   - penalty: 0 or more; members with a lower one ring first.
  ///   - name: the name in the queue log, at most 79 bytes; empty means the interface.
  ///   - ringsInUse: whether it rings during a call, whatever the queue's `ringinuse` is; else the queue decides.
  /// - Throws: `ConfigError.unwritable` for a field that Asterisk would read differently.
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

  /// Compares scalars: for Swift, a comma with a combining accent is not a comma.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    "()[]\"\\,".unicodeScalars.contains(scalar)
  }
}
