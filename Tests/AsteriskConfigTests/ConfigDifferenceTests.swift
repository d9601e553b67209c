import AsteriskConfig
import Testing

struct ConfigDifferenceTests {
  private let old = Self.sections("[b]\nx=1\n[a]\nx=1\n[c]\nx=1\n[c]\nx=2\n[d]\n")

  @Test func `names the sections added, removed and changed`() {
    let new = Self.sections("[f]\n[e]\n[c]\nx=2\n[c]\nx=1\n[a]\nx=1\n[b]\nx=>1\n")
    let change = new.difference(from: old)
    #expect(change == ConfigChange(added: ["e", "f"], removed: ["d"], changed: ["b", "c"]))
    #expect(!change.isEmpty)
  }

  @Test func `finds none where only the order of names differs`() {
    let new = Self.sections("; note\n[d]\n[c]\nx=1\n[a]\nx=1\n[c]\nx=2\n[b]\nx=1\n#include y\n")
    #expect(new.difference(from: old) == ConfigChange(added: [], removed: [], changed: []))
    #expect(new.difference(from: old).isEmpty)
  }

  private static func sections(_ text: String) -> ConfigDocument {
    (try? ConfigDocument(parsing: Array(text.utf8))) ?? ConfigDocument()
  }
}
