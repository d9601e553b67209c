internal import AsteriskConfig

/// A phone as the centre's files describe it, before anything is decided.
struct FoundPhone {
  /// The name of its section, which it registers with.
  let name: String
  let driver: Dialect.Driver
  let place: ConfigTree.Place
  /// The headers of all its sections.
  var headers: [ConfigTree.Place]
  /// The user of its digest, where that is another.
  var authName = ""
  var secret: FoundSecret
  var typology: Typology
  /// The values of voice fields by their keys.
  var voice: [String: String] = [:]
  var caller = CallerParts()
  /// The mailboxes that it is told of.
  var mailboxes: [(box: String, place: ConfigTree.Place)] = []
  /// Lines without a field.
  var unmapped: [Unmapped] = []
  /// From users.conf.
  var fullName: String?
  var email: String?
  /// Its section of users.conf.
  var users: ConfigTree.Section?
  var note: String?
  /// Its section also makes other things, so it is only turned off: the line that does it.
  var switchedOff: String?

  struct Unmapped {
    let entry: ConfigTree.Entry
    let key: String
    /// As it is told, when it is not the whole value.
    var value: String?
    var why = "no field"
    /// Whether the line may be written again in our section.
    var canBeKept = true
  }
}

/// What is known of a phone's password.
enum FoundSecret {
  case clear(String)
  /// A digest of the name and realm; SHA-256 may be empty.
  case digest(md5: String, sha256: String, realm: String)
}

/// A caller ID as Asterisk splits it (`ast_callerid_parse` of `main/callerid.c`).
struct CallerParts: Equatable {
  var name = ""
  var number = ""

  init() {}

  init(_ text: String) {
    if let open = text.lastIndex(of: "<"), let close = text.lastIndex(of: ">"), open < close {
      number = Self.digits(text[text.index(after: open)..<close])
      name = Self.unquoted(text[..<open])
    } else if let digits = Optional(Self.digits(text[...])), Self.isNumber(digits) {
      number = digits
    } else {
      name = Self.unquoted(text[...])
    }
  }

  /// As the field `callerid` has it; empty unless both parts are there and are allowed.
  var field: String {
    guard !name.isEmpty, !number.isEmpty,
      let field = try? CallerID(parsing: "\"\(name)\" <\(number)>")
    else { return "" }
    return field.text
  }

  private static func unquoted(_ text: Substring) -> String {
    let text = trimmed(text)
    guard text.hasPrefix("\"") else { return text }
    var name = ""
    var isEscaped = false
    for character in text.dropFirst() {
      if character == "\\", !isEscaped {
        isEscaped = true
        continue
      }
      if character == "\"", !isEscaped { break }
      isEscaped = false
      name.append(character)
    }
    return name
  }

  /// A number without the marks that Asterisk removes.
  private static func digits(_ text: Substring) -> String {
    trimmed(text).filter { !"( )-.".contains($0) }
  }

  private static func isNumber(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { isASCIIDigit($0) || "+*#".utf8.contains($0) }
  }
}

/// The codecs of a phone, as `allow` and `disallow` lines come to.
struct FoundCodecs {
  private(set) var words: [String]
  /// Parts of lines that have no place in our field.
  private(set) var lost: [(entry: ConfigTree.Entry, value: String, why: String)] = []

  /// The words of our field, in the order that `all` has in Asterisk 16 to 22.
  private static let all = ["ulaw", "alaw", "gsm", "g729", "g722", "opus"]

  /// - Parameter initial: What a phone has for which no line says anything.
  init(_ entries: [ConfigTree.Entry], initial: [String]) {
    words = initial
    for entry in entries {
      switch entry.setting.name.caseFolded {
      case "allow": allow(entry)
      case "disallow": for word in Self.words(of: entry) { remove(word) }
      default: continue
      }
    }
  }

  private mutating func allow(_ entry: ConfigTree.Entry) {
    for word in Self.words(of: entry) {
      if word.hasPrefix("!") {
        remove(String(word.dropFirst()))
        continue
      }
      let name = word.prefix { $0 != ":" }
      if name.count < word.count { lost.append((entry, word, "the packet length")) }
      if name == "all" {
        for codec in Self.all where !words.contains(codec) { words.append(codec) }
      } else if CodecRule.words.contains(String(name)) {
        if !words.contains(String(name)) { words.append(String(name)) }
      } else {
        lost.append((entry, word, "not among the codecs of our field"))
      }
    }
  }

  private mutating func remove(_ word: String) {
    if word == "all" { words = [] } else { words.removeAll { $0 == word } }
  }

  private static func words(of entry: ConfigTree.Entry) -> [String] {
    entry.value.caseFolded.split { ", ".contains($0) }.map(String.init)
  }
}
