internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import AsteriskConfig
internal import SystemPackage

extension HealthCheck {
  static let host: [HealthCheck] = [
    HealthCheck(
      "host.disk", .warning,
      what:
        "Free space for the database, the files, Asterisk's messages and its log: 5 % and 500 MB.",
      why: "Changes, messages and recordings fail when it is full.",
      mend: "make room: old logs and recordings first"
    ) { facts in
      try diskSpace(facts)
    },
    HealthCheck(
      "host.clock", .error,
      what: "The host's clock, against the last row of the audit trail.",
      why: "Locks, links and passwords expire at the wrong time.",
      mend: "set the clock: timedatectl"
    ) { facts in
      guard let last = try facts.read({ try $0.newestAuditTime() }), last > facts.now.stored else {
        return []
      }
      return [
        Symptom("", "the clock says \(facts.now.text), and the last change was made at \(last)")
      ]
    },
  ]

  private static func diskSpace(_ facts: Examination) throws -> [Symptom] {
    let places = [
      facts.session.path.removingLastComponent(), FilePath(facts.files.directory),
      facts.place(facts.directories["astspooldir"]), facts.place(facts.directories["astlogdir"]),
    ]
    var seen: Set<UInt> = []
    return try places.compactMap { place in
      guard let space = try DiskSpace(at: place.isEmpty ? "." : place), space.total > 0,
        seen.insert(space.device).inserted
      else { return nil }
      let percent = space.available * 100 / space.total
      guard percent < 5 || space.available < 500_000_000 else { return nil }
      let left = space.available.byteText
      return Symptom(place.string, "only \(left) are free (\(percent) %)")
        .at(place.string).with(percent < 1 ? .error : .warning)
    }
  }
}
