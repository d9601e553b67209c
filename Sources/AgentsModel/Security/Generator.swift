/// Generates secrets from the system's random numbers.
package enum Generator {
  /// A password of 16 characters that satisfies the Security Suite: about 95 bits, without
  /// characters that are easily confused (0 O o, 1 l I).
  package static func password() -> Secret {
    let lower = Array("abcdefghijkmnpqrstuvwxyz".utf8)
    let upper = Array("ABCDEFGHJKLMNPQRSTUVWXYZ".utf8)
    let digits = Array("23456789".utf8)
    // No quote, backslash, blank or dollar, so that it can be pasted into a shell or a spreadsheet.
    let specials = Array("@#%-_+".utf8)
    let classes = [lower, upper, digits, specials]
    var random = SystemRandomNumberGenerator()
    // The full capacity from the start, because growing would leave copies in memory.
    var characters: [UInt8] = []
    characters.reserveCapacity(16)
    for set in classes + Array(repeating: classes.flatMap(\.self), count: 12) {
      if let next = set.randomElement(using: &random) { characters.append(next) }
    }
    // A special character at the start could make it an option, a comment or a formula.
    repeat { characters.shuffle(using: &random) } while specials.contains(characters[0])
    return Secret(consuming: &characters)
  }

  /// Six digits that the rule of PINs accepts and that differ from `internalNumber`.
  package static func voicemailPin(not internalNumber: Internal) -> VoicemailPIN {
    var random = SystemRandomNumberGenerator()
    while true {
      let number = String(Int.random(in: 0...999_999, using: &random))
      let text = String(repeating: "0", count: 6 - number.count) + number
      if text != internalNumber.text, let pin = try? VoicemailPIN(parsing: text), pin.isHardToGuess
      {
        return pin
      }
    }
  }
}
