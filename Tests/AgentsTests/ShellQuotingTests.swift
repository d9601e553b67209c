import AgentsModel
import TestSupport
import Testing

/// Words of a line for a shell.
@Suite struct ShellQuotingTests {
  @Test(arguments: ["plain-1.conf", "", "two words", "it's", "$HOME", "a;b", "`id`", "é\n"])
  func `a word is for the shell what it was`(_ word: String) async throws {
    let result = try await Program.shell("printf %s \(shellQuoted(word))", in: Scratch())
    #expect(result.output == word)
  }
}
