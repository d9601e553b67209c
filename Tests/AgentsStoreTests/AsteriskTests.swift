import AgentsModel
import TestSupport
import Testing

@testable import AgentsStore

/// The dialect of the files, and the switch from one driver to another.
@Suite struct AsteriskTests {
  let scratch: Scratch
  let store: Store

  /// An agent and a voice queue, so that there is a file of every kind.
  init() throws {
    scratch = try Scratch()
    store = try scratch.open()
    try store.write { transaction in
      _ = try transaction.insert(try sample("anna", "1000"), sampleCredential())
      _ = try transaction.insertQueue(try QueueName("voice:sales"), .ringall, Weight(0))
    }
  }

  /// The switch of a centre to another driver: the old driver is dialled until the switch is finished.
  @Test func `a switch of the driver is two steps where anybody has a file`() throws {
    var settings = Settings()
    let directory = settings.asteriskDir.text
    let checksum = String(repeating: "a", count: 64)
    let (sip, pjsip) = (
      Dialect(settings, seen: nil), ["pjsip_agents.conf", "pjsip_agents.d/1000-1999.conf"]
    )
    settings.asteriskDriver = .pjsip
    try store.write { transaction throws in
      // A root alone shows no agent.
      for name in ["sip_agents.conf", "sip_agents.d/1000-1999.conf"] {
        #expect(try transaction.changeDialect(from: sip, settings).left == nil)
        try transaction.touch(files: [name])
        try transaction.record(
          written: name, revision: 1, checksum: checksum, isRewritten: true, in: directory)
      }
      try transaction.touch(files: pjsip)
      let pending = try transaction.pendingFiles(in: directory)
      let dialect = try transaction.changeDialect(from: sip, settings)
      #expect(dialect.driver == .pjsip)
      #expect(dialect.dialled == .sip)
      #expect(dialect.kinds == [.sip, .pjsip, .voicemail, .queues, .extensions])
      #expect(try transaction.dialect(settings) == dialect)
      let begun = try transaction.pendingFiles(in: directory)
      #expect(Set(begun.filter { pending[$0.key] != $0.value }.keys) == Set(pjsip))

      // The switch is reversed before it is finished: no driver is left over, and the new files go.
      #expect(try transaction.changeDialect(from: dialect, Settings()) == sip)
      #expect(try transaction.changeDialect(from: sip, settings) == dialect)

      try transaction.finishSwitch(from: dialect, settings)
      let finished = try transaction.dialect(settings)
      #expect(finished.dialled == .pjsip)
      #expect(finished.kinds == [.pjsip, .voicemail, .queues, .extensions])
      #expect(
        Set(try transaction.pendingFiles(in: directory).keys).isSuperset(
          of: ["sip_agents.d/1000-1999.conf", "queues_agents.d/sales.conf"]))
    }
  }

  @Test func `another dialect makes the files of both drivers stale`() throws {
    let (sip, pjsip) = (
      Dialect(Settings(), seen: nil), Dialect(Settings(), seen: AsteriskVersion("22.10"))
    )
    #expect(try store.read { try $0.asteriskSeen() } == nil)
    try store.write { transaction throws in
      try transaction.setAsteriskSeen(try #require(AsteriskVersion("22.10")))
      #expect(try transaction.dialect(Settings()) == pjsip)
      #expect(try transaction.changeDialect(from: pjsip, Settings()) == pjsip)
      #expect(try transaction.pendingFiles(in: "/x").isEmpty)
      #expect(try transaction.changeDialect(from: sip, Settings()) == pjsip)
    }
    #expect(
      try store.read { try $0.pendingFiles(in: "/x").keys.sorted() } == [
        "extensions_agents.conf", "extensions_agents.d/1000-1999.conf", "pjsip_agents.conf",
        "pjsip_agents.d/1000-1999.conf", "queues_agents.conf", "queues_agents.d/sales.conf",
        "sip_agents.conf", "sip_agents.d/1000-1999.conf",
      ])
  }
}
