internal import _StringProcessing

/// What follows the `+` of `[name](+type=aor)`: which section of that name is meant.
///
/// Expressions `NAME=VALUE`, joined by `&`: the section must have a setting for each. Both halves are
/// regular expressions, and match anywhere.
struct SectionFilter {
  private var withTemplates = false
  /// nil: no section matches.
  private var expressions: [(name: Regex<AnyRegexOutput>, value: Regex<AnyRegexOutput>)]? = []

  init(withTemplates: Bool) { self.withTemplates = withTemplates }

  /// A filter as it is written; an empty one is met by every section that is no template.
  init(_ text: String) {
    for part in text.split(separator: "&", omittingEmptySubsequences: false) where !text.isEmpty {
      let halves = part.split(separator: "=", maxSplits: 2, omittingEmptySubsequences: false)
        .map(Self.stripped)
      if halves.count > 1, halves[0] == "TEMPLATES" {
        // `restrict` takes templates alone, for which nobody asks here.
        withTemplates = true
      } else if halves.count > 1, let name = Self.expression(halves[0]),
        let value = Self.expression(halves[1])
      {
        expressions?.append((name, value))
      } else {
        expressions = nil
      }
    }
  }

  func matches(_ section: ConfigTree.Section) -> Bool {
    guard let expressions, withTemplates || !section.isTemplate else { return false }
    return expressions.allSatisfy { name, value in
      section.settings.contains { entry in
        entry.setting.name.firstMatch(of: name) != nil
          && entry.setting.value.firstMatch(of: value) != nil
      }
    }
  }

  private static func expression(_ text: String) -> Regex<AnyRegexOutput>? {
    (try? Regex(text))?.matchingSemantics(.unicodeScalar)
  }

  private static func stripped(_ text: Substring) -> String {
    let bytes = Array(text.utf8)
    return bytes.span.text(bytes.span.stripped(0..<bytes.count))
  }
}
