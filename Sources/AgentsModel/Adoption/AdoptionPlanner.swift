internal import AsteriskConfig

/// What the database has already that a centre's phones may clash with.
package struct AdoptionSurroundings: Sendable {
  /// Usernames and names of telephones, in lower case.
  package var names: Set<String> = []
  /// The MD5 digests by the names of the phones, in lower case.
  package var digests: [String: String] = [:]
  package var internals: Set<String> = []
  /// Internals that are free and are not given automatically, because somebody had them.
  package var formerInternals: Set<String> = []
  /// In lower case.
  package var emails: Set<String> = []
  /// The names of voice queues, in lower case.
  package var queues: Set<String> = []
  package var settings = Settings()
  /// The realm of the digests that are stored; nil when there are none.
  package var realm: String?
  /// The driver of the phones that are stored; nil when there are none.
  package var driver: Dialect.Driver?
  package var version: AsteriskVersion?

  package init() {}
}

/// Makes the plan of taking over a centre.
///
/// Pure: the files are given as trees, the database as what it has.
package struct AdoptionPlanner {
  let trees: CentreTrees
  let request: AdoptionRequest
  let surroundings: AdoptionSurroundings
  var plan = AdoptionPlan()
  var phones: [FoundPhone] = []
  /// Why a phone cannot be commented out.
  var shared: [String: String] = [:]
  /// Sections of users.conf that stay, by the SIP name of their phone.
  var endings: [String: UsersEnding] = [:]
  let dialplan: FoundNumbers
  var boxes: FoundBoxes
  var queues: FoundQueues
  /// By SIP name.
  var internals: [String: (number: String, origin: AdoptionPlan.Origin?, isMade: Bool)] = [:]
  /// The SIP name of the phone with an internal, and with a name.
  var byNumber: [String: String] = [:]
  var byName: [String: String] = [:]
  var emails: Set<String> = []
  var usedBoxes: Set<ConfigTree.Place> = []
  /// Boxes that stay although a phone names them, with its name.
  var namedBoxes: [ConfigTree.Place: String] = [:]
  var lost: [ConfigTree.Place: [AdoptionPlan.Lost]] = [:]

  /// The plan.
  package static func plan(
    _ trees: CentreTrees, _ request: AdoptionRequest, _ surroundings: AdoptionSurroundings
  ) -> AdoptionPlan {
    var planner = AdoptionPlanner(trees, request, surroundings)
    planner.run()
    return planner.plan
  }

  private init(
    _ trees: CentreTrees, _ request: AdoptionRequest, _ surroundings: AdoptionSurroundings
  ) {
    (self.trees, self.request, self.surroundings) = (trees, request, surroundings)
    boxes = FoundBoxes(trees.usersFile, trees.voicemail)
    queues = FoundQueues(trees.queues)
    dialplan = FoundNumbers(trees.dialplan)
    emails = surroundings.emails
  }

  private mutating func run() {
    for tree in trees.read { examine(tree) }
    for file in trees.unreadable {
      plan.refused.append(
        .init(
          place: .init(file: "\(trees.directory)/\(file)", line: 1), what: file,
          why: "it is no file that could be read, so what it has is not known",
          code: "file.unreadable"))
    }
    if !request.ignoresRealtime { refuseRealtime() }
    guard !plan.refused.contains(where: { $0.code == "realtime" }) else { return }
    findPhones()
    guard let realm = findRealm() else { return }
    findInternals()
    let members = self.members()
    var taken: Set<String> = []
    for phone in phones { adopt(phone, realm, members, &taken) }
    adoptQueues()
    findEndings()
    leaveBoxes()
    leaveOldAgents()
    plan.lost = lost.values.flatMap(\.self)
    plan.warnings += queues.warnings + cutValues()
    sort()
    let lines = CommentedLines(
      trees, plan, endings: endings, extensions: extensionsOfUsers(),
      generated: queues.queues.map(\.place))
    let names = Set((plan.agents + plan.telephones).map(\.sipName))
    plan.cutOver.take(lines, shared: shared.filter { names.contains($0.key) })
  }

  // MARK: - What cannot be read

  /// Nothing is taken over from a file that Asterisk rejects.
  private mutating func examine(_ tree: ConfigTree) {
    for refusal in tree.refusals {
      let what = trees.shortened(refusal.place.file)
      if refusal.isWhole {
        plan.refused.append(
          .init(
            place: refusal.place, what: what,
            why: "Asterisk rejects this file: \(refusal.reason.text)", code: "file.rejected"))
      } else {
        plan.warnings.append(
          .init(
            place: refusal.place, code: "file.cut",
            text: "Asterisk does not read the rest of this file: \(refusal.reason.text)"))
      }
    }
    for unread in tree.unread where unread.reason != .leftOut {
      plan.refused.append(
        .init(
          place: .init(file: unread.path, line: 1), what: trees.shortened(unread.path),
          why: "it cannot be read, so what it has is not known", code: "file.unreadable"))
    }
    for statement in tree.statements {
      guard case .execute = statement.content else { continue }
      plan.warnings.append(
        .init(
          place: statement.place, code: "exec.skipped",
          text: "not executed: what it prints is not seen; save it to a file and include that"))
    }
  }

  private mutating func refuseRealtime() {
    let tables = ["sippeers", "sipusers", "sipregs", "voicemail", "queues", "queue_members"]
    let files = trees.read.compactMap(\.files.first).map(trees.shortened)
    for entry in trees.external.section("settings")?.settings ?? [] {
      let key = entry.setting.name.caseFolded
      guard tables.contains(key) || key.hasPrefix("ps_") || files.contains(key) else { continue }
      refuseRealtime(
        entry.place, key,
        "Asterisk reads these from a database: what the files say is not what runs", .believeFiles)
    }
    for section in trees.sorcery.sections where section.name.hasPrefix("res_pjsip") {
      for entry in section.settings where entry.value.caseFolded.hasPrefix("realtime") {
        let type = entry.setting.name.prefix { $0 != "/" }
        refuseRealtime(
          entry.place, String(type),
          plan.refused.isEmpty
            ? "Asterisk reads these from a database: what the files say is not what runs"
            : "the same")
      }
    }
  }

  private mutating func refuseRealtime(
    _ place: ConfigTree.Place, _ what: String, _ why: String, _ remedy: AdoptionPlan.Remedy? = nil
  ) {
    plan.refused.append(
      .init(place: place, what: what, why: why, code: "realtime", remedy: remedy))
  }

  // MARK: - Phones

  private mutating func findPhones() {
    let sip = SIPPhones(trees, request).result
    let pjsip = PJSIPPhones(trees, request, surroundings.version)
    let isPJSIP =
      surroundings.driver.map { $0 == .pjsip }
      ?? (pjsip.result.phones.count > sip.phones.count
        || sip.phones.isEmpty && (!pjsip.result.left.isEmpty || !pjsip.result.refused.isEmpty))
    let (taken, other) = isPJSIP ? (pjsip.result, sip) : (sip, pjsip.result)
    phones = taken.phones
    shared = isPJSIP ? pjsip.shared : [:]
    plan.left = taken.left
    plan.refused += taken.refused
    plan.warnings += taken.warnings
    for phone in other.phones {
      plan.left.append(
        .init(
          place: phone.place, what: phone.name,
          why:
            "a phone of \(phone.driver.module): ours are all of \(isPJSIP ? "PJSIP" : "chan_sip")"))
    }
    if !phones.isEmpty { plan.driver = isPJSIP ? .pjsip : .sip }
    if taken.hasAutomaticNAT {
      plan.notes.append(
        "nat = auto_force_rport has no word in our field: those phones get \(Voice().nat.text)")
    }
  }

  /// The realm of all digests; nil when it is not known.
  private mutating func findRealm() -> String? {
    guard let driver = plan.driver else { return "" }
    let (realm, origin): (String, String)
    if let given = request.realm {
      (realm, origin) = (given, "as it was given")
    } else if driver == .sip {
      let settings = SIPSettings(trees.sip, systemName: trees.systemName)
      if let entry = settings.domainsAsRealm {
        plan.refused.append(
          .init(
            place: entry.place, what: entry.text,
            why:
              "each phone is asked with the domain that it calls",
            code: "realm.domains", remedy: .nameRealm))
        return nil
      }
      realm = settings.realm.text
      origin =
        settings.realm.entry.map { trees.text($0.place) }
        ?? (trees.systemName?.isEmpty == false ? "asterisk.conf: systemname" : Self.initialRealm)
    } else {
      (realm, origin) = realmOfPJSIP()
    }
    (plan.realm, plan.realmOrigin) = (realm, origin)
    if let stored = surroundings.realm, stored != realm {
      plan.notes.append(
        "the digests that are stored are of the realm \(stored): only passwords in clear can be taken over"
      )
      plan.realm = stored
      return stored
    }
    return realm
  }

  private static let initialRealm = "Asterisk's default"

  private func realmOfPJSIP() -> (String, String) {
    let usual = PJSIPPhones(trees, request, surroundings.version).defaultRealm
    guard let entry = usual.entry else {
      // Where all digests are of one realm that each auth names, that is the centre's.
      let realms = Set(
        phones.compactMap { phone in
          if case .digest(_, _, let realm) = phone.secret { realm } else { nil }
        })
      if realms.count == 1, let realm = realms.first, realm != usual.text {
        return (realm, "the auths of the phones")
      }
      return (usual.text, Self.initialRealm)
    }
    return (usual.text, trees.text(entry.place))
  }

  /// Values that end at a `;`, of which their author may not have thought.
  private func cutValues() -> [AdoptionPlan.Remark] {
    var remarks: [AdoptionPlan.Remark] = []
    let secrets = phones.flatMap { phone in phone.headers.map { ($0.file, phone) } }
    for file in Set(secrets.map(\.0)).sorted() {
      for (index, line) in (trees.lines(file) ?? []).enumerated() where Self.isCut(line) {
        remarks.append(
          .init(
            place: .init(file: file, line: index + 1), code: "value.cut",
            text: "the ; that is not escaped ends the value"))
      }
    }
    return remarks
  }

  /// A `;` that stands right after a value, without a blank before it, is rarely meant as a comment.
  private static func isCut(_ line: Substring) -> Bool {
    let bytes = Array(line.utf8)
    guard bytes.contains(UInt8(ascii: "=")), bytes.first != UInt8(ascii: ";") else { return false }
    let mark = bytes.indices.first { index in
      bytes[index] == UInt8(ascii: ";") && index > 0 && bytes[index - 1] != UInt8(ascii: "\\")
    }
    guard let mark, let equals = bytes.firstIndex(of: UInt8(ascii: "=")), equals < mark else {
      return false
    }
    return bytes[mark - 1] > 32 && mark > equals + 1
  }

  private mutating func sort() {
    func before(_ a: ConfigTree.Place, _ b: ConfigTree.Place) -> Bool {
      (a.file, a.line) < (b.file, b.line)
    }
    plan.lost.sort { before($0.place, $1.place) || $0.place == $1.place && $0.key < $1.key }
    plan.left.sort { before($0.place, $1.place) }
    plan.refused.sort { before($0.place, $1.place) }
    plan.warnings.sort { before($0.place, $1.place) }
  }
}
