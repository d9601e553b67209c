import AgentsModel
import Testing

/// Compares the catalog with the table of fields, entry by entry.
struct CatalogTests {
  @Test(arguments: FieldCatalog.keys)
  func `the table has a row for the field, with a sample`(_ key: String) throws {
    let row = try #require(
      ExpectedField.row(key), "add a row for \(key) to ExpectedField.swift")
    let sample = try #require(
      row.sample, "add a sample to the row of \(key) in ExpectedField.swift")
    #expect(sample != row.initial, "the sample of \(key) is its default")
  }

  @Test func `lists every field once, in the order of the tabs`() {
    #expect(FieldCatalog.keys == ExpectedField.all.map(\.key))
    #expect(Set(FieldCatalog.keys).count == FieldCatalog.keys.count)
  }

  @Test(arguments: ExpectedField.all)
  func `describes the field as the table has it`(_ expected: ExpectedField) throws {
    let field = try #require(
      FieldCatalog.field(expected.key), "the catalog has no entry for \(expected.key)")
    #expect(field.label == expected.label)
    #expect(field.tab == expected.tab)
    #expect(field.kind == expected.kind)
    #expect(field.access == expected.access)
    #expect(field.typologies == expected.typologies)
    #expect(field.defaultText(for: .phonebar) == expected.initial)
    #expect(field.defaultText == expected.documented ?? expected.initial)
  }

  @Test(arguments: FieldCatalog.keys)
  func `explains the field in one line`(_ key: String) throws {
    let help = try #require(FieldCatalog.field(key)).help
    #expect(help.hasSuffix("."))
    #expect(help.count <= 78)
    #expect(!help.contains("\n"))
  }

  @Test func `differs by typology in transport and encryption alone`() {
    for typology in Typology.allCases {
      let own = FieldCatalog.fields.filter {
        $0.defaultText(for: typology) != $0.defaultText(for: .phonebar)
      }
      let keys = own.map(\.key)
      #expect(
        keys
          == (typology == .webrtc
            ? ["typology", "transport", "encryption"]
            : typology == .phonebar ? [] : ["typology"]))
    }
    let webrtc = FieldCatalog.fields.filter { ["transport", "encryption"].contains($0.key) }
    #expect(webrtc.map { $0.defaultText(for: .webrtc) } == ["wss", "true"])
  }

  @Test func `has one secret and three required fields`() {
    #expect(FieldCatalog.fields.filter(\.isSecret).map(\.key) == ["voicemailPin"])
    #expect(
      FieldCatalog.fields.filter(\.isRequired).map(\.key) == ["name", "fullname", "email"])
  }

  @Test(arguments: FieldCatalog.keys)
  func `reads back the default it writes`(_ key: String) throws {
    let field = try #require(FieldCatalog.field(key))
    var agent = Agent()
    let text = field.property.read(agent)
    // A required field has no valid value until one is given. The PIN is generated at creation.
    guard !field.isRequired, !["internal", "voicemailPin"].contains(key) else {
      #expect(text.isEmpty)
      return
    }
    try field.property.write(&agent, text)
    #expect(agent == Agent())
  }

  @Test(arguments: FieldCatalog.keys)
  func `stores the sample at the member of its own key`(_ key: String) throws {
    // A member copied into the entry of another key would make two keys change at once.
    let sample = try #require(ExpectedField.row(key)?.sample)
    let field = try #require(FieldCatalog.field(key))
    var agent = Agent()
    try field.property.write(&agent, sample)
    let changed = FieldCatalog.fields.filter {
      $0.property.read(agent) != $0.property.read(Agent())
    }
    #expect(changed.map(\.key) == [key])
    let different = FieldCatalog.fields.filter { !$0.property.isSame(agent, Agent()) }
    #expect(different.map(\.key) == [key])
    #expect(field.property.read(agent) == sample)
  }

  @Test func `has an entry for every stored property of an agent`() throws {
    let blank = StoredMember.all(of: Agent())
    var known: Set<String> = []
    for row in ExpectedField.all {
      guard let field = FieldCatalog.field(row.key), let sample = row.sample else { continue }
      var agent = Agent()
      try field.property.write(&agent, sample)
      known.formUnion(StoredMember.all(of: agent).filter { !blank.contains($0) }.map(\.path))
    }
    for member in blank {
      #expect(known.contains(member.path), "no entry of the catalog stores \(member.path)")
    }
  }

  @Test func `takes += and -= for lists alone`() {
    for field in FieldCatalog.fields {
      #expect((field.property.add != nil) == field.kind.isList)
      #expect((field.property.remove != nil) == field.kind.isList)
    }
  }

  @Test func `finds a field by its exact key`() throws {
    #expect(try FieldCatalog.find("callerid").key == "callerid")
    #expect(FieldCatalog.field("callerID") == nil)
  }

  @Test(arguments: [
    ("callerID", Hint.didYouMean("callerid")),
    ("fullName", Hint.didYouMean("fullname")),
    ("phoneBarDestinationPrt", Hint.didYouMean("phoneBarDestinationPort")),
    ("xyzzy", Hint.seeFields),
    ("", Hint.seeFields),
  ])
  func `refuses an unknown key with the nearest known one`(_ key: String, _ hint: Hint) {
    #expect(
      throws: Finding(
        .error, "field.unknown", field: key, "there is no field of this name", hint: hint)
    ) { try FieldCatalog.find(key) }
  }

  @Test(arguments: [
    (FieldKind.text, "text", false, []), (.digits, "digits", false, []),
    (.lines, "list of KEY=VALUE", false, []),
    (.bool, "bool", true, ["true", "false"]), (.integer(0...3600), "integer 0-3600", true, []),
    (.integer(0...Int.max), "integer, 0 or more", true, []),
    (.choice(["a", "b"]), "one of a, b", false, ["a", "b"]), (.list([]), "list", false, []),
    (.list(["a", "b"]), "list of a, b", false, ["a", "b"]), (.timestamp, "timestamp", false, []),
  ])
  func `says what kind of value a field has`(
    _ kind: FieldKind, _ description: String, _ isInteger: Bool, _ words: [String]
  ) {
    #expect(kind.description == description)
    #expect(kind.isInteger == isInteger)
    #expect(kind.words == words)
  }

  @Test func `names the tab of the bar after the typology`() {
    #expect(
      Typology.allCases.map { Tab.bar.title(for: $0) } == [
        "Phonebar Settings", "Bar Settings", "WebRTC Settings", "App Settings",
      ])
    #expect(
      Tab.allCases.map { $0.title(for: .external) } == [
        "Personal Info", "Voice", "Other Channels", "Bar Settings", "Permissions", "Client Logs",
        "Queues, Teams, Profiles",
      ])
  }
}

/// A stored property of an agent, as reflection finds it.
private struct StoredMember: Equatable {
  /// For example `voice.chanSpy`.
  let path: String
  /// Its canonical text.
  let text: String

  static func all(of value: Any, _ path: [String] = []) -> [StoredMember] {
    if let value = value as? any FieldValue {
      return [StoredMember(path: path.joined(separator: "."), text: value.text)]
    }
    return Mirror(reflecting: value).children.flatMap { all(of: $0.value, path + [$0.label ?? ""]) }
  }
}
