import Testing

@testable import AgentsModel

/// The records of a file, the header first.
private func records(_ text: String) throws -> [CSVRecord] {
  var reader = CSVReader(Array(text.utf8))
  var record = CSVRecord()
  var records: [CSVRecord] = []
  while try reader.next(into: &record) { records.append(record) }
  return records
}

private func header(_ text: String, _ layout: ImportLayout = .own) throws -> CSVHeader {
  let first = try #require(try records(text + "\n").first)
  return CSVHeader(first, ImportColumns(layout), delimiter: UInt8(ascii: ","))
}

@Suite struct CSVHeaderTests {
  @Test(arguments: [
    ("name,fullname", []), ("fullname,name,password", []), ("name,reason", []),
    ("'name,'fullname", []), ("name,trasnport", ["field.unknown"]),
    ("name,name", ["csv.repeated-header"]), ("name,username", ["csv.repeated-header"]),
    ("username,fullname", []), ("'username,name", ["csv.repeated-header"]),
    ("name,,x", ["field.unknown"]), ("name,,\u{A0}", []),
    ("\u{FEFF} Name\u{A0},\u{200B}FULLNAME , eMail", []), ("Name, name", ["csv.repeated-header"]),
    ("fullname", ["csv.no-name"]), ("name;fullname", ["csv.delimiter"]),
    ("name\tfullname", ["csv.delimiter"]), ("name,email\ranna,x", ["csv.line-ends"]),
    ("name,\"email\"x", ["csv.text-behind-quote", "field.unknown"]),
  ])
  func `is settled before any row`(_ text: String, _ codes: [String]) throws {
    let header = try header(text)
    #expect(Set(header.findings.map(\.code)) == Set(codes))
    #expect(header.findings.allSatisfy { $0.line == 1 && $0.severity == .error })
  }

  @Test func `says which cells are guarded`() throws {
    let rows = try records("'fullname,name,'alias\n'=x,'y,''z\n")
    let header = CSVHeader(rows[0], ImportColumns(), delimiter: UInt8(ascii: ","))
    var row = rows[1]
    header.normalize(&row)
    #expect((0..<3).map { row.text($0) } == ["=x", "'y", "'z"])
  }

  @Test func `knows the columns of other programs`() throws {
    let freepbx = try header("extension,name,secret,voicemail_email", .freepbx)
    #expect(freepbx.findings == [])
    #expect(
      freepbx.bindings.map(\.column.key) == ["name", "internal", "fullname", "secret", "email"])
    #expect(freepbx.ignored == [])
    let xcally = try header("Full Name,Username,E-mail,Created", .xcally)
    #expect(xcally.findings == [])
    #expect(xcally.bindings.map(\.column.key) == ["fullname", "name", "email"])
    #expect(xcally.ignored == ["Created"])
  }

  @Test(
    arguments: [
      ("extension,name,Extension", .freepbx), ("Full Name,Username,fullname", .xcally),
      ("Username,Internal,Extension", .xcally), ("username,fullname,name", .own),
    ] as [(String, ImportLayout)])
  func `refuses a field that two columns name`(_ text: String, _ layout: ImportLayout) throws {
    let findings = try header(text, layout).findings
    #expect(findings.map(\.code) == ["csv.repeated-header"])
    #expect(findings.map(\.column) == [3])
  }

  @Test func `takes remarks only where no username can be one`() throws {
    #expect(try header("name,fullname").skipsRemarks)
    #expect(try !header("fullname,name").skipsRemarks)
  }
}

@Suite struct CreationPlannerTests {
  /// Rows that share and change values in every way that the planner could confuse.
  private static let file = """
    name,fullname,email,typology,transport,voicemail,chatCapacity,internal,phoneBarEnableJaws
    a,Anna,a@example.com,phonebar,"tls,udp",true,3,1001,true
    b,Anna,b@example.com,phonebar,,true,,1002,
    c,Anna,c@example.com,webrtc,,maybe,3,1003,
    d,Anna,d@example.com,webrtc,,true,3,1004,
    e,,e@example.com,phonebar,udp,,x,1005,true
    f,Anna,f@example.com,phonebar,udp,false,7,1006,true
    g,Anna,g@example.com,,"tls",false,7,1007,true
    h,Anna,h@example.com,external,"ws",false,7,99999999999,
    i,Anna,i@example.com,phonbar,udp,false,7,1009,
    """

  @Test func `plans what create plans, whatever the row before was`() throws {
    let rows = try records(Self.file)
    let header = CSVHeader(rows[0], ImportColumns(), delimiter: UInt8(ascii: ","))
    let body = Array(rows.dropFirst())
    let orders: [[CSVRecord]] = [body, body.reversed(), body + body]
    for order in orders {
      var planner = CreationPlanner(header, Settings())
      for row in order {
        let assignments = header.bindings.filter { !row.isEmpty($0.cell) }
          .map { Assignment($0.column.key, row.text($0.cell) ?? "") }
        let expected = AgentPlan.create(assignments, Settings())
        let planned = planner.plan(row)
        #expect(
          Set(planned.plan.findings.errors.map(\.code)) == Set(expected.findings.errors.map(\.code))
        )
        guard expected.findings.errors.isEmpty else { continue }
        #expect(planned.plan.new == expected.new)
        #expect(planned.texts == FieldCatalog.texts(of: expected.new))
        #expect(planner.plan(row, isChecked: true).texts == planned.texts)
      }
    }
  }

  @Test(arguments: [
    ("createdAt", "2026-01-31T09:30:00.000Z", true), ("createdAt", "yesterday", false),
    ("createdAt", "2026-01-31 09:30:00.000Z", false), ("deletedAt", "", true),
    ("deletedAt", "2026-01-31T09:30:00.000Z", false), ("id", "7", true), ("id", "-7", false),
    ("locked", "true", true), ("loginAttempts", "3", true), ("avatar", "../x.png", false),
  ])
  func `takes what the program keeps, in its form`(
    _ key: String, _ value: String, _ isTaken: Bool
  ) throws {
    let rows = try records("name,fullname,email,\(key)\nanna,Anna,a@example.com,\(value)\n")
    var planner = CreationPlanner(
      CSVHeader(rows[0], ImportColumns(), delimiter: UInt8(ascii: ",")), Settings())
    let planned = planner.plan(rows[1])
    #expect(planned.plan.findings.errors.isEmpty == isTaken)
    if isTaken { #expect(planned[key] == value) }
  }
}

@Suite struct CredentialCellTests {
  private static let md5 = String(repeating: "a1", count: 16)
  private static let sha = String(repeating: "b2", count: 32)

  @Test func `reads a digest and writes the same`() throws {
    for realm in ["asterisk", "pbx.example.com", Self.md5] {
      for text in ["\(realm):\(Self.md5):\(Self.sha)", "\(realm):\(Self.md5)"] {
        let digest = try SIPDigest(parsing: text)
        #expect(digest.text == text)
        #expect(digest.realm == realm)
        #expect(digest.md5 == Self.md5)
      }
    }
  }

  @Test(arguments: [
    "asterisk:\(md5.uppercased()):\(sha)", "asterisk:\(md5):\(sha.uppercased())",
    "asterisk:\(md5.uppercased())",
  ])
  func `says of capital digits that no phone can register with them`(_ text: String) {
    let refusal = #expect(throws: Refusal.self) { try SIPDigest(parsing: text) }
    #expect(refusal?.code == "capitals")
  }

  @Test(arguments: [
    "", "asterisk", "asterisk:", md5, ":\(md5)", "\(md5):\(sha)", ":\(md5):\(sha)",
    "asterisk:\(sha)",
    "asterisk:\(md5)0", "asterisk:\(md5)0:\(sha)", "asterisk:\(md5):\(sha) ",
  ])
  func `refuses what is no digest`(_ text: String) {
    #expect(throws: Refusal.self) { try SIPDigest(parsing: text) }
  }

  @Test(arguments: [
    ("$6$saltsalt$" + String(repeating: "a", count: 86), true), ("$y$j9T$abc$def", true),
    ("plain", false), ("", false), ("5f4dcc3b5aa765d61d8327deb882cf99", false),
    ("$6$a:b$c", false), ("$6$a b$c", false), ("$99$x$y", false),
  ])
  func `takes hashes that crypt(3) can check`(_ text: String, _ isTaken: Bool) {
    #expect(((try? PasswordHash(parsing: text)) != nil) == isTaken, "\(text)")
  }
}
