package import AsteriskConfig

extension OwnDialplan {
  /// How calls come from one context into another.
  package enum Way: Equatable, Sendable {
    /// By includes; the last one is at this place.
    case includes(ConfigTree.Place)
    /// An extension on the way names the context, as `Goto` does.
    case jumps(ConfigTree.Place)
    /// A `switch` on the way may lead there.
    case unknown(ConfigTree.Place)
    /// Not at all, as far as the files tell.
    case none
  }

  /// Whether the files define a context.
  ///
  /// Asterisk compares their names with case.
  package func has(_ context: String) -> Bool { contexts[context] != nil }

  /// How calls come from a context into another, the surest way first.
  package func way(from context: String, to target: String) -> Way {
    var (visited, rest): (Set<String>, [String]) = ([], [context])
    var (jump, gap): (ConfigTree.Place?, ConfigTree.Place?)
    while !rest.isEmpty {
      let name = rest.removeFirst()
      guard visited.insert(name).inserted, let found = contexts[name] else { continue }
      if let edge = found.includes.first(where: { $0.name == target }) {
        return .includes(edge.place)
      }
      jump = jump ?? found.steps.first { $0.text.names(target) }?.place
      gap = gap ?? found.switches ?? found.includes.first { $0.name.contains("${") }?.place
      rest += found.includes.map(\.name)
    }
    return jump.map { .jumps($0) } ?? gap.map { .unknown($0) } ?? .none
  }

  /// All contexts that are reached by includes, the first one too.
  package func reached(from context: String) -> Set<String> {
    var (visited, rest): (Set<String>, [String]) = ([], [context])
    while let name = rest.popLast() {
      guard visited.insert(name).inserted else { continue }
      rest += contexts[name]?.includes.map(\.name) ?? []
    }
    return visited
  }
}

extension String {
  /// Whether the text has this name as a whole word; a dash and an underscore belong to words.
  package func names(_ word: String) -> Bool {
    ranges(of: word).contains { range in
      let before = range.lowerBound == startIndex ? nil : self[index(before: range.lowerBound)]
      let after = range.upperBound == endIndex ? nil : self[range.upperBound]
      return [before, after].allSatisfy { character in
        character.map { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") } ?? true
      }
    }
  }
}

/// The answer to `dialplan show CONTEXT`.
package struct ContextListing: Equatable, Sendable {
  /// Whether the context exists.
  package private(set) var exists = true
  /// The names of what it includes.
  package private(set) var includes: [String] = []
  /// Whether something else may be searched, too.
  package private(set) var hasSwitch = false

  /// nil for the answer to another command.
  package init?(_ answer: String) {
    if answer.contains("There is no existence of") {
      exists = false
      return
    }
    guard answer.contains("[ Context '") else { return nil }
    for line in answer.split(separator: "\n") {
      let line = line.trimmingPrefix { $0 == " " }
      if line.hasPrefix("Include =>") {
        let name = line.split(separator: "'", maxSplits: 1, omittingEmptySubsequences: false)
          .dropFirst().first?.prefix { $0 != "'" && $0 != "," && $0 != "|" }
        includes += name.map { [String($0)] } ?? []
      }
      if line.hasPrefix("Alt. Switch") { hasSwitch = true }
    }
  }
}
