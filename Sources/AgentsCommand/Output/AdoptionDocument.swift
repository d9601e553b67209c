internal import Agents
internal import AgentsModel

extension AdoptionReport {
  /// The report for scripts.
  ///
  /// - Parameter withSecrets: With digests and PINs.
  func json(_ withSecrets: Bool) -> JSON {
    .object(
      [
        ("version", .number(1)), ("directory", .string(directory)),
        (
          "settings",
          .object(
            plan.driver.map { driver in
              [
                ("sipRealm", .string(plan.realm)), ("sipRealmFrom", .string(plan.realmOrigin)),
                ("asteriskDriver", .string(driver.rawValue)),
              ]
            } ?? [])
        ),
        ("agents", .array(plan.agents.map { json($0, isAgent: true, withSecrets) })),
        ("telephones", .array(plan.telephones.map { json($0, isAgent: false, withSecrets) })),
        ("queues", .array(plan.queues.map(json))),
        (
          "left", .array(plan.left.map { told($0.place, [("what", $0.what), ("why", $0.reason)]) })
        ),
        ("lost", .array(plan.lost.map(json))),
        (
          "refused",
          .array(
            plan.refused.map {
              told($0.place, [("what", $0.what), ("why", $0.reason), ("code", $0.code)])
            })
        ),
        ("unchanged", .array(plan.unchanged.map(JSON.string))),
        (
          "warnings",
          .array(plan.warnings.map { told($0.place, [("code", $0.code), ("text", $0.text)]) })
        ),
        ("notes", .array(plan.notes.map(JSON.string))), ("cutOver", cutOver),
      ] + done)
  }

  /// What was done, apart from what was found.
  private var done: [(String, JSON)] {
    [
      ("outcome", outcomeWord), ("copies", copies.map(JSON.string) ?? .null),
      ("outMinutes", outMinutes.map(JSON.number) ?? .null), ("files", files?.json ?? .null),
    ]
  }

  private var outcomeWord: JSON {
    switch outcome {
    case nil: .string("looked")
    case .stored: .string("stored")
    case .live: .string("live")
    case .rolledBack: .string("rolled back")
    }
  }

  private func told(_ place: ConfigPlace, _ members: [(String, String)]) -> JSON {
    .object([("at", .string(text(place)))] + members.map { ($0.0, .string($0.1)) })
  }

  private func json(
    _ phone: AdoptionPlan.Phone, isAgent: Bool, _ withSecrets: Bool
  ) -> JSON {
    func text(_ key: String) -> JSON { .string(phone.values[key] ?? "") }
    var members: [(String, JSON)] = [
      ("name", .string(phone.name)), ("sipName", .string(phone.sipName)),
      ("fullname", text("fullname")), ("internal", text("internal")),
      ("voice", voice(phone)),
    ]
    if let name = phone.values["sipAuthName"] { members.append(("sipAuthName", .string(name))) }
    if isAgent {
      members += [
        ("email", text("email")), ("voicemail", .bool(phone.values["voicemail"] == "true")),
        (
          "queues",
          .array(phone.queues.map { .string("voice:\($0.queue)=\($0.penalty)") })
        ),
      ]
    }
    if withSecrets, let pin = phone.values["voicemailPin"] {
      members.append(("voicemailPin", .string(pin)))
    }
    members += [
      ("digest", digest(phone, withSecrets)), ("at", .string(self.text(phone.place))),
      ("internalFrom", origin(phone.internalOrigin)), ("made", .array(phone.made.map(JSON.string))),
      (
        "kept",
        .array(phone.kept.map { .string("\($0.key)=\(shown($0.value, ofSetting: $0.key))") })
      ),
      ("note", phone.note.map(JSON.string) ?? .null),
    ]
    return .object(members)
  }

  /// Which algorithms there are; the digests themselves are secrets.
  private func digest(_ phone: AdoptionPlan.Phone, _ withSecrets: Bool) -> JSON {
    let digest = phone.digest
    let secrets: [(String, JSON)] = [
      ("md5", .string(digest.md5)),
      ("sha256", digest.sha256.isEmpty ? .null : .string(digest.sha256)),
    ]
    return .object(
      [
        ("realm", .string(digest.realm)),
        ("algorithms", .words(digest.sha256.isEmpty ? "MD5" : "MD5,SHA-256")),
      ] + (withSecrets ? secrets : []))
  }

  private func origin(_ origin: AdoptionPlan.Origin?) -> JSON {
    switch origin {
    case .words(let words): .string(words)
    case .place(let place): .string(text(place))
    case nil: .null
    }
  }

  private func voice(_ phone: AdoptionPlan.Phone) -> JSON {
    let keys = [
      "typology", "host", "type", "videosupport", "encryption", "callGroup", "pickupGroup",
      "context", "allow", "nat", "transport", "callerid",
    ]
    return .object(
      keys.map { key in
        let value = phone.values[key] ?? ""
        let isFlag = ["videosupport", "encryption"].contains(key)
        return (key, isFlag ? .bool(value == "true") : .string(value))
      })
  }

  private func json(_ queue: AdoptionPlan.Queue) -> JSON {
    .object([
      ("name", .string("voice:\(queue.name)")), ("strategy", .string(queue.strategy)),
      ("weight", .number(queue.weight)),
      ("kept", .object(queue.kept.map { ($0.key, .string($0.value)) })),
      ("at", .string(text(queue.place))), ("note", queue.note.map(JSON.string) ?? .null),
    ])
  }

  private func json(_ lost: AdoptionPlan.Lost) -> JSON {
    .object([
      ("at", .string(text(lost.place))), ("key", .string(lost.key)),
      ("value", .string(lost.shownValue)),
      ("of", .array(lost.phones.map(JSON.string))), ("why", .string(lost.reason)),
      ("kept", .bool(lost.isKept)),
    ])
  }

  private var cutOver: JSON {
    let plan = plan.cutOver
    return .object([
      (
        "comment",
        .object(
          plan.commented.sorted { $0.key < $1.key }.map { file, ranges in
            (
              shortened(file),
              .array(
                ranges.map { .array([.number($0.lowerBound), .number($0.upperBound)]) })
            )
          })
      ),
      (
        "byHand",
        .array(
          plan.byHand.map {
            .object([
              ("file", .string(shortened($0.file))), ("why", .string($0.why)),
              ("done", .bool($0.isDone)),
            ])
          })
      ),
      ("blocked", .array(plan.blocked.map(JSON.string))),
    ])
  }
}
