internal import AgentsModel
internal import AgentsStore
internal import AsteriskConfig
internal import SystemPackage

// The database against the running Asterisk.

extension Comparison {
  func running() async throws -> DiffReport.Running {
    var running = DiffReport.Running()
    running.hasValues = comparesValues
    do {
      let isOfPhones = !Set(kinds).isDisjoint(with: [.endpoints, .mailboxes, .extensions])
      let endpoints = try isOfPhones ? self.endpoints() : []
      if kinds.contains(.endpoints) { try await compare(phones: endpoints, &running) }
      if kinds.contains(.mailboxes) { try await compare(mailboxes: endpoints, &running) }
      if kinds.contains(.extensions) { try await compare(extensions: endpoints, &running) }
      if kinds.contains(.queues) { try await compareQueues(&running) }
      if kinds.contains(.includes) { try await compareIncludes(&running) }
      return running
    } catch let error as Unchecked {
      // It answered before.
      throw AgentsError.asterisk(
        .unexamined(facts.running.silence ?? .failed(reason: error.reason)))
    }
  }

  // MARK: - Phones

  private func compare(
    phones: [Endpoint], _ running: inout DiffReport.Running
  ) async throws {
    let driver = facts.dialect.driver
    let rendering = facts.files.rendering
    let written = phones.filter { !rendering.objects(of: $0).isEmpty }
    let shown = ObjectListing(
      try await facts.answer(driver == .sip ? "sip show objects" : "pjsip list endpoints")
    ).names
    // chan_sip ignores the case of names.
    func key(_ name: String) -> String { driver == .sip ? name.caseFolded : name }
    let there = Set(shown.map(key))
    var things: [DiffReport.Thing] = []
    var count = 0
    for phone in written {
      let name = phone.name.text
      guard there.contains(key(name)) else {
        things.append(
          .init(name: name, type: "phone", differences: [.missing], agent: phone.username))
        continue
      }
      count += 1
      guard comparesValues else { continue }
      for object in rendering.objects(of: phone) where object.type != "identify" {
        let found =
          try await facts.shown(name, type: object.type)?.differences(from: object) ?? [.missing]
        if !found.isEmpty {
          things.append(
            .init(name: name, type: object.type, differences: found, agent: phone.username))
        }
      }
    }
    running.counts[.endpoints] = (written.count, count)
    running.things[.endpoints] = things
    guard request.foreign, names == nil else { return }
    let known = Set(written.map { key($0.name.text) })
    running.foreign[.endpoints] = shown.filter { !known.contains(key($0)) }.sorted()
  }

  // MARK: - Mailboxes

  private func compare(
    mailboxes phones: [Endpoint], _ running: inout DiffReport.Running
  ) async throws {
    let rendering = facts.files.rendering
    let boxes = phones.flatMap { phone in
      rendering.objects(phone, .voicemail).map { ($0, phone.username) }
    }
    let shown = MailboxListing(try await facts.answer("voicemail show users for default")).boxes
    var things: [DiffReport.Thing] = []
    for (box, agent) in boxes {
      let name = box.settings["fullname"] ?? ""
      guard let owner = shown[box.name] else {
        things.append(
          .init(name: box.name, type: box.type, differences: [.missing], agent: agent))
        continue
      }
      guard owner != name else { continue }
      things.append(
        .init(
          name: box.name, type: box.type,
          differences: [.value(setting: "fullname", expected: name, actual: owner)], agent: agent))
    }
    let missing = things.count { $0.differences == [.missing] }
    running.counts[.mailboxes] = (boxes.count, boxes.count - missing)
    running.things[.mailboxes] = things
    guard request.foreign, names == nil else { return }
    let known = Set(boxes.map(\.0.name))
    running.foreign[.mailboxes] = shown.keys.filter { !known.contains($0) }.sorted()
  }

  // MARK: - Extensions

  private func compare(
    extensions phones: [Endpoint], _ running: inout DiffReport.Running
  ) async throws {
    let rendering = facts.files.rendering
    let context = ContextName.generated[0]
    let hints = HintListing(try await facts.answer("core show hints"))
    var things: [DiffReport.Thing] = []
    var (written, missing) = (0, 0)
    for phone in phones {
      // Those of supervisors have no hint.
      let objects = rendering.objects(phone, .extensions)
      guard let object = objects.first, object.name == phone.internalNumber.text else { continue }
      written += 1
      let found = try await differences(object, hints, in: context)
      if found == [.missing] { missing += 1 }
      if !found.isEmpty {
        things.append(
          .init(
            name: object.name, type: object.type, differences: found, agent: phone.username))
      }
    }
    running.counts[.extensions] = (written, written - missing)
    running.things[.extensions] = things
  }

  private func differences(
    _ object: WrittenObject, _ hints: HintListing, in context: String
  ) async throws -> [Difference] {
    if comparesValues {
      let answer = try await facts.answer("dialplan show \(object.name)@\(context)")
      guard let steps = DialplanListing(answer).contexts[context] else { return [.missing] }
      return object.differences(from: WrittenObject(object.name, steps))
    }
    // Without a hint only its values can tell.
    guard let device = object.settings["hint"] else { return [] }
    guard let shown = hints.device(of: object.name, in: context) else { return [.missing] }
    return HintListing.isShown(device, as: shown)
      ? [] : [.value(setting: "hint", expected: device, actual: shown)]
  }

  // MARK: - Queues

  private func compareQueues(_ running: inout DiffReport.Running) async throws {
    let shown = Dictionary(
      QueueListing(try await facts.answer("queue show")).queues.map { ($0.name, $0) },
      uniquingKeysWith: { first, _ in first })
    let queues = try self.queues()
    running.counts[.queues] = (queues.count, queues.count { shown[$0.name] != nil })
    for queue in queues {
      guard let actual = shown[queue.name] else {
        running.queues.append(.init(name: queue.name, differences: [.missing]))
        continue
      }
      let compared = QueueComparison(queue, actual, facts.dialect.dialled)
      var report = DiffReport.Queue(name: queue.name, differences: compared.settings)
      for (name, difference) in compared.members {
        if report.members.last?.name == name {
          report.members[report.members.count - 1].differences.append(difference)
        } else {
          report.members.append(
            .init(name: name, type: "member", differences: [difference], agent: name))
        }
      }
      report.guests = compared.guests.map {
        ($0.name, $0.origin == .realtime ? "realtime" : "dynamic")
      }
      report.paused = compared.paused.map { ($0.name, $0.pause.reason, $0.pause.seconds) }
      if !report.isSame || !report.guests.isEmpty || !report.paused.isEmpty {
        running.queues.append(report)
      }
    }
    guard request.foreign, request.queues.isEmpty else { return }
    let known = Set(queues.map(\.name))
    running.foreign[.queues] = shown.keys.filter { !known.contains($0) }.sorted()
  }

  // MARK: - Includes

  /// Which of our files Asterisk has opened.
  private func compareIncludes(_ running: inout DiffReport.Running) async throws {
    let files = try await facts.answer("config list")
    let settings = KeyedListing(try await facts.answer("core show settings"))
    let directory = settings["Configuration directory"] ?? facts.configuration.string
    let ours = IncludePath(directory: facts.files.directory).text
    let opened = Set(files.split(separator: "\n").compactMap { $0.split(separator: " ").last })
    var things: [DiffReport.Thing] = []
    for kind in facts.files.kinds {
      let path = FilePath(directory).pushing(FilePath(ours)).appending(kind.root).string
      guard !opened.contains(Substring(path)) else { continue }
      things.append(
        .init(name: facts.inclusion.line(for: kind), type: "include", differences: [.missing]))
    }
    running.counts[.includes] = (
      facts.files.kinds.count, facts.files.kinds.count - things.count
    )
    running.things[.includes] = things
  }
}
