import AsteriskConfig
import Testing

@testable import AgentsModel

/// Files of ours that Asterisk saved with its voicemail.conf are ours still; edited ones are not.
@Suite struct SavedFileTests {
  private static let owner = "0123456789abcdef"
  private static let header = """
    ;!
    ;! Automatically generated configuration file
    ;! Filename: voicemail.conf (/etc/asterisk/xcally/voicemail_agents.conf)
    ;! Generator: app_voicemail
    ;! Creation Date: Fri Nov 27 18:23:21 2026
    ;!

    """

  private func written(_ items: [ConfigDocument.Item]) throws -> String {
    String(
      decoding: Seal.sealed(try ConfigDocument(items: items).encoded(), owner: Self.owner),
      as: UTF8.self)
  }

  private func block() throws -> String {
    let names = ["Anna \"N\" Bianchi; 日本", "Bert\\Verdi"]
    let settings = try names.enumerated().map { index, name in
      Setting(
        name: String(1000 + index),
        value: try VoicemailValue.value(
          pin: "582047", name: name, email: "a@example.com", options: ["passwordlocation=spooldir"]),
        isObject: true)
    }
    return try written([.section(Section(name: "default", settings: settings))])
  }

  private func root() throws -> String {
    try written([
      .section(Mailboxes.context),
      .include(Include(path: "xcally/voicemail_agents.d/*.conf", isRequired: false)),
    ])
  }

  private func seal(_ text: String) -> Seal? { Seal(savedByAsterisk: Array(text.utf8)) }

  @Test func `a header, blanks, and all lines twice change nothing`() throws {
    let block = try block()
    let seal = try #require(Seal(intact: Array(block.utf8)))
    for text in [
      block, Self.header + block, Self.header + "\n" + block + "\n\n", block + block,
      block + "\n" + block,
    ] { #expect(self.seal(text) == seal) }
  }

  @Test func `an include is the same with quotes, and where it is required`() throws {
    let root = try root()
    let seal = try #require(Seal(intact: Array(root.utf8)))
    let line = "#tryinclude xcally/voicemail_agents.d/*.conf"
    #expect(root.contains(line))
    for other in [
      "#include \"xcally/voicemail_agents.d/*.conf\"",
      "#tryinclude \"xcally/voicemail_agents.d/*.conf\"",
    ] {
      #expect(self.seal(Self.header + root.replacing(line, with: other)) == seal)
    }
    #expect(self.seal(root.replacing("voicemail_agents.d", with: "others.d")) == nil)
  }

  @Test func `what somebody edited is not ours`() throws {
    let block = try block()
    for text in [
      block.replacing("582047", with: "582048"), block + "1002 => 1,X\n",
      block + block.replacing("Bert", with: "Carl"), "1002 => 1,X\n" + block,
      block.replacing(Self.owner, with: "fedcba9876543210"), Self.header, "",
      block.replacing("[default]\n", with: "[default](+)\n"), block + "; sha256 x\n",
    ] { #expect(seal(text) == nil, "\(text)") }
  }
}
