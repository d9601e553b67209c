internal import Glibc
internal import TestSupport
internal import Testing

/// A disk that is full, broken or not writable: the exit status is right, nothing is half done, and the next run writes
/// the files of a stored change.
struct FailureTests {
  /// A system call that fails once, at each place where it occurs.
  struct Fault: CustomTestStringConvertible {
    let change: Change
    let call: String
    let error: String
    /// Unless the run does not need the call.
    let status: Int32
    var testDescription: String { "\(error) from \(call) in \(change.testDescription)" }
  }

  static let faults = Change.all.flatMap { change in
    [
      ("write", "ENOSPC", 74), ("pwrite64", "ENOSPC", 74), ("fsync", "ENOSPC", 74),
      ("fsync", "EIO", 74), ("fdatasync", "EIO", 74), ("pwrite64", "EIO", 74),
      ("renameat", "EACCES", 77), ("renameat", "EIO", 74), ("mkdirat", "EACCES", 77),
    ].filter { change.calls.contains($0.0) }.map { call, error, status in
      Fault(change: change, call: call, error: error, status: status)
    }
  }

  @Test(arguments: faults)
  func `an error leaves all or nothing, says which, and the next run converges`(
    _ fault: Fault
  ) async throws {
    let change = fault.change
    let centre = try Centre()
    try await change.prepare(centre)
    let old = try await centre.state()
    let calls = try await TracedCall.all(of: change.command, in: centre)
    let new = try await centre.state()

    for call in calls.filter({ $0.name == fault.call }).sampled {
      let comment = Comment("\(fault.error) from \(call) of \(change.testDescription)")
      guard
        let failed = try await call.disturb(change.command, "error=\(fault.error)", in: centre)
      else { continue }
      let left = try await centre.state()
      try requireHonest(failed, left, old, new, fault, comment)

      if change.isFirst, left.rows.isEmpty { try await centre.done(change.command) }
      try await centre.done("xcally-agents apply \(change.options)")
      try await centre.requireConverged(comment, change.options)
      #expect(
        try await centre.state() == (left.rows == new.rows || change.isFirst ? new : old), comment)
    }
  }

  private func requireHonest(
    _ failed: Program.Result, _ left: Centre.State, _ old: Centre.State, _ new: Centre.State,
    _ fault: Fault, _ comment: Comment
  ) throws {
    let isStored = left.rows == new.rows
    #expect(isStored || left.rows == old.rows, "\(comment): \(left.rows)")
    for (name, contents) in left.files {
      #expect(contents == old.files[name] || contents == new.files[name], "\(comment): \(name)")
    }
    if failed.status == 0 {
      #expect(left == new, "\(comment): \(failed)")
    } else {
      #expect(failed.status == fault.status, "\(comment): \(failed)")
      #expect(
        failed.errors.contains("error: the change is stored, but ") == isStored,
        "\(comment): \(failed)")
    }
  }

  @Test
  func `a directory that may not be written keeps its files and gets the change later`()
    async throws
  {
    let centre = try Centre()
    try await centre.furnish()
    let old = try await centre.state()
    // Root may write anywhere, so only another user is refused.
    let isRoot = getuid() == 0
    if isRoot {
      try await centre.done("cp $(command -v xcally-agents) . && chown -R 65534:65534 .")
    }
    let user = isRoot ? "setpriv --reuid=65534 --regid=65534 --clear-groups $PWD/" : ""
    try await centre.done("chmod 0555 \(centre.asterisk)/sip_agents.d")
    let refused = try await centre.shell("\(user)\(Change.create.command)")
    let new = try await centre.state()
    #expect(refused.output == "lneri: created, internal 1002\n")
    #expect(
      refused.errors == """
        error: the change is stored, but extensions_agents.d/1000-1999.conf, \
        sip_agents.d/1000-1999.conf and voicemail_agents.d/1000-1999.conf could not be written: cannot create \
        \(centre.asterisk)/sip_agents.d/1000-1999.conf: permission denied
        hint: "xcally-agents apply" finishes it when the cause is gone

        """)
    #expect(refused.status == 77)
    #expect(new.files == old.files)
    let pending = try await centre.shell("\(user)xcally-agents status")
    #expect(pending.status == 1)
    #expect(pending.output.contains("  sip_agents.d/1000-1999.conf: pending\n"))

    try await centre.done("chmod 0755 \(centre.asterisk)/sip_agents.d")
    try await centre.done("\(user)xcally-agents apply")
    try await centre.requireConverged("after the directory may be written again")
  }
}
