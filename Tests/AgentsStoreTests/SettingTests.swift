import AgentsModel
import TestSupport
import Testing

@testable import AgentsStore

@Suite struct SettingTests {
  let scratch: Scratch
  let store: Store

  init() throws {
    scratch = try Scratch()
    store = try scratch.open()
  }

  @Test func `a setting that was never set has its default`() throws {
    try store.read { reader throws in
      #expect(try reader.settings() == Settings())
      #expect(try reader.settingTexts() == [:])
    }
  }

  @Test func `a setting is stored also when it is the default`() throws {
    try store.write { transaction in
      try transaction.setSetting("minInternal", "2000")
      try transaction.setSetting("lockMinutes", "5")
      try transaction.setSetting("lockMinutes", "0")
    }
    try store.read { reader throws in
      #expect(try reader.settings().minInternal.value == 2000)
      #expect(try reader.settingTexts() == ["minInternal": "2000", "lockMinutes": "0"])
    }
  }

  @Test func `a stored setting that the rules refuse is named`() throws {
    try store.run("INSERT INTO setting VALUES ('minInternal', 'low')")
    #expect(
      throws: AgentsError.store(
        .invalidValue(
          agent: "settings", key: "minInternal",
          Refusal("not-a-number", "\"low\" is not a whole number")))
    ) {
      try store.read { try $0.settings() }
    }
  }
}
