import AsteriskConfig
import Testing

/// The places of everything in a tree, and the parts that are not known.
///
/// `CentreTreeTests` compares trees with a real Asterisk.
struct ConfigTreeTests {
  @Test func `a statement says its file, its line and its include`() throws {
    let tree = tree([
      "root.conf": "; one\n[a]\nx = 1\n#include \"b.conf\"\ny += 2\n",
      "b.conf": "\n#exec /bin/x\nz => 3\n",
    ])
    #expect(tree.files == ["/etc/a/root.conf", "/etc/a/b.conf"])
    #expect(
      tree.statements.map {
        "\($0.place.file):\($0.place.line) \($0.includer.map(String.init) ?? "-")"
      }
        == [
          "/etc/a/root.conf:2 -", "/etc/a/root.conf:3 -", "/etc/a/root.conf:4 -",
          "/etc/a/b.conf:2 2", "/etc/a/b.conf:3 2", "/etc/a/root.conf:5 -",
        ])
    guard case .section(let header) = tree.statements[0].content else {
      throw NoHeader()
    }
    #expect(header.name == "a" && header.words == [])
    #expect(
      tree.statements.map(\.content) == [
        tree.statements[0].content, .setting(Setting(name: "x", value: "1")),
        .include(Include(path: "b.conf"), files: ["/etc/a/b.conf"]), .execute("/bin/x"),
        .setting(Setting(name: "z", value: "3", isObject: true)),
        .lengthening(Setting(name: "y", value: "2")),
      ])
    let section = try #require(tree.sections.first)
    #expect(section.settings.map(\.place.line) == [3, 3, 5])
    #expect(section.settings[1].place.file == "/etc/a/b.conf")
  }

  @Test func `an inherited setting stands in its template, an addition has its own place`() throws {
    let tree = tree(["root.conf": "[t](!)\nx = 1\n[a](t)\ny = 2\n[b]\n[a](+)\nz = 3\n"])
    let section = tree.sections[1]
    #expect(section.place.line == 3)
    #expect(section.settings.map(\.place.line) == [2, 4, 7])
    #expect(section.settings.map(\.isInherited) == [true, false, false])
    #expect(section.additions.map(\.line) == [6])
    #expect(section["x"] == "1" && section["X"] == nil)
  }

  @Test(arguments: [
    ("[a]\nx=1\n[b", 3, ConfigTree.Refusal.Reason.unreadable(.unclosedSectionName)),
    ("x=1", 1, .unreadable(.settingOutsideSection)),
    ("[a](b", 1, .unreadable(.unclosedTemplateList)),
    ("[a]\n[b](c,d)", 2, .unknownTemplate("c")),
    ("[t](!)\n[t](+)", 2, .unknownSection("t")),
    ("[a]\n#include no/*.conf", 2, .missingFile("no/*.conf")),
  ])
  func `a refusal says where and why`(
    text: String, line: Int, reason: ConfigTree.Refusal.Reason
  ) {
    let whole = tree(["root.conf": text])
    #expect(whole.refusals.map(\.reason) == [reason])
    #expect(whole.refusals.map(\.place.file) == ["/etc/a/root.conf"])
    #expect(whole.refusals.map(\.place.line) == [line])
    #expect(whole.refusals.map(\.isWhole) == [true])

    let part = tree(["root.conf": "#include b.conf\n[end]\n", "b.conf": text])
    #expect(part.refusals.map(\.reason) == [reason])
    #expect(part.refusals.map(\.isWhole) == [false])
    #expect(part.sections.last?.name == "end")
  }

  @Test func `an eleventh level is refused where it is included`() {
    let tree = tree(["root.conf": "[a]\n#include root.conf\nx=1\n"])
    #expect(tree.refusals.map(\.reason) == [.includedTooDeep("root.conf")])
    #expect(tree.refusals.map(\.place.line) == [2])
    #expect(tree.refusals.map(\.isWhole) == [false])
    #expect(tree.files.count == 11)
  }

  @Test func `what is left out may hold what is not found`() throws {
    let files = [
      "root.conf": "[a]\n#include ours/x.conf\n[b](+)\nx=1\n[c](t)\n[a](+)\n",
      "ours/x.conf": "[b]\n",
    ]
    let tree = tree(files) { $0.contains("/ours/") }
    #expect(tree.refusals == [])
    #expect(tree.unread.map(\.path) == ["/etc/a/ours/x.conf"])
    #expect(tree.unread.map(\.reason) == [.leftOut])
    #expect(tree.sections.map(\.name) == ["a", "b", "c"])
    #expect(tree.sections.map(\.isContinuation) == [false, true, false])
    #expect(tree.sections[0].additions.map(\.line) == [6])
  }

  @Test func `what cannot be read is said, and nothing is concluded from it`() {
    let source = ConfigSource { (path) throws(ConfigSource.Failure) in
      if path.hasSuffix("root.conf") { return Array("[a]\n#include b.conf\n[b](+)\n".utf8) }
      throw ConfigSource.Failure("no")
    } matches: {
      [$0]
    }
    let tree = ConfigTree(reading: "root.conf", in: "/etc/a", from: source)
    #expect(tree.unread.map(\.path) == ["/etc/a/b.conf"])
    #expect(tree.unread.map(\.reason) == [.failed("no")])
    #expect(tree.refusals == [] && tree.isPresent)
    #expect(
      !ConfigTree(
        reading: "x", in: "/",
        from: .init { _ in
          nil
        } matches: {
          [$0]
        }
      ).isPresent)
  }

  @Test func `files that include themselves again and again come to an end`() {
    let text = "[a]\n" + String(repeating: "#tryinclude root.conf\n", count: 100)
    let tree = tree(["root.conf": text])
    #expect(tree.unread.map(\.reason) == [.treeTooLarge])
  }

  @Test func `a path of Asterisk's is cut where Asterisk cuts it`() {
    var asked: [String] = []
    let source = ConfigSource { _ in
      nil
    } matches: {
      asked.append($0)
      return []
    }
    _ = ConfigTree(reading: String(repeating: "n", count: 300), in: "/etc/a", from: source)
    #expect(asked.map(\.utf8.count) == [255])
  }

  private func tree(
    _ files: [String: String], leavingOut: @escaping (String) -> Bool = { _ in false }
  ) -> ConfigTree {
    let files = Dictionary(
      uniqueKeysWithValues: files.map { ("/etc/a/\($0)", Array($1.utf8)) })
    return ConfigTree(
      reading: "root.conf", in: "/etc/a",
      from: ConfigSource {
        files[$0]
      } matches: {
        [$0]
      },
      leavingOut: leavingOut)
  }

  private struct NoHeader: Error {}
}
