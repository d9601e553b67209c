import AgentsModel
import TestSupport
import Testing

@testable import AgentsStore

@Suite struct FileTests {
  let scratch: Scratch
  let store: Store
  let directory = "/etc/asterisk/xcally"

  init() throws {
    scratch = try Scratch()
    store = try scratch.open()
    try store.write { try $0.touch(files: ["b.conf", "a.conf"]) }
  }

  private let checksum = String(repeating: "0", count: 64)

  private func pending(in directory: String = "/etc/asterisk/xcally") throws -> [String: Int] {
    try store.read { try $0.pendingFiles(in: directory) }
  }

  @Test func `a touched file is pending in every directory until it is written there`() throws {
    #expect(try pending() == ["a.conf": 1, "b.conf": 1])
    try store.write {
      try $0.record(
        written: "a.conf", revision: 1, checksum: checksum, isRewritten: true, in: directory)
    }
    #expect(try pending() == ["b.conf": 1])
    #expect(try pending(in: "/elsewhere") == ["a.conf": 1, "b.conf": 1])
    try store.write { try $0.touch(files: ["a.conf"]) }
    #expect(try pending() == ["a.conf": 2, "b.conf": 1])
  }

  @Test func `a file touched while it was rendered stays pending`() throws {
    try store.write { try $0.touch(files: ["a.conf"]) }
    try store.write {
      try $0.record(
        written: "a.conf", revision: 1, checksum: checksum, isRewritten: true, in: directory)
      try $0.record(
        written: "b.conf", revision: 1, checksum: checksum, isRewritten: true, in: directory)
    }
    #expect(try pending() == ["a.conf": 2])
    let revisions = try store.read { try $0.fileRevisions(in: directory) }
    #expect(revisions.map(\.name) == ["a.conf", "b.conf"])
    #expect(revisions.map(\.revision) == [2, 1])
    #expect(revisions.map(\.written) == [1, 1])
    #expect(try store.read { try $0.fileRevisions(in: "/new") }.map(\.written) == [nil, nil])
  }

  @Test func `a file that is gone is neither pending nor known, until it is touched`() throws {
    try store.write {
      try $0.record(
        written: "b.conf", revision: 1, checksum: checksum, isRewritten: true, in: directory)
    }
    try store.write { try $0.forget(file: "a.conf", revision: 1, isRemoved: true, in: directory) }
    #expect(try pending() == [:])
    #expect(try store.read { try $0.fileRevisions(in: directory) }.map(\.name) == ["b.conf"])
    try store.write { try $0.touch(files: ["a.conf"]) }
    #expect(try pending() == ["a.conf": 2])
    try store.write {
      try $0.record(
        written: "a.conf", revision: 2, checksum: checksum, isRewritten: true, in: directory)
    }
    #expect(
      try store.read { try $0.fileRevisions(in: directory) }.map(\.name) == ["a.conf", "b.conf"])
  }

  @Test func `a file that got content while it was removed stays pending`() throws {
    try store.write { try $0.touch(files: ["a.conf"]) }
    try store.write { try $0.forget(file: "a.conf", revision: 1, isRemoved: true, in: directory) }
    #expect(try pending() == ["a.conf": 2, "b.conf": 1])
  }
}
