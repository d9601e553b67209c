internal import TestSupport
internal import Testing

/// A process that is killed at any step leaves the old state or a stored change, and complete files.
///
/// The next run finishes the change.
struct CrashTests {
  /// All calls of one name in one change.
  struct Step: CustomTestStringConvertible {
    let change: Change
    let call: String
    var testDescription: String { "\(call) of \(change.testDescription)" }
  }

  static let steps = Change.all.flatMap { change in
    change.calls.map { Step(change: change, call: $0) }
  }

  @Test(arguments: steps)
  func `a kill -9 leaves all or nothing, and the next run converges`(_ step: Step) async throws {
    let change = step.change
    let centre = try Centre()
    try await change.prepare(centre)
    let old = try await centre.state()
    let calls = try await TracedCall.all(of: change.command, in: centre)
    let new = try await centre.state()
    #expect(old != new)

    for (index, call) in calls.filter({ $0.name == step.call }).sampled.enumerated() {
      let comment = Comment("killed at \(call) of \(change.testDescription)")
      guard let killed = try await call.disturb(change.command, "signal=KILL", in: centre)
      else { continue }
      #expect(killed.status == 137, "\(comment): \(killed)")
      let left = try await centre.state()
      #expect(left.rows == old.rows || left.rows == new.rows, comment)
      // A change that was reported is stored.
      #expect(killed.output.isEmpty || left.rows == new.rows, comment)
      requireWhole(left.files, old.files, new.files, comment)

      try await goOn(after: change, left, centre, isApplying: index.isMultiple(of: 2), comment)
      try await centre.requireConverged(comment, change.options)
      if index.isMultiple(of: 2) {
        let end = try await centre.state()
        #expect(end == (left.rows == new.rows || change.isFirst ? new : old), comment)
      }
    }
  }

  /// Every file is exactly the old or the new one.
  ///
  /// A temporary file may have any contents.
  private func requireWhole(
    _ files: [String: String], _ old: [String: String], _ new: [String: String], _ comment: Comment
  ) {
    for name in Set(files.keys).union(old.keys).union(new.keys) where !name.hasSuffix(".tmp") {
      let isWhole = files[name] == old[name] || files[name] == new[name]
      #expect(isWhole, "\(comment): \(name): \(files[name] ?? "missing")")
    }
  }

  /// The next run: `apply`, or another change.
  private func goOn(
    after change: Change, _ left: Centre.State, _ centre: Centre, isApplying: Bool,
    _ comment: Comment
  ) async throws {
    if change.isFirst, left.rows.isEmpty { try await centre.done(change.command) }
    guard !isApplying else {
      try await centre.done("xcally-agents apply \(change.options)")
      return
    }
    try await centre.done(
      """
      xcally-agents create next --full-name "Next Agent" --email next@example.com \
        --password-file first.pw \(change.options)
      """)
    #expect(try await centre.done("xcally-agents list next --format names") == "next\n", comment)
  }

  @Test(arguments: Change.all)
  func `the steps are all there are`(_ change: Change) async throws {
    let centre = try Centre()
    try await change.prepare(centre)
    let calls = try await TracedCall.all(of: change.command, in: centre)
    // A single write can be hidden by a write of the runtime in another thread.
    #expect(Set(calls.map(\.name)).union(["write"]) == Set(change.calls))
  }
}
