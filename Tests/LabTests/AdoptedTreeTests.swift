import AsteriskConfig
import Crypto
import Foundation
import TestSupport
import Testing

/// Random trees of files: what `adopt` reads of each phone is what the real Asterisk runs.
@Suite struct AdoptedTreeTests {
  @Test func `phones of sip conf are read as Asterisk 16 runs them`() async throws {
    try await Installation.run(.sip16) { site in
      var compared = 0
      for seed in 1...6 {
        let (tree, report) = try await read(RandomTree(.sip, seed: seed), site, "sip show peer")
        let boxes = Set(tree.boxes)
        for phone in report.phones {
          let shown = try await KeyedListing(
            site.asterisk.command("sip show peer \(phone.sipName)"))
          let found = phone.compared(boxes: boxes)
          #expect(found == .init(sip: shown, phone, boxes: boxes), "seed \(seed): \(phone.sipName)")
          compared += 1
        }
        // The phones of the lab speak UDP.
        let reachable = report.phones.filter { words($0.voice.transport).contains("udp") }
        try await checkPasswords(reachable.prefix(2), tree, site)
        let names = try await Set(site.peers())
        #expect(names.subtracting(report.named).isEmpty, "seed \(seed)")
      }
      #expect(compared > 60)
    }
  }

  @Test(arguments: [Driver.pjsip16, .pjsip22])
  func `phones of pjsip conf are read as Asterisk runs them`(_ driver: Driver) async throws {
    try await Installation.run(driver) { site in
      var compared = 0
      for seed in 11...14 {
        let (tree, report) = try await read(
          RandomTree(.pjsip, seed: seed), site, "pjsip show endpoint")
        let boxes = Set(tree.boxes)
        for phone in report.phones {
          let shown = try await KeyedListing(
            site.asterisk.command("pjsip show endpoint \(phone.sipName)"))
          #expect(
            phone.compared(boxes: boxes) == .init(pjsip: shown, phone, boxes: boxes),
            "seed \(seed): \(phone.sipName)")
          let auth = try await KeyedListing(
            site.asterisk.command("pjsip show auth \(phone.sipName)-auth"))
          #expect(phone.digest.md5 == digest(auth), "seed \(seed): \(phone.sipName)")
          compared += 1
        }
      }
      #expect(compared > 30)
    }
  }

  /// Has Asterisk read a tree, and asks the product about it.
  private func read(
    _ tree: RandomTree, _ site: Installation, _ question: String
  ) async throws -> (RandomTree, Report) {
    let directory = site.asterisk.configurationDirectory
    let main = tree.driver.file
    let own = try String(contentsOf: directory.appending(path: main), encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    // What the lab says of addresses and transports stays; a tree of an earlier round does not.
    let head = own.prefix { !$0.hasPrefix("#") && $0 != RandomTree.mark[...] }
    for (name, lines) in tree.files {
      let before = name == main ? head.map(String.init) : []
      try (before + lines).joined(separator: "\n").appending("\n")
        .write(to: directory.appending(path: name), atomically: false, encoding: .utf8)
    }
    _ = try await site.asterisk.command(
      tree.driver == .sip ? "sip reload" : "module reload res_pjsip.so")
    // PJSIP reads one type of objects after the other.
    for question in tree.driver == .sip ? [question] : [question, "pjsip show auth"] {
      _ = try await site.asterisk.command("\(question) round\(tree.seed)") {
        $0.contains("from-round")
      }
    }
    let result = try await site.run([
      "adopt", directory.systemPath, "--agents", "all", "--domain", "example.org", "--format",
      "json", "--with-secrets",
    ])
    #expect([0, 65].contains(result.status), "\(result.errors)")
    return (tree, try JSONDecoder().decode(Report.self, from: Data(result.output.utf8)))
  }

  /// The password that the digest is of lets the phone in.
  private func checkPasswords(
    _ phones: ArraySlice<Report.Phone>, _ tree: RandomTree, _ site: Installation
  ) async throws {
    for phone in phones {
      let password = RandomTree.passwords.first { password in
        phone.digest.md5 == md5("\(phone.sipName):asterisk:\(password)")
      }
      let known = try #require(password, "seed \(tree.seed): \(phone.sipName)")
      #expect(
        try await SIPPhone.register(
          username: phone.sipName, password: known, at: site.asterisk) == .registered,
        "seed \(tree.seed): \(phone.sipName)")
    }
  }

  private func digest(_ auth: KeyedListing) -> String {
    if let digest = auth["md5_cred"], !digest.isEmpty { return digest }
    let realm = auth["realm"].flatMap { $0.isEmpty ? nil : $0 } ?? "asterisk"
    return md5("\(auth["username"] ?? ""):\(realm):\(auth["password"] ?? "")")
  }
}

func md5(_ text: String) -> String {
  Insecure.MD5.hash(data: Data(text.utf8)).map { byte in
    String(format: "%02x", byte)
  }.joined()
}

/// What `adopt --format json` says.
private struct Report: Decodable {
  let agents: [Phone]
  let left: [Named]
  let refused: [Named]

  var phones: [Phone] { agents }
  /// Everything of which it is told what becomes of it.
  var named: Set<String> { Set(agents.map(\.sipName) + left.map(\.what) + refused.map(\.what)) }

  struct Named: Decodable { let what: String }

  struct Phone: Decodable {
    let sipName: String
    let voice: Voice
    let voicemail: Bool
    let digest: Digest

    struct Digest: Decodable { let md5: String }
    struct Voice: Decodable {
      let context, allow, callerid, callGroup, pickupGroup, nat, transport: String
      let encryption, videosupport: Bool
    }
  }
}

/// The values of a phone in one form for both sides.
private struct Compared: Equatable {
  var context = ""
  var codecs: [String] = []
  var callerID = ""
  var groups: [Set<Int>] = []
  var nat: Set<String> = []
  var transports: Set<String> = []
  var flags: [Bool] = []
  var hasBox = false
}

extension Report.Phone {
  fileprivate func compared(boxes: Set<String>) -> Compared {
    let nat = voice.nat == "yes" ? ["force_rport", "comedia"] : words(voice.nat)
    return Compared(
      context: voice.context, codecs: voice.allow.split(separator: ",").map(String.init),
      callerID: voice.callerid, groups: [voice.callGroup, voice.pickupGroup].map(numbers),
      nat: nat.subtracting(["no"]), transports: words(voice.transport),
      flags: [voice.encryption, voice.videosupport], hasBox: voicemail)
  }
}

extension Compared {
  fileprivate init(sip shown: KeyedListing, _ phone: Report.Phone, boxes: Set<String>) {
    func isSet(_ name: String) -> Bool { shown[name]?.hasPrefix("Yes") == true }
    self.init(
      context: shown["Context"] ?? "", codecs: codecWords(shown["Codecs"]),
      callerID: whole(shown["Callerid"]),
      groups: [shown["Callgroup"] ?? "", shown["Pickupgroup"] ?? ""].map(numbers),
      nat: Set(
        (isSet("Force rport") ? ["force_rport"] : []) + (isSet("Symmetric RTP") ? ["comedia"] : [])
      ), transports: words((shown["Allowed.Trsp"] ?? "").lowercased()),
      flags: [isSet("Encryption"), isSet("Video Support")],
      hasBox: phone.hasBox(shown["Mailbox"], boxes))
    // Asterisk's own default has no word among ours.
    if shown["Force rport"]?.hasPrefix("Auto") == true { nat = words(phone.voice.nat) }
  }

  fileprivate init(pjsip shown: KeyedListing, _ phone: Report.Phone, boxes: Set<String>) {
    func isSet(_ name: String) -> Bool { ["true", "yes"].contains(shown[name]) }
    self.init(
      context: shown["context"] ?? "", codecs: codecWords(shown["allow"]),
      callerID: whole(shown["callerid"]),
      groups: [shown["call_group"] ?? "", shown["pickup_group"] ?? ""].map(numbers),
      nat: Set(
        (isSet("force_rport") ? ["force_rport"] : []) + (isSet("rtp_symmetric") ? ["comedia"] : [])
      ), transports: words(phone.voice.transport),
      flags: [shown["media_encryption"] == "sdes", false],
      hasBox: phone.hasBox(shown["mailboxes"], boxes))
  }
}

extension Report.Phone {
  /// Whether Asterisk tells it of its own box alone, and that is there.
  fileprivate func hasBox(_ shown: String?, _ boxes: Set<String>) -> Bool {
    let named = (shown ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    return named.count == 1 && boxes.contains(sipName)
      && [sipName, "\(sipName)@default"].contains(named[0])
  }
}

private func words(_ text: String) -> Set<String> {
  Set(text.split { ", ".contains($0) }.map(String.init))
}

/// Those of `(alaw|ulaw|h263)` that our field can have.
private func codecWords(_ text: String?) -> [String] {
  (text ?? "").split { "()|".contains($0) }.map(String.init)
    .filter { ["ulaw", "alaw", "gsm", "g722", "g729", "opus"].contains($0) }
}

/// A caller ID with name and number; ours has no other.
private func whole(_ text: String?) -> String {
  guard let text, text.firstMatch(of: /^"[^"]+" <[^>]+>$/) != nil else { return "" }
  return text
}

/// The numbers of `1-3,5`.
private func numbers(_ text: String) -> Set<Int> {
  var numbers: Set<Int> = []
  for part in text.split(separator: ",") {
    let ends = part.split(separator: "-").compactMap {
      Int($0.trimmingCharacters(in: .whitespaces))
    }
    if let first = ends.first, let last = ends.last { numbers.formUnion(first...last) }
  }
  return numbers
}
