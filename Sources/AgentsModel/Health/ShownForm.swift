internal import AsteriskConfig

/// How files and console write a kind of values, in one form for both.
enum ShownForm: Sendable {
  case text
  /// `Yes`, `true`, `on` and so on.
  case flag
  /// `(ulaw|alaw)` or `ulaw,alaw`, in order.
  case list
  /// The same in any order, without regard to case.
  case set
  /// `1, 3` or `1,3-5`.
  case groups
  /// `"name" <number>`.
  case callerID

  func text(_ value: String) -> String {
    switch self {
    case .text: return value
    case .flag: return value.isAsteriskTrue ? "yes" : "no"
    case .list: return words(value).joined(separator: ",")
    case .set: return words(value).map(\.caseFolded).sorted().joined(separator: ",")
    case .groups:
      let numbers = value.filter { $0 != " " }
      return (try? GroupSet(parsing: numbers))?.text ?? numbers
    case .callerID:
      return value == "<unspecified>" ? "" : CallerIDText(value).text
    }
  }

  /// Asterisk keeps 79 bytes of a name, and shows no more of a caller ID with PJSIP.
  func areEqual(_ expected: String, _ actual: String) -> Bool {
    guard case .callerID = self, actual.utf8.count >= 79 else { return expected == actual }
    return expected.utf8.starts(with: actual.utf8.prefix(76))
  }

  private func words(_ value: String) -> [String] {
    value.split { "(|), ".contains($0) }.map(String.init)
  }
}

/// A caller ID as Asterisk reads it (`ast_callerid_split` in main/callerid.c).
private struct CallerIDText {
  private var name = ""
  private var number = ""

  init(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    func string(_ part: some Sequence<Unicode.Scalar>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: part)
      return String(view)
    }
    guard let close = scalars.lastIndex(of: ">"),
      let open = scalars[..<close].lastIndex(of: "<")
    else {
      // A number alone, or a name alone.
      let isNumber = text.utf8.allSatisfy { "0123456789*#+()-. ".utf8.contains($0) }
      (name, number) = isNumber ? ("", text) : (unquoted(text), "")
      return
    }
    name = unquoted(string(scalars[..<open]))
    // As `ast_shrink_phone_number` leaves it.
    number = string(scalars[(open + 1)..<close].filter { !"()&-. ".unicodeScalars.contains($0) })
  }

  var text: String {
    name.isEmpty ? number : number.isEmpty ? name : callerID(name: name, number: number)
  }

  /// Inside of quotes a backslash protects the next character.
  private func unquoted(_ text: String) -> String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    var text = String(text.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    guard text.unicodeScalars.first == "\"", text.unicodeScalars.count > 1,
      text.unicodeScalars.last == "\""
    else { return text }
    text.unicodeScalars.removeFirst()
    text.unicodeScalars.removeLast()
    var result = String.UnicodeScalarView()
    var isProtected = false
    for scalar in text.unicodeScalars {
      if scalar == "\\", !isProtected {
        isProtected = true
        continue
      }
      result.append(scalar)
      isProtected = false
    }
    return String(result)
  }
}
