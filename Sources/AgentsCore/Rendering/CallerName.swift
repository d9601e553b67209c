/// `"name" <number>` as Asterisk's caller id parser reads it back (main/callerid.c): inside the
/// quotes a backslash protects a quote or a backslash.
func callerID(name: String, number: String) -> String {
  var escaped = ""
  for character in name {
    if character == "\"" || character == "\\" { escaped.append("\\") }
    escaped.append(character)
  }
  return "\"\(escaped)\" <\(number)>"
}
