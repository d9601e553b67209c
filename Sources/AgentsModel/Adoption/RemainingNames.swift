package import AsteriskConfig

extension ConfigTree {
  /// Which of these phones the centre's files still have, each with its section.
  ///
  /// - Parameters:
  ///   - names: SIP names.
  ///   - driver: chan_sip compares them without case.
  package func phones(
    among names: [String], _ driver: Dialect.Driver
  ) -> [(name: String, place: Place)] {
    func key(_ name: String) -> String { driver == .sip ? name.caseFolded : name }
    let wanted = Dictionary(names.map { (key($0), $0) }, uniquingKeysWith: { a, _ in a })
    return sections.compactMap { section in
      // A section of users.conf that is turned off is no phone.
      guard !section.isTemplate, section.last("hassip")?.isTrue != false,
        let name = wanted[key(section.name)]
      else { return nil }
      return (name, section.place)
    }
  }

  /// Which of these queues the centre's files still have, each with its section.
  package func queues(among names: [String]) -> [(name: String, place: Place)] {
    let wanted = Set(names.map(\.caseFolded))
    return sections.compactMap { section in
      guard !section.isTemplate, wanted.contains(section.name.caseFolded) else { return nil }
      return ("voice:\(section.name)", section.place)
    }
  }
}

extension Dialect.Driver {
  /// Asterisk's own files that have phones of it.
  package var phoneFiles: [String] {
    self == .sip ? ["sip.conf", "users.conf"] : ["pjsip.conf", "pjsip_wizard.conf"]
  }
}
