/// Secrets that the program makes, out of the system's random numbers.
package enum Generator {
  /// A password of 16 characters that satisfies the Security Suite: some 95 bits, without characters
  /// that are mistaken for one another (0 O o, 1 l I).
  package static func password() -> Secret {
    let lower = Array("abcdefghijkmnpqrstuvwxyz")
    let upper = Array("ABCDEFGHJKLMNPQRSTUVWXYZ")
    let digits = Array("23456789")
    // No quote, backslash, blank or dollar: it survives being pasted into a shell or a spreadsheet.
    let specials = Array("@#%-_+")
    let classes = [lower, upper, digits, specials]
    var random = SystemRandomNumberGenerator()
    var characters = classes.compactMap { $0.randomElement(using: &random) }
    let all = classes.flatMap(\.self)
    while characters.count < 16 {
      if let next = all.randomElement(using: &random) { characters.append(next) }
    }
    // A special character in front would make an option, a comment or a formula of it.
    repeat { characters.shuffle(using: &random) } while specials.contains(characters[0])
    return Secret(String(characters))
  }

  /// Six digits that the rule of PINs takes and that are not `internalNumber`.
  package static func voicemailPin(not internalNumber: Internal) -> VoicemailPIN {
    var random = SystemRandomNumberGenerator()
    while true {
      let number = String(Int.random(in: 0...999_999, using: &random))
      let text = String(repeating: "0", count: 6 - number.count) + number
      if text != internalNumber.text, let pin = try? VoicemailPIN(parsing: text) { return pin }
    }
  }
}
