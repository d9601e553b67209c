/// The answer of `sip show objects`, or of `pjsip list` with a type: the names of all objects, none of them cut.
package struct ObjectListing: Equatable, Sendable {
  /// In no order.
  package private(set) var names: Set<String> = []

  /// Reads an answer.
  package init(_ answer: String) {
    for line in answer.consoleLines {
      // What follows has the same peers again, by their addresses.
      if line.hasPrefix("-= Peer objects by IP") { return }
      if line.hasPrefix("name: ") { names.insert(String(line.dropFirst(6))) }
      guard line.first == " ", let (label, rest) = line.halves(at: ":  "), label.words.count == 1,
        !rest.hasPrefix("<")
      else { continue }
      names.insert(String(rest.unpadded.prefix { $0 != "/" && $0 != " " }))
    }
  }
}
