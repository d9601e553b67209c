import Testing

@testable import AgentsModel

/// What is kept of a phone, as one text.
struct KeptSettingsTests {
  @Test(arguments: [
    "", "a", "a,b", #"a\b"#, #"a\"#, #"\"#, #"\\,"#, ",", ",,", "a=b;c", "sip:x=1,pjsip:y=2", "é,日",
    "\u{301},\u{301}",
  ])
  func `values come back, whatever they have`(_ value: String) throws {
    let settings = [
      KeptSetting(stored: .sip, "setvar", "x=" + value), KeptSetting(stored: .sip, "deny", "0/0"),
      KeptSetting(stored: .pjsip, "set_var", "x=" + value),
      KeptSetting(stored: .sip, "setvar", "y" + value),
    ]
    let kept = KeptSettings(settings)
    #expect(try KeptSettings(parsing: kept.text) == kept)
    #expect(KeptSettings.items(of: kept.text).count == settings.count)
    #expect(try KeptSettings(parsing: kept.text).text.utf8.elementsEqual(kept.text.utf8))
  }

  @Test func `a text is written with the driver, a comma with a backslash`() throws {
    let kept = try KeptSettings(parsing: #" sip:Deny=0/0 , pjsip:set_var=a\,b\c"#)
    #expect(kept.text == #"sip:deny=0/0,pjsip:set_var=a\,b\\c"#)
    #expect(try KeptSettings(parsing: "").settings.isEmpty)
  }

  @Test func `who reads a line need not be said where it is known`() {
    let (kept, refusals) = KeptSettings.read("deny=0/0,pjsip:set_var=a", for: .sip)
    #expect(refusals.isEmpty)
    #expect(kept.settings.map(\.kind) == [.sip, .pjsip])
    #expect(KeptSettings.read("deny=0/0", for: nil).1.map(\.code) == ["no-driver"])
  }

  @Test(arguments: [
    ("deny", "not-a-setting"), ("sip:deny", "not-a-setting"), (",", "not-a-setting"),
    ("iax:deny=1", "not-a-choice"), ("queue:timeout=1", "not-a-choice"),
    ("sip:context=x", "not-kept"), ("sip:deny=", "empty"), ("=x", "not-kept"),
    ("pjsip:Set_Var=x", "not-kept"), ("sip:deny=\u{1}", "unwritable"),
  ])
  func `each fault is found`(_ text: String, _ code: String) {
    let (_, refusals) = KeptSettings.read("sip:language=it,\(text)", for: .sip)
    #expect(Set(refusals.map(\.code)) == [code])
  }

  @Test(arguments: KeptSetting.fields.flatMap { kind, keys in keys.keys.map { (kind, $0) } })
  func `what a field stands for is refused, and the field is named`(
    _ kind: KeptSetting.Kind, _ key: String
  ) throws {
    do throws(Refusal) {
      _ = try KeptSetting.accepted(kind, key: key, value: "1")
      Issue.record("accepted")
    } catch {
      let hint = try #require(error.hint)
      #expect(hint == KeptSetting.fields[kind]?[key])
      guard case .words(let words) = hint, words.hasPrefix("use the field ") else { return }
      #expect(FieldCatalog.field(String(words.dropFirst("use the field ".count))) != nil)
    }
  }

  @Test func `a change is of the driver in use, or of the one that is named`() {
    let old = [
      KeptSetting(stored: .sip, "language", "it"), KeptSetting(stored: .pjsip, "language", "it"),
    ]
    let (new, findings) = KeptSetting.changed(
      old, .sip, keeping: [Assignment("pjsip:language", "de")], dropping: ["Language"])
    #expect(findings.isEmpty)
    #expect(new == [KeptSetting(stored: .pjsip, "language", "de")])
    let (same, others) = KeptSetting.changed(
      old, .queue, keeping: [Assignment("sip:language", "de")], dropping: [])
    #expect(same == old)
    #expect(others.map(\.code) == ["kept.not-kept"])
  }
}
