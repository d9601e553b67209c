import AgentsModel
import Foundation
import SQLite
import TestSupport
import Testing

@testable import AgentsStore

/// Replaced or removed values are gone from all files: from the database, its log, and the free space in both.
@Suite struct RemainsTests {
  let scratch: Scratch
  /// Enough rows for pages to be split, merged, freed and reused.
  private let numbers = 1000..<1400

  init() throws { scratch = try Scratch() }

  /// A hash that cannot occur in the file by accident.
  private func hash(_ number: Int, _ round: Int) -> String {
    "$y$j9T$remains/\(round)/\(number)." + String(repeating: "x", count: 40)
  }

  private func digit(_ number: Int, _ round: Int, count: Int) -> String {
    let text = String(number * 7919 + round * 104_729, radix: 16)
    return String(repeating: "fade", count: 16).prefix(count - text.count) + text
  }

  private func credential(_ number: Int, _ round: Int) -> Credential {
    Credential(
      hash: PasswordHash(stored: hash(number, round)),
      sip: SIPDigest(
        realm: "asterisk", md5: digit(number, round, count: 32),
        sha256: digit(number, round, count: 64)))
  }

  /// Ten digits, the longest PIN.
  private func pin(_ number: Int, _ round: Int) -> String { "8\(round)6041\(number)" }

  private func fill(_ store: Store) throws {
    try store.write { transaction in
      for number in numbers {
        let agent = try sample(
          "a\(number)", "\(number)", ["voicemailPin": pin(number, 1), "voicemail": "true"])
        let id = try transaction.insert(agent, credential(number, 1)).account.id.value
        try transaction.insertLink(token(number), .invite, forAgent: id, seconds: 3600)
      }
    }
  }

  private func token(_ number: Int) -> String { digit(number, 5, count: 64) }

  /// The secrets that each file of the database contains.
  private func remains(of secrets: [String]) throws -> [String] {
    try scratch.names().flatMap { name -> [String] in
      let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(scratch.path)/\(name)"))
      return secrets.filter { bytes.range(of: Data($0.utf8)) != nil }.map { "\(name): \($0)" }
    }
  }

  private func secrets(_ round: Int, _ numbers: some Sequence<Int>) -> [String] {
    numbers.flatMap { number in
      let credential = credential(number, round)
      return [
        hash(number, round), credential.sip.md5, credential.sip.sha256, pin(number, round),
      ]
    }
  }

  @Test(arguments: [("disabled", "true"), ("email", "other@example.com"), ("adSsoEnabled", "true")])
  func `nothing of a link is left that another change ended`(_ key: String, _ text: String) throws {
    let store = try scratch.open()
    try fill(store)
    #expect(try !remains(of: [token(1000), token(1399)]).isEmpty)
    try store.write { transaction in
      let agent = try #require(try transaction.agent(named: "a1000"))
      let field = try FieldCatalog.find(key)
      try transaction.update(agent: agent.account.id.value, named: "a1000", [(field, text)])
    }
    #expect(try remains(of: [token(1000)]) == [])
    #expect(try !remains(of: [token(1399)]).isEmpty)
  }

  @Test func `every writing connection clears what it frees`() throws {
    let store = try scratch.open()
    let value: Int? = try store.connection.taking {
      try $0.value("PRAGMA secure_delete")
    }
    #expect(value == 1)
  }

  @Test func `nothing of old passwords, PINs and links is left, changed or deleted`() throws {
    do {
      let store = try scratch.open()
      try fill(store)
      #expect(try !remains(of: secrets(1, [1000, 1399])).isEmpty)
      for number in numbers {
        try store.write { transaction in
          var agent = try #require(try transaction.agent(named: "a\(number)"))
          try agent.set("voicemailPin", pin(number, 2))
          try transaction.update(agent)
          try transaction.setCredential(
            credential(number, 2), ofAgent: agent.account.id.value, keepingHistory: 0, at: now)
        }
      }
    }
    #expect(try remains(of: secrets(1, numbers) + numbers.map(token)) == [])
    // Many at once, so that pages become free.
    let gone = numbers.filter { $0 % 5 != 0 || $0 > 1200 }
    do {
      let store = try scratch.open()
      try store.write { transaction in
        for number in gone {
          let agent = try #require(try transaction.agent(named: "a\(number)"))
          try transaction.removePermanently(agent: agent.account.id.value)
        }
      }
    }
    #expect(try remains(of: secrets(2, gone)) == [])
    let kept = numbers.filter { !gone.contains($0) }
    #expect(try remains(of: secrets(2, kept)).count == kept.count * 4)
  }

  @Test func `a history that is cut leaves nothing of what it forgets`() throws {
    do {
      let store = try scratch.open()
      try fill(store)
      for (round, count) in [(2, 2), (3, 2), (4, 2), (5, 0)] {
        for number in numbers {
          try store.write { transaction in
            let agent = try #require(try transaction.agent(named: "a\(number)"))
            try transaction.setCredential(
              credential(number, round), ofAgent: agent.account.id.value, keepingHistory: count,
              at: now)
          }
        }
      }
    }
    let old = (1...4).flatMap { round in numbers.map { hash($0, round) } }
    #expect(try remains(of: old) == [])
    #expect(try remains(of: numbers.map { hash($0, 5) }).count == numbers.count)
  }
}
