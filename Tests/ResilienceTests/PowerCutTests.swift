internal import Foundation
internal import TestSupport
internal import Testing

/// A power cut at any moment loses nothing that was reported done, and the next run converges.
///
/// All writes of a run are recorded, and carried out on a model of a disk up to each sync.
struct PowerCutTests {
  @Test(arguments: Change.all)
  func `a power cut leaves all or nothing, and the next run converges`(
    _ change: Change
  ) async throws {
    let centre = try Centre()
    try await change.prepare(centre)
    let old = try await centre.state()
    var disk = try RecordedDisk(of: centre.path)
    try await centre.done(RecordedCall.strace(change.command))
    let calls = RecordedCall.parse(
      try centre.scratch.contents("trace"), workingDirectory: centre.scratch.path)
    let new = try await centre.state()
    #expect(old != new)

    var cuts = 0
    for call in calls where disk.apply(call) {
      cuts += 1
      // That everything is left is what a kill does.
      for cut in [RecordedDisk.Cut.nothing, .names] {
        let comment = Comment("\(cut) after sync \(cuts) of \(change.testDescription)")
        try await putBack(disk, cut, centre)
        let left = try await centre.state()
        #expect(left.rows == old.rows || left.rows == new.rows, comment)
        try await converge(change, left, centre, comment)
      }
    }
    #expect(cuts > 1)
    // What was reported done survives, whatever was not synced.
    for cut in RecordedDisk.Cut.allCases {
      try await putBack(disk, cut, centre)
      let left = try await centre.state()
      #expect(left == new, "\(cut) at the end of \(change.testDescription)")
      try await converge(change, left, centre, "\(cut) at the end")
    }
  }

  private func putBack(
    _ disk: RecordedDisk, _ cut: RecordedDisk.Cut, _ centre: Centre
  ) async throws {
    try await centre.done("rm -rf centre && mkdir centre")
    try disk.write(after: cut, to: centre.path)
  }

  private func converge(
    _ change: Change, _ left: Centre.State, _ centre: Centre, _ comment: Comment
  ) async throws {
    if change.isFirst, left.rows.isEmpty { try await centre.done(change.command) }
    try await centre.done("xcally-agents apply \(change.options)")
    try await centre.requireConverged(comment, change.options)
  }
}
