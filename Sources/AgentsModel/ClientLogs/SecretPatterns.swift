/// Finds the secrets in a line.
///
/// Logs are large, so each line is read once, and examined only at bytes that every pattern of a
/// kind contains. No pattern examines bytes again that it has already taken, so that a line of
/// nothing but beginnings takes no longer than others.
struct SecretPatterns {
  /// The most bytes of a form, so that a line of nothing but `code=` does not take very long.
  private static let longestParameter = 1 << 10

  let line: [UInt8]
  /// The same in lower case.
  let lower: [UInt8]
  private let values: SecretValue
  /// The end of the last unquoted value; a value that starts within it ends there too.
  private var bareEnd = 0
  /// The end of the last XML element.
  private var elementEnd = 0
  /// An odd number of `"` is before the current place.
  private var isInText = false

  init(_ line: [UInt8]) {
    self.line = line
    lower = line.map { isASCIICapital($0) ? $0 | 0x20 : $0 }
    values = SecretValue(line)
  }

  /// All secrets found, in no order; they may overlap.
  static func secrets(in line: [UInt8]) -> [Range<Int>] {
    var patterns = Self(line)
    return patterns.secrets()
  }

  private mutating func secrets() -> [Range<Int>] {
    var secrets: [Range<Int>] = []
    for index in line.indices {
      guard let secret = secret(at: index), !secret.isEmpty else { continue }
      secrets.append(secret)
      // The value of a header is the rest of the line.
      if line[secret.upperBound...].allSatisfy("\r\n".utf8.contains) { break }
    }
    return secrets
  }

  private mutating func secret(at index: Int) -> Range<Int>? {
    switch line[index] {
    case UInt8(ascii: "="): valueOfKey(at: index)
    case UInt8(ascii: ":"): valueOfKey(at: index) ?? passwordInAddress(at: index)
    case UInt8(ascii: ","): valueInList(at: index)
    case UInt8(ascii: "%"): valueOfEncodedKey(at: index)
    case UInt8(ascii: "<"): valueOfElement(at: index)
    case UInt8(ascii: " "), UInt8(ascii: "\t"): credential(behind: index)
    case UInt8(ascii: "$"): hash(at: index)
    case UInt8(ascii: "e"): webToken(at: index)
    case UInt8(ascii: "-"): keyOfOneLine(behind: index)
    case UInt8(ascii: "\""): toggleText(at: index)
    default: nil
    }
  }

  private mutating func toggleText(at index: Int) -> Range<Int>? {
    if index == 0 || line[index - 1] != UInt8(ascii: "\\") { isInText.toggle() }
    return nil
  }

  // MARK: - key = value

  /// How a word and its value are joined.
  private struct Setting {
    /// By `=`, not by `:` or `,`.
    let isAssigned: Bool
    /// A quote follows the word.
    let isQuoted: Bool

    var isJSON: Bool { isQuoted && !isAssigned }
  }

  /// Examines what follows a key; `mark` is the place of its `=` or `:`.
  private mutating func valueOfKey(at mark: Int) -> Range<Int>? {
    let (key, isQuoted) = key(before: mark)
    let setting = Setting(isAssigned: line[mark] == UInt8(ascii: "="), isQuoted: isQuoted)
    guard let word = word(key, setting) else { return nil }
    var rest = line[(mark + 1)...]
    // `=>`, `:=`, `==`
    while rest.take("=:>") != nil {}
    return value(of: word, key, setting, in: rest)
  }

  /// `"key", "value"`, as in lists of headers.
  private mutating func valueInList(at comma: Int) -> Range<Int>? {
    guard comma > 0,
      line[comma - 1] == UInt8(ascii: "\"") || line[comma - 1] == UInt8(ascii: "'")
    else { return nil }
    let (key, _) = key(before: comma)
    let setting = Setting(isAssigned: false, isQuoted: true)
    guard let word = word(key, setting) else { return nil }
    var rest = line[(comma + 1)...]
    rest.takeBlanks()
    guard let first = rest.first, "\"'\\[{".utf8.contains(first),
      let value = value(of: word, key, setting, in: rest)
    else { return nil }
    // `"grant_type":"password","username":` is not such a list.
    let next = line[value.upperBound...].first { !"\\\"' \t".utf8.contains($0) }
    return next == UInt8(ascii: ":") ? nil : value
  }

  /// `key%3Dvalue`, also encoded twice.
  private mutating func valueOfEncodedKey(at percent: Int) -> Range<Int>? {
    var rest = lower[(percent + 1)...]
    while rest.starts(with: "25".utf8) { rest.removeFirst(2) }
    let isAssigned = rest.starts(with: "3d".utf8)
    guard isAssigned || rest.starts(with: "3a".utf8) else {
      return credential(behindEncoded: percent)
    }
    let (key, _) = key(before: percent)
    let setting = Setting(isAssigned: isAssigned, isQuoted: false)
    return word(key, setting).flatMap {
      value(of: $0, key, setting, in: line[(rest.startIndex + 2)...])
    }
  }

  private func word(_ key: Range<Int>, _ setting: Setting) -> SecretWord? {
    // Most words of a log end here.
    guard SecretWord.isLikely(lower, key) else { return nil }
    let key = SecretKey(text: line[key], lower: lower[key])
    return SecretWord(key, isAssigned: setting.isAssigned, isQuoted: setting.isQuoted)
  }

  /// The place of the word before a mark, and whether it is quoted.
  private func key(before mark: Int) -> (Range<Int>, isQuoted: Bool) {
    var end = mark
    var isQuoted = false
    while end > 0 {
      let last = line[end - 1]
      if last == UInt8(ascii: "\"") || last == UInt8(ascii: "'") {
        isQuoted = true
      } else if last == UInt8(ascii: "2") || last == UInt8(ascii: "0") || last == UInt8(ascii: "7")
      {
        guard isEncodedQuote(before: end) else { break }
        end -= 2
      } else if last != UInt8(ascii: " "), last != UInt8(ascii: "\t"), last != UInt8(ascii: "\\") {
        break
      }
      end -= 1
    }
    var start = end
    while start > 0, Self.isWordByte(line[start - 1]) { start -= 1 }
    if start > 0, line[start - 1] == UInt8(ascii: "%") {
      // In `%26key` and `%2526key` the digits do not belong to the word.
      while line[start..<end].starts(with: "25".utf8) { start += 2 }
      start = min(end, start + 2)
    }
    return (start..<end, isQuoted)
  }

  /// `%20`, `%22` or `%27`.
  private func isEncodedQuote(before end: Int) -> Bool {
    end >= 3 && line[end - 3] == UInt8(ascii: "%") && line[end - 2] == UInt8(ascii: "2")
  }

  private mutating func value(
    of word: SecretWord, _ key: Range<Int>, _ setting: Setting, in rest: ArraySlice<UInt8>
  ) -> Range<Int>? {
    var value = rest
    value.takeBlanks()
    let depth = value.prefix { $0 == UInt8(ascii: "\\") }.count
    let quote = Self.takeQuote(&value)
    let start = value.startIndex
    switch word {
    case .hash: return value.prefix(while: Self.isHexDigit).indices(atLeast: 32)
    case .mediaKey: return value.prefix(while: Self.isTokenByte).indices(atLeast: 20)
    case .parameter where !isParameter(key, value): return nil
    default: break
    }
    if let quote { return start..<values.quoted(quote, depth: depth, from: start) }
    if word == .header { return start..<values.phrase(from: start, isInText: false) }
    guard start >= bareEnd, let first = value.first else { return nil }
    if first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
      bareEnd = brackets(from: start, setting)
    } else if word == .password, start > rest.startIndex, !setting.isQuoted {
      bareEnd = values.phrase(from: start, isInText: isInText)
    } else {
      bareEnd = values.bare(from: start, isInText: isInText, isJSON: setting.isJSON)
    }
    return start..<bareEnd
  }

  /// A value in brackets, with what follows it without a break.
  private func brackets(from start: Int, _ setting: Setting) -> Int {
    let end = values.brackets(from: start)
    guard setting.isAssigned || !setting.isJSON && values.goesOn(at: end) else { return end }
    return values.bare(from: end, isInText: isInText)
  }

  /// `?` or `&`, plain or encoded, is before the key, or `&` is after the value.
  private func isParameter(_ key: Range<Int>, _ value: ArraySlice<UInt8>) -> Bool {
    let start = key.lowerBound
    if start > 0, "?&#;".utf8.contains(line[start - 1]) { return true }
    if start >= 3, line[start - 3] == UInt8(ascii: "%") { return true }
    let rest = value.prefix(Self.longestParameter).drop {
      $0 == UInt8(ascii: "%") || Self.isTokenByte($0)
    }
    return rest.first == UInt8(ascii: "&")
  }

  /// `"` or `'`, or either one escaped in a quoted text: `\"`.
  private static func takeQuote(_ bytes: inout ArraySlice<UInt8>) -> UInt8? {
    var rest = bytes
    while rest.take(UInt8(ascii: "\\")) {}
    guard let quote = rest.take("\"'") else { return nil }
    bytes = rest
    return quote
  }

  // MARK: - XML

  /// `<key>value</key>`, also with attributes; `start` is the place of the first `<`.
  private mutating func valueOfElement(at start: Int) -> Range<Int>? {
    guard start >= elementEnd else { return nil }
    let name = line[(start + 1)...].prefix { Self.isWordByte($0) || $0 == UInt8(ascii: ":") }
    let first = name.lastIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? name.startIndex
    let setting = Setting(isAssigned: false, isQuoted: true)
    guard word(first..<name.endIndex, setting)?.isOfElement == true,
      let tag = line[name.endIndex...].firstIndex(where: { "<>".utf8.contains($0) }),
      line[tag] == UInt8(ascii: ">"), line[tag - 1] != UInt8(ascii: "/")
    else { return nil }
    let end = "</".utf8 + lower[name.indices]
    elementEnd =
      line[(tag + 1)...].indices.first { index in
        line[index] == UInt8(ascii: "<") && lower[index...].starts(with: end)
      } ?? max(tag + 1, values.phrase(from: tag + 1, isInText: false))
    return (tag + 1)..<elementEnd
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    isASCIILetter(byte) || isASCIIDigit(byte) || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-")
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    isASCIIDigit(byte) || (0x61...0x66).contains(byte | 0x20)
  }
}

extension ArraySlice<UInt8> {
  fileprivate func indices(atLeast least: Int) -> Range<Int>? { count >= least ? indices : nil }
}
