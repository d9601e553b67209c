internal import AgentsModel
internal import AgentsStore
internal import AsteriskConfig
internal import SystemPackage

extension HealthCheck {
  static let realm = [
    HealthCheck(
      "realm.differs", .error, commands: true,
      what: "The realm of Asterisk's challenges, against that of the passwords.",
      why: "Every password is wrong for Asterisk: no phone can register.",
      mend: "give sipRealm and Asterisk the same realm, then set the passwords again"
    ) { facts in
      try await realm(facts)
    }
  ]

  private static func realm(_ facts: Examination) async throws -> [Symptom] {
    var symptoms = try staleDigests(facts)
    // The files for PJSIP name the realm themselves.
    guard facts.dialect.drivers.contains(.sip) else { return symptoms }
    symptoms += try await challenges(facts)
    return symptoms
  }

  private static func staleDigests(_ facts: Examination) throws -> [Symptom] {
    let wanted = facts.settings.sipRealm
    let stale = try facts.read { try $0.phonesWithStaleDigest(realm: wanted) }
    guard stale > 0 else { return [] }
    var symptom = Symptom(
      "sipRealm",
      "is \(wanted.text), and the passwords of \(count(stale, "phone")) are for another realm")
    symptom.field = "sipRealm"
    return [
      symptom.with(
        consequence: "\(stale == 1 ? "This phone" : "These \(stale) phones") cannot register.",
        remedy: "set the passwords again, or give sipRealm its old value")
    ]
  }

  private static func challenges(_ facts: Examination) async throws -> [Symptom] {
    let wanted = facts.settings.sipRealm.text
    try facts.requireReadable("sip.conf")
    let sip = facts.sip
    let (realm, entry) = sip.realm
    let phones =
      try facts.phones.get().reduce(0) { $0 + $1.count }
      + facts.read { try $0.telephoneCount() }
    let consequence =
      "The passwords of \(count(phones, "phone")) are for \(wanted), so none can register."
    var symptoms: [Symptom] = []
    let path = facts.path(of: "sip.conf")
    let running = (await facts.answerIfRunning("sip show settings")).flatMap(runningRealm)
    if realm != wanted {
      let said = entry == nil ? "has no realm, so that it is \(realm)" : "says realm = \(realm)"
      symptoms.append(
        Symptom("sip.conf", "\(said), and the passwords are for \(wanted)")
          .at(entry?.place.file ?? path, line: entry?.place.line)
          .with(
            when: running == wanted ? .reload : .now, consequence: consequence,
            remedy: "write realm = \(wanted) there; or take its realm, and set the passwords again")
      )
    } else if let running, running != wanted {
      symptoms.append(
        Symptom("sip.conf", "says realm = \(realm), and Asterisk still runs with \(running)")
          .at(entry?.place.file ?? path, line: entry?.place.line)
          .with(consequence: consequence, remedy: "have Asterisk read it")
          .mended(by: .console("sip reload")))
    }
    if let domains = sip.domainsAsRealm {
      symptoms.append(
        Symptom(
          "sip.conf", "says \(domains.text): a phone is challenged with the domain that it calls"
        )
        .at(domains.place.file, line: domains.place.line)
        .with(
          consequence: "A phone that registers by another domain than \(wanted) cannot.",
          remedy: "write domainsasrealm = no there"))
    }
    return symptoms
  }

  /// The answer to `sip show settings`.
  private static func runningRealm(_ answer: String) -> String? {
    answer.split(separator: "\n").lazy.map { $0.trimmingPrefix { $0 == " " } }
      .first { $0.hasPrefix("Our auth realm") }
      .map { String($0.dropFirst("Our auth realm".count).trimmingPrefix { $0 == " " }) }
  }
}

extension Examination {
  /// What chan_sip takes from `sip.conf`.
  var sip: SIPSettings {
    let options = tree(ConsolePlace.file).section("options")
    return SIPSettings(tree("sip.conf"), systemName: options?.last("systemname")?.value)
  }

  /// What PJSIP takes from the centre's own `pjsip.conf`.
  var pjsip: PJSIPSettings { PJSIPSettings(tree("pjsip.conf")) }

  /// What Asterisk's web server takes from `http.conf`.
  var http: HTTPSettings { HTTPSettings(tree("http.conf")) }

  /// Which files and objects come out of a database instead.
  var mappings: ConfigMappings {
    ConfigMappings(tree("extconfig.conf"), sorcery: tree("sorcery.conf"))
  }

  /// One of Asterisk's files, where it is expected.
  func path(of file: String) -> String { configuration.appending(file).string }

  /// - Throws: `Unchecked` when it is not known what Asterisk reads there.
  func requireReadable(_ file: String) throws {
    if let place = mappings.entry(of: file)?.place {
      throw Unchecked("\(file) comes out of a database (\(place.text))")
    }
    let tree = tree(file)
    if let gap = tree.gap { throw Unchecked("\(gap.path) could not be read") }
    if tree.refusals.contains(where: \.isWhole) { throw Unchecked("Asterisk rejects \(file)") }
  }
}
