/// Secrets that the program makes, out of the system's random numbers.
package enum Generator {
  /// A password of 16 characters that satisfies the Security Suite: some 95 bits, without characters
  /// that are mistaken for one another (0 O o, 1 l I).
  package static func password() -> Secret {
    let lower = Array("abcdefghijkmnpqrstuvwxyz".utf8)
    let upper = Array("ABCDEFGHJKLMNPQRSTUVWXYZ".utf8)
    let digits = Array("23456789".utf8)
    // No quote, backslash, blank or dollar: it survives being pasted into a shell or a spreadsheet.
    let specials = Array("@#%-_+".utf8)
    let classes = [lower, upper, digits, specials]
    var random = SystemRandomNumberGenerator()
    // Room for all from the start: growing would leave copies behind.
    var characters: [UInt8] = []
    characters.reserveCapacity(16)
    for set in classes + Array(repeating: classes.flatMap(\.self), count: 12) {
      if let next = set.randomElement(using: &random) { characters.append(next) }
    }
    // A special character in front would make an option, a comment or a formula of it.
    repeat { characters.shuffle(using: &random) } while specials.contains(characters[0])
    return Secret(consuming: &characters)
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
