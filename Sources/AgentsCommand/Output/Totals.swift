internal import Agents
internal import AgentsModel

/// A report of many agents says how many there are of each result.
enum Totals {
  /// So many agents are told one by one.
  static let most = 20

  /// The lines of a report.
  ///
  /// - Parameters:
  ///   - lines: One result, with its lines.
  ///   - isDryRun: A total ends it in any case.
  ///   - isVerbose: However many there are.
  static func lines(
    _ results: [(word: String, lines: [Line])], isDryRun: Bool, isVerbose: Bool
  ) -> [Line] {
    let isLong = results.count > most && !isVerbose
    let all = results.flatMap(\.lines)
    // A password stands nowhere else.
    let told = isLong ? all.filter { $0.quiet != nil } : all
    guard isLong || isDryRun && results.count > 1 else { return told }
    return told + [Line(total(results.map(\.word)))]
  }

  /// `1,000 changed, 3 unchanged`, in the order in which the words come first.
  static func total(_ words: [String]) -> String {
    var (order, counts): ([String], [String: Int]) = ([], [:])
    for word in words {
      if counts[word] == nil { order.append(word) }
      counts[word, default: 0] += 1
    }
    return order.map { "\(grouped(counts[$0] ?? 0)) \($0)" }.joined(separator: ", ")
  }

  /// `1,234,567`.
  private static func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    return String(
      digits.enumerated().flatMap { index, digit in
        index > 0 && (digits.count - index) % 3 == 0 ? [",", digit] : [digit]
      })
  }
}

extension Messages {
  /// What would be asked, had this been no dry run.
  static func tell(_ excess: ChangeExcess?) {
    guard let excess else { return }
    note(
      "\(excess.changing) of \(count(excess.agents, "agent")) are more than change without a question: "
        + "without a terminal, --max-change \(excess.changing) lets them pass")
  }
}
