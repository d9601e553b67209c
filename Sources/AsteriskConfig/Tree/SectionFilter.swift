internal import _StringProcessing

/// The filter after the `+` in `[name](+type=aor)`.
///
/// It says which section of that name is meant.
///
/// It has expressions `NAME=VALUE`, joined by `&`. The section must have a setting for each one. Both halves are
/// regular expressions that may match anywhere.
struct SectionFilter {
  private var withTemplates = false
  /// nil: no section matches.
  private var expressions: [(name: Regex<AnyRegexOutput>, value: Regex<AnyRegexOutput>)]? = []

  init(withTemplates: Bool) { self.withTemplates = withTemplates }

  /// A filter as it is written.
  ///
  /// An empty one matches every section that is not a template.
  init(_ text: String) {
    for part in text.split(separator: "&", omittingEmptySubsequences: false) where !text.isEmpty {
      let halves = part.split(separator: "=", maxSplits: 2, omittingEmptySubsequences: false)
        .map(Self.stripped)
      if halves.count > 1, halves[0] == "TEMPLATES" {
        // `restrict` would match only templates, which no caller needs.
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
