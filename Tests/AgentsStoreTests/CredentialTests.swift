import AgentsModel
import SQLite
import TestSupport
import Testing

@testable import AgentsStore

@Suite struct CredentialTests {
  let scratch: Scratch
  let store: Store
  let anna: Int

  init() throws {
    scratch = try Scratch()
    store = try scratch.open()
    anna = try store.add(try sample("anna", "1000"))[0].account.id.value
  }

  private func set(_ word: Character, keeping count: Int) throws {
    try store.write {
      try $0.setCredential(sampleCredential(word), ofAgent: anna, keepingHistory: count, at: now)
    }
  }

  private func history(last count: Int = 12) throws -> [String] {
    try store.read { try $0.passwordHistory(ofAgent: anna, last: count).map(\.text) }
  }

  @Test func `an agent has no password until it gets one`() throws {
    #expect(try store.read { try $0.credential(ofAgent: anna) } == nil)
    try set("a", keeping: 3)
    #expect(try store.read { try $0.credential(ofAgent: anna) } == sampleCredential("a"))
    #expect(try history() == [])
  }

  @Test func `an agent may be stored with its password`() throws {
    let berta = try store.write {
      try $0.insert(try sample("berta", "1001"), sampleCredential("b"))
    }
    #expect(
      try store.read { try $0.credential(ofAgent: berta.account.id.value) }
        == sampleCredential("b"))
  }

  @Test func `history holds the passwords before, the latest first`() throws {
    for word: Character in ["a", "b", "c", "d"] { try set(word, keeping: 2) }
    #expect(try history() == ["$y$j9T$c", "$y$j9T$b"])
    #expect(try history(last: 1) == ["$y$j9T$c"])
    try set("e", keeping: 0)
    #expect(try history() == [])
  }

  @Test func `digests of another realm are counted outside the bin`() throws {
    try set("a", keeping: 0)
    try store.write { transaction in
      let other = sampleCredential("b", realm: "other")
      _ = try transaction.insert(try sample("berta", "1001"), other)
      _ = try transaction.insert(try sample("carla", "1002", ["deletedAt": now]), other)
    }
    try store.read { reader throws in
      #expect(try reader.phonesWithStaleDigest(realm: Realm(parsing: "asterisk")) == 1)
      #expect(try reader.phonesWithStaleDigest(realm: Realm(parsing: "third")) == 2)
    }
  }

  @Test func `a digest is of the name that the phone logged in with when it was made`() throws {
    func rename(_ words: String) throws {
      let assignment = try #require(Assignment(words))
      try store.write { transaction in
        var agent = try #require(try transaction.agent(id: anna))
        let field = try FieldCatalog.find(assignment.key)
        try field.property.write(&agent, assignment.text)
        try transaction.update(agent, [field])
      }
    }
    func state() throws -> [String] {
      try store.read {
        try [$0.digestUser(ofAgent: anna) ?? ""] + $0.agentsWithDigestOfAnotherName().names
      }
    }
    try set("a", keeping: 0)
    #expect(try state() == ["anna"])
    try rename("sipName=Anna")
    #expect(try state() == ["anna", "anna"], "a digest depends on the case of the name")
    // Only the login gets another password.
    try store.write {
      let login = Credential(hash: sampleCredential("b").hash, sip: sampleCredential("a").sip)
      try $0.setCredential(login, ofAgent: anna, keepingHistory: 0, at: now)
    }
    #expect(try state() == ["anna", "anna"])
    try set("b", keeping: 0)
    #expect(try state() == ["Anna"])
    try rename("sipAuthName=login")
    #expect(try state() == ["Anna", "anna"])
    try rename("sipAuthName=")
    #expect(try state() == ["Anna"], "the old name makes the digest right again")
  }

  @Test func `a digest is adopted until it is replaced`() throws {
    func adoption() throws -> String { try store.read { try $0.adoptionTime(ofDigestOf: anna) } }
    #expect(try adoption() == "")
    try set("a", keeping: 0)
    try store.write { try $0.setAdopted(digestOf: anna, at: now) }
    try store.write {
      let login = Credential(hash: sampleCredential("b").hash, sip: sampleCredential("a").sip)
      try $0.setCredential(login, ofAgent: anna, keepingHistory: 0, at: now)
    }
    #expect(try adoption() == now)
    try set("c", keeping: 0)
    #expect(try adoption() == "")
  }

  @Test func `a digest from elsewhere needs no hash, and no SHA-256`() throws {
    let digest = SIPDigest(realm: "asterisk", md5: String(repeating: "d", count: 32), sha256: "")
    let adopted = Credential(hash: nil, sip: digest)
    func put(_ credential: Credential) throws {
      try store.write {
        try $0.setCredential(credential, ofAgent: anna, keepingHistory: 5, at: now)
      }
    }
    try put(adopted)
    #expect(try store.read { try $0.credential(ofAgent: anna) } == adopted)
    #expect(try store.read { try $0.passwordHash(ofAgentNamed: "anna") } == nil)
    let block = NumberBlock(first: 1000)
    #expect(try store.read { try $0.endpoints(in: block).map(\.digest) } == [digest])
    try set("a", keeping: 5)
    // There was no password before it.
    #expect(try history() == [])
    // Only the phone's digest changes: the password stays the current one.
    try store.write { try $0.setExpired(passwordOfAgent: anna, at: now) }
    try put(Credential(hash: sampleCredential("a").hash, sip: digest))
    #expect(try history() == [])
    let expired = "SELECT expiredAt FROM credential"
    #expect(try store.connection.reading { try $0.value(expired) } == now)
    try set("b", keeping: 5)
    #expect(try history() == ["$y$j9T$a"])
    #expect(try store.connection.reading { try $0.value(expired) } == "")
  }

  @Test func `nothing of a password survives its agent`() throws {
    for word: Character in ["a", "b"] { try set(word, keeping: 5) }
    try store.write { try $0.removePermanently(agent: anna) }
    #expect(try store.read { try $0.credential(ofAgent: anna) } == nil)
    #expect(try history() == [])
  }
}
