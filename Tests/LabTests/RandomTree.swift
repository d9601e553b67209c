import TestSupport

/// A tree of files for phones, as nobody would write it.
///
/// It has templates of templates, sections that are continued, includes in the middle of sections, and comments everywhere. It is the
/// same for the same seed.
struct RandomTree {
  enum Kind {
    case sip, pjsip

    var file: String { self == .sip ? "sip.conf" : "pjsip.conf" }
  }

  let driver: Kind
  let seed: Int
  /// Lines by the names of the files; those of the main file come after what the lab has there.
  private(set) var files: [String: [String]] = [:]
  /// The mailboxes that there are, all in `default`.
  private(set) var boxes: [String] = []
  private var random: Seeded
  private var lines: [String] = [Self.mark]

  /// The first line of the tree in the main file.
  static let mark = "; a random tree"
  static let passwords = ["Blue;Sky", "two words", "s3cret", "x=y", "Über"]
  private static let phones = 300..<322

  init(_ driver: Kind, seed: Int) {
    (self.driver, self.seed, random) = (driver, seed, Seeded(seed))
    boxes = Self.phones.filter { $0 % 3 != 0 }.map(String.init)
    let templates = makeTemplates()
    for number in Self.phones { add(phone: String(number), templates) }
    for number in Self.phones where random.next(below: 3) == 0 { continueSection(of: "\(number)") }
    addMark()
    files[driver.file] = split(lines)
    files["voicemail.conf"] = ["[general]", "[default]"] + boxes.map { "\($0) => 4826,Box \($0)" }
  }

  // MARK: - Sections

  private mutating func makeTemplates() -> [String] {
    var names: [String] = []
    for index in 1...5 {
      let name = "tmpl\(index)"
      let parents = some(of: names, atMost: 2)
      lines.append("[\(name)](\((["!"] + parents).joined(separator: ",")))")
      addSettings(count: 3)
      names.append(name)
    }
    return names
  }

  private mutating func add(phone name: String, _ templates: [String]) {
    let parents = some(of: templates, atMost: 3)
    lines.append("[\(name)]\(parents.isEmpty ? "" : "(\(parents.joined(separator: ",")))")")
    switch driver {
    case .sip:
      lines += ["type=friend", "host = dynamic"]
      add("secret", among: Self.passwords)
      addSettings(count: 4)
    case .pjsip:
      lines += ["type=endpoint", "auth=\(name)-auth", "aors = \(name)"]
      addSettings(count: 4)
      lines += ["[\(name)]", "type=aor", "max_contacts=1", "[\(name)-auth]", "type=auth"]
      lines.append("username=\(name)")
      if random.next(below: 4) == 0 {
        lines += ["auth_type=md5", "md5_cred=\(md5("\(name):asterisk:s3cret"))"]
      } else {
        lines.append("auth_type=userpass")
        add("password", among: Self.passwords)
      }
    }
  }

  private mutating func continueSection(of name: String) {
    lines.append(driver == .sip ? "[\(name)](+)" : "[\(name)](+type=endpoint)")
    addSettings(count: 2)
    if driver == .sip, random.next(below: 2) == 0 { add("secret", among: Self.passwords) }
  }

  /// By this one it is known that Asterisk has read all.
  private mutating func addMark() {
    lines += ["[round\(seed)]", "context=from-round"]
    lines += driver == .sip ? ["type=peer", "host=dynamic"] : ["type=endpoint", "allow=ulaw"]
    guard driver == .pjsip else { return }
    lines += ["[round\(seed)]", "type=auth", "username=from-round", "password=x"]
  }

  // MARK: - Settings

  private mutating func addSettings(count: Int) {
    for _ in 0..<count {
      if random.next(below: 4) == 0 { addComment() }
      let (key, values) = pool[random.next(below: pool.count)]
      add(key, among: values)
    }
  }

  private mutating func add(_ key: String, among values: [String]) {
    let value = values[random.next(below: values.count)].replacing(";", with: "\\;")
    let equals = ["=", " = ", "=  ", " => "][random.next(below: 4)]
    let end = ["", "", "  ", " ; why", "\t;why"][random.next(below: 5)]
    lines.append("\(key)\(equals)\(value)\(end)")
  }

  private mutating func addComment() {
    lines +=
      [
        ["; context=commented"], ["", "   "], [";-- secret=no", "context=commented", "--;"],
        [";--- three dashes are a line comment"],
      ][random.next(below: 4)]
  }

  private static let callers = ["\"Ann A\" <101>", "Bob <102>", "103", "\"Only Name\"", "<104>"]
  private static let allowed = ["alaw", "ulaw,g722", "gsm", "!all,alaw", "ulaw, alaw", "all,!gsm"]

  private var pool: [(String, [String])] {
    let groups = ["1", "1-3,5", "7,9", "0-2"]
    let boxes = ["300", "301@default", "302", "303@default", "304,305"]
    let common = [
      ("context", ["first", "second", "third"]), ("callerid", Self.callers),
      ("allow", Self.allowed), ("disallow", ["all", "alaw"]),
    ]
    switch driver {
    case .sip:
      return common + [
        ("nat", ["no", "force_rport", "comedia", "force_rport,comedia", "yes", ""]),
        ("callgroup", groups),
        ("pickupgroup", groups), ("videosupport", ["yes", "no"]), ("encryption", ["yes", "no"]),
        ("transport", ["udp", "tcp", "udp,tcp", "tls"]), ("mailbox", boxes),
        ("qualify", ["yes"]),
      ]
    case .pjsip:
      return common + [
        ("force_rport", ["yes", "no"]), ("rtp_symmetric", ["yes", "no"]), ("call_group", groups),
        ("pickup_group", groups), ("media_encryption", ["sdes", "no"]), ("mailboxes", boxes),
      ]
    }
  }

  private mutating func some(of names: [String], atMost count: Int) -> [String] {
    guard !names.isEmpty else { return [] }
    return (0..<random.next(below: count + 1)).map { _ in names[random.next(below: names.count)] }
  }

  // MARK: - Files

  /// Moves runs of lines into files of their own, wherever they begin and end; blocks of comments stay whole.
  private mutating func split(_ lines: [String]) -> [String] {
    var rest = lines
    for index in 1...6 {
      let start = 1 + random.next(below: rest.count - 12)
      let run = start..<(start + 1 + random.next(below: 10))
      let opens = rest[run].count { $0.hasPrefix(";--") && !$0.hasPrefix(";---") }
      guard opens == rest[run].count(where: { $0 == "--;" }),
        opens == 0 || rest[run].first(where: { $0.hasPrefix(";--") || $0 == "--;" }) != "--;",
        !isInComment(rest, run.lowerBound)
      else { continue }
      // After an include its section goes on, and PJSIP makes no object of one with the settings of another.
      if driver == .pjsip, rest[run].contains(where: { $0.hasPrefix("[") }) { continue }
      let name = "random-\(seed)-\(index).conf"
      files[name] = Array(rest[run])
      let word = ["#include", "#tryinclude"][random.next(below: 2)]
      rest.replaceSubrange(run, with: ["\(word) \"\(name)\""])
    }
    return rest
  }

  private func isInComment(_ lines: [String], _ index: Int) -> Bool {
    let last = lines[..<index].last {
      $0 == "--;" || $0.hasPrefix(";--") && !$0.hasPrefix(";---")
    }
    return last.map { $0 != "--;" } ?? false
  }
}

extension Seeded {
  fileprivate mutating func next(below count: Int) -> Int { Int(next() % UInt64(count)) }
}
