import AsteriskConfig
import Testing

/// Every rule of Asterisk's parser that matters for our files or those of others.
struct ParserTests {
  @Test(arguments: [
    ("x=1", "x", "1"),
    ("  x\t=  1 \r", "x", "1"),
    ("x = a b", "x", "a b"),
    ("x =", "x", ""),
    ("x = =1", "x", "=1"),
    ("x = >1", "x", ">1"),
    ("x = 1 ; note", "x", "1"),
    (#"x = a\;b"#, "x", "a;b"),
    (#"x = a\\;b"#, "x", #"a\;b"#),
    (#"x = a\\b\"#, "x", #"a\\b\"#),
    (#"x = a\;;b"#, "x", "a;"),
    (#"x = \;--\;--;"#, "x", ";--;--;"),
    ("x = a ;-- note --; b", "x", "a  b"),
    ("x = a ;-- note ;-- deeper --; note --;b", "x", "a b"),
    ("x = a ;--- note --; b", "x", "a"),
    (#"\[x] = 1"#, "[x]", "1"),
    (##"\#x = 1"##, "#x", "1"),
    (#"\== = 1"#, "=", "= 1"),
    ("x +=1", "x", "1"),
    ("x + = 1", "x +", "1"),
  ])
  func `reads a setting`(line: String, name: String, value: String) throws {
    let settings = try settings(of: "[s]\n\(line)\n")
    #expect(settings == [Setting(name: name, value: value)])
  }

  @Test(arguments: [("x => 1", "1"), ("x=>1", "1"), ("x =>> 1", "> 1"), ("x =>", "")])
  func `reads an arrow`(line: String, value: String) throws {
    #expect(
      try settings(of: "[s]\n\(line)") == [Setting(name: "x", value: value, isObject: true)])
  }

  @Test func `lengthens the last setting of a name`() throws {
    let text = "[s]\nallow = alaw\nallow = ulaw\nallow += ,g722\nx =\nx +=  y"
    #expect(
      try settings(of: text) == [
        Setting(name: "allow", value: "alaw"), Setting(name: "allow", value: "ulaw ,g722"),
        Setting(name: "x", value: "y"),
      ])
  }

  @Test(arguments: [
    ("[s]", Section(name: "s")),
    ("[s](!)", Section(name: "s", isTemplate: true)),
    ("[a](b)", Section(name: "a", templates: ["b"])),
    ("[a](!,b,c) ignored", Section(name: "a", isTemplate: true, templates: ["b", "c"])),
    ("[a](b, c)", Section(name: "a", templates: ["b", " c"])),
    ("[a] (!)", Section(name: "a")),
    ("[a[b(c]", Section(name: "a[b(c")),
    ("[ a ]", Section(name: " a ")),
    (#"[a\;b]"#, Section(name: "a;b")),
  ])
  func `reads a section header`(line: String, section: Section) throws {
    #expect(try document(line).sections == [section])
  }

  @Test func `cuts a section name at 79 bytes`() throws {
    let name = String(repeating: "n", count: 79)
    #expect(try document("[\(name)]\n[\(name)n]\n").sections.map(\.name) == [name, name])
  }

  @Test(arguments: [
    ("#include a.conf", "a.conf", true),
    ("#INCLUDE\t\"a b.conf\" ", "a b.conf", true),
    ("#tryinclude <d/*.conf>", "d/*.conf", false),
    ("#include \"a.conf", "\"a.conf", true),
    (#"#include a\;b ; note"#, "a;b", true),
  ])
  func `reads an include`(line: String, path: String, isRequired: Bool) throws {
    let include = Include(path: path, isRequired: isRequired)
    #expect(try document(line).items == [.include(include)])
  }

  @Test func `keeps comments which have a line of their own`() throws {
    let text = "; one\n;two \n;\n;  three\n  ; four\n;---- five\n;-- six\n; seven\n--;\n[s] ; eight"
    #expect(
      try document(text).items == [
        .comment("one"), .comment("two"), .comment(""), .comment(" three"), .comment("four"),
        .comment("---- five"), .section(Section(name: "s")),
      ])
  }

  @Test func `puts comments and includes between settings behind their section`() throws {
    let text = "[s]\na=1\n; note\n#include x\nb=2\n[t]\n"
    let settings = [Setting(name: "a", value: "1"), Setting(name: "b", value: "2")]
    #expect(
      try document(text).items == [
        .section(Section(name: "s", settings: settings)), .comment("note"),
        .include(Include(path: "x")), .section(Section(name: "t")),
      ])
  }

  @Test func `adds to the first section which is no template`() throws {
    let text = "[S](!)\na=1\n[s]\nb=2\n[t]\n[s]\nc=3\n[S](+)\nd=4\nb+=5\n"
    #expect(
      try document(text).sections == [
        Section(name: "S", isTemplate: true, settings: [Setting(name: "a", value: "1")]),
        Section(
          name: "s", settings: [Setting(name: "b", value: "25"), Setting(name: "d", value: "4")]),
        Section(name: "t"),
        Section(name: "s", settings: [Setting(name: "c", value: "3")]),
      ])
  }

  @Test func `loses all lines behind a block comment closed once too often`() throws {
    let reading = try ConfigReading(Array("[s]\na=1 --; b ; c\nd=2\n[t]\n".utf8))
    let setting = Setting(name: "a", value: "1 --; b ; c")
    #expect(reading.document.sections == [Section(name: "s", settings: [setting])])
    #expect(reading.warnings == [ConfigWarning(line: 2, remark: .unbalancedComment)])
    // A block comment that is opened later makes the lines after it count again.
    #expect(try settings(of: "[s]\na=1 --;\nb=2\n;-- x\nc=3").map(\.name) == ["a", "c"])
  }

  @Test func `skips a byte order mark at the start alone`() throws {
    #expect(try document("\u{FEFF}[s]").sections == [Section(name: "s")])
    let settings = try settings(of: "[s]\n\u{FEFF}a=1")
    #expect(settings == [Setting(name: "\u{FEFF}a", value: "1")])
  }

  @Test func `ends a line at a zero byte`() throws {
    #expect(try settings(of: "[s]\na=1\0;--\nb=2").map(\.value) == ["1", "2"])
  }

  @Test func `repairs what is not UTF-8`() throws {
    let bytes = Array("[s]\na=".utf8) + [0x61, 0xFF, 0x62]
    let settings = try ConfigDocument(parsing: bytes).sections.flatMap(\.settings)
    #expect(settings == [Setting(name: "a", value: "a\u{FFFD}b")])
  }

  @Test(arguments: [
    (8189, true, false), (8190, true, false), (8191, true, true), (8192, true, true),
    (8190, false, false), (8191, false, true), (8192, false, true), (16382, true, true),
    (16383, true, true), (20000, true, true),
  ])
  func `skips lines of 8191 bytes and more`(length: Int, isEnded: Bool, isSkipped: Bool) throws {
    let line = "a=" + String(repeating: "v", count: length - 2)
    let text = "[s]\nb=1\n" + line + (isEnded ? "\nc=2\n" : "")
    let reading = try ConfigReading(Array(text.utf8))
    let names = ["b"] + (isSkipped ? [] : ["a"]) + (isEnded ? ["c"] : [])
    #expect(reading.document.sections.flatMap(\.settings).map(\.name) == names)
    #expect(
      reading.warnings == (isSkipped ? [ConfigWarning(line: 3, remark: .lineTooLong)] : []))
  }

  private func document(_ text: String) throws -> ConfigDocument {
    try ConfigDocument(parsing: Array(text.utf8))
  }

  private func settings(of text: String) throws -> [Setting] {
    try document(text).sections.flatMap(\.settings)
  }
}
