@testable import AgentsModel
import Testing

/// The word that an operator most probably meant.
struct NearestTests {
  @Test(arguments: [
    // One insertion, deletion, replacement or swap of neighbours.
    ("transprot", "transport"), ("transpor", "transport"), ("transportt", "transport"),
    ("tranzport", "transport"), ("TRANSPORT", "transport"), ("transport", "transport"),
    // A third of the word's length.
    ("tranzzort", "transport"), ("xyzansport", "transport"),
    // At least one, even for a short word.
    ("nt", "nat"), ("na", "nat"),
  ])
  func `finds the word that was meant`(_ word: String, _ meant: String) {
    #expect(nearest(to: word, in: ["transport", "nat", "host"]) == meant)
  }

  @Test(arguments: ["", "n", "xyzzy", "wxyzsport", "транспорт", "nose"])
  func `finds nothing where nothing is near`(_ word: String) {
    #expect(nearest(to: word, in: ["transport", "nat", "host"]) == nil)
  }

  @Test func `takes the smallest distance, and the first on a tie`() {
    #expect(nearest(to: "mails", in: ["main", "mail", "mailx"]) == "mail")
    #expect(nearest(to: "fix", in: ["fax", "fox"]) == "fax")
    #expect(nearest(to: "fix", in: ["fox", "fax"]) == "fox")
  }

  @Test func `has no candidate among none`() {
    #expect(nearest(to: "mail", in: []) == nil)
  }

  @Test func `looks at no more than 64 characters of what was typed`() {
    let long = String(repeating: "x", count: 100_000)
    #expect(nearest(to: long, in: ["mail"]) == nil)
    #expect(
      nearest(to: long, in: [String(repeating: "x", count: 64)])
        == String(repeating: "x", count: 64))
  }
}
