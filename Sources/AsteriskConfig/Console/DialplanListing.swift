/// The answer of `dialplan show NUMBER@CONTEXT`: what happens to a call.
package struct DialplanListing: Equatable, Sendable {
  /// Context → its lines, in the order of their priorities.
  package private(set) var contexts: [String: [Step]] = [:]

  /// A line of an extension.
  package struct Step: Equatable, Sendable {
    /// nil = the hint.
    package let priority: Int?
    /// The application with its words; of a hint the device.
    package let text: String

    /// A line of an extension.
    package init(priority: Int?, text: String) { (self.priority, self.text) = (priority, text) }
  }

  /// Reads an answer.
  package init(_ answer: String) {
    var context: String?
    for line in answer.consoleLines {
      if line.hasPrefix("["), let (_, rest) = line.halves(at: "ontext '"),
        let (name, _) = rest.halves(at: "' created by")
      {
        context = String(name)
      } else if let context, let step = Self.step(line) {
        contexts[context, default: []].append(step)
      }
    }
  }

  /// `  '1000' =>         hint: SIP/anna        [1000-1999.conf:4]`, or `     [ring]  5. Dial(SIP/anna,30)   […]`.
  private static func step(_ line: Substring) -> Step? {
    guard let (head, _) = line.lastHalves(at: " [") else { return nil }
    var text = (head.halves(at: "' =>")?.after ?? head).unpadded
    if text.hasPrefix("["), let (_, rest) = text.halves(at: "]") { text = rest.unpadded }
    if text.hasPrefix("hint: ") {
      return Step(priority: nil, text: String(text.dropFirst(6).unpadded))
    }
    guard let (number, application) = text.halves(at: ". "), let priority = Int(number) else {
      return nil
    }
    return Step(priority: priority, text: String(application.unpadded))
  }
}
