/// `"name" <number>` as Asterisk's caller id parser reads it back (main/callerid.c): inside the
/// quotes a backslash protects a quote or a backslash.
func callerID(name: String, number: String) -> String {
  var escaped = ""
  // Scalars, for to Swift a quote with a combining accent is no quote.
  for scalar in name.unicodeScalars {
    if scalar == "\"" || scalar == "\\" { escaped.unicodeScalars.append("\\") }
    escaped.unicodeScalars.append(scalar)
  }
  return "\"\(escaped)\" <\(number)>"
}
