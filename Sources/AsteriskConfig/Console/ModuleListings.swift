// What the console says of modules and of what they bring.

/// The answer of `module show like NAME`.
package struct ModuleListing: Equatable, Sendable {
  /// Module → whether it runs; a module that failed to load is listed as well.
  private var modules: [String: Bool] = [:]

  /// Reads an answer.
  package init(_ answer: String) {
    for line in answer.consoleLines {
      guard let name = line.words.first, name.hasSuffix(".so") else { continue }
      modules[String(name)] =
        line.contains(mark: " Running ") && !line.contains(mark: " Not Running ")
    }
  }

  /// Whether a module runs, such as `chan_sip.so`; nil for one that was never loaded.
  package subscript(module: String) -> Bool? { modules[module] }
}

/// The answer of `core show file formats`.
package struct FormatListing: Equatable, Sendable {
  /// The names by which recordings can be written: `wav`, `WAV`, `wav49`.
  package let names: Set<String>

  /// Reads an answer.
  package init(_ answer: String) {
    let rows = answer.consoleLines.map(\.words).filter { $0.count == 3 && $0[0] != "Format" }
    names = Set(rows.flatMap { $0[2].split(separator: "|").map(String.init) })
  }
}

/// The answer of `core show translation paths slin`.
package struct TranslationListing: Equatable, Sendable {
  /// Codecs into which Asterisk can turn sound.
  package let codecs: Set<String>

  /// Reads an answer.
  package init(_ answer: String) {
    codecs = Set(
      answer.consoleLines.compactMap { line in
        guard let (_, target) = line.halves(at: " To "),
          !line.contains(mark: "No Translation Path"),
          let (name, _) = target.halves(at: ":")
        else { return nil }
        return String(name)
      })
  }
}
