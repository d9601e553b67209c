/// The name of a client log: `*.log`, `*.log.N`, `*.log-YYYYMMDD`, each also with `.gz`.
///
/// The vendor's page names no files; siblings of the client logs are called
/// `api-combined.2026-01-31.log` and `api-info.log`, and rotation adds what logrotate(8) adds.
package struct LogFileName: Equatable, Sendable {
  package let text: String
  package let isCompressed: Bool
  /// Rotated: nobody writes to it any more.
  package let isRotated: Bool
  /// The level of entries that do not state one, from the file's name.
  package let level: ClientLogLevel?

  /// nil for any other name, hidden files included.
  package init?(_ text: String) {
    isCompressed = text.hasSuffix(".gz")
    var name = text.dropLast(isCompressed ? 3 : 0)
    let count = name.utf8.reversed().prefix(while: isASCIIDigit).count
    let mark = name.dropLast(count).last
    let isNumbered = count > 0 && (mark == "." || mark == "-" && count == 8)
    if isNumbered { name = name.dropLast(count + 1) }
    guard name.hasSuffix(".log"), name.count > 4, !name.hasPrefix("."),
      !text.contains("/"), !text.utf8.contains(0)
    else { return nil }
    self.text = text
    isRotated = isNumbered || isCompressed
    let words = name.dropLast(4).utf8.split { !isASCIILetter($0) }
    level =
      words.lazy.compactMap { word in
        // "log" is a level of the browser's console, but also part of many file names.
        word.elementsEqual("log".utf8) ? nil : ClientLogLevel(logWord: word)
      }.first
  }
}
