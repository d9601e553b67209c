/// Whose columns a file has.
public enum ImportLayout: String, Choice {
  /// This program's: field keys.
  case own
  /// FreePBX's export of extensions (Bulk Handler).
  case freepbx
  /// The vendor's list of agents, by its labels.
  case xcally

  /// The columns that a word stands for; none = it is ignored.
  ///
  /// - Throws: a finding for a word that this layout does not know, with the nearest key.
  func columns(named word: String) throws(Finding) -> [CSVColumn] {
    switch self {
    case .own:
      let column = try CSVColumn.find(word)
      // A computed value is not stored, so it is ignored.
      if case .field(let field) = column, field.access == .computed { return [] }
      return [column]
    case .freepbx where word.lowercased() == "secret": return [.phonePassword]
    case .freepbx: return Self.fields(Self.freePBX[word.lowercased()] ?? [])
    case .xcally:
      let label = word.lowercased()
      let keys = Self.labels[label] ?? FieldCatalog.field(word).map { [$0.key] } ?? []
      return Self.fields(keys)
    }
  }

  /// The column that counts more than this one, which then speaks only where that one is empty.
  func better(than word: String) -> String? {
    self == .freepbx && word.lowercased() == "voicemail_email" ? "email" : nil
  }

  /// The settings of a phone, one for each driver, that a word stands for: they have no field.
  func kept(named word: String) -> [(KeptSetting.Kind, key: String)] {
    guard self == .freepbx else { return [] }
    return switch word.lowercased() {
    case "namedcallgroup": [(.sip, "namedcallgroup"), (.pjsip, "named_call_group")]
    case "namedpickupgroup": [(.sip, "namedpickupgroup"), (.pjsip, "named_pickup_group")]
    default: []
    }
  }

  /// Converts cells that FreePBX writes in another form.
  ///
  /// - Returns: What a row then says in another way than the file.
  func normalize(_ record: inout CSVRecord, _ header: CSVHeader) -> [Finding] {
    guard self == .freepbx else { return [] }
    if let cell = header.cell(of: "allow") {
      record.replace(UInt8(ascii: "&"), by: UInt8(ascii: ","), in: cell)
    }
    return Self.boxName(&record, header).map { [$0] } ?? []
  }

  /// FreePBX has names with a comma; in voicemail.conf what is after it would be the address.
  private static func boxName(_ record: inout CSVRecord, _ header: CSVHeader) -> Finding? {
    guard let cell = header.cell(of: "fullname"), let box = header.cell(of: "voicemail"),
      let name = record.text(cell), name.contains(","),
      (try? Bool(parsing: record.text(box) ?? "")) == true
    else { return nil }
    let words = name.split(separator: ",").map { String($0).withoutOuterBlanks }
    let joined = words.filter { !$0.isEmpty }.joined(separator: " ")
    record.fill(cell, with: joined)
    return Finding(
      .warning, "fullname.comma", field: "fullname",
      "\(quoted(name)) becomes \(quoted(joined)): the name of a mailbox has no comma")
  }

  private static let freePBX: [String: [String]] = [
    "extension": ["name", "internal"], "name": ["fullname"], "description": ["description"],
    "voicemail_enable": ["voicemail"], "voicemail_vmpwd": ["voicemailPin"],
    "email": ["email"], "voicemail_email": ["email"], "context": ["context"], "allow": ["allow"],
    "callgroup": ["callGroup"], "pickupgroup": ["pickupGroup"],
  ]

  private static let labels: [String: [String]] = [
    "username": ["name"], "full name": ["fullname"], "email": ["email"], "e-mail": ["email"],
    "alias": ["alias"], "internal": ["internal"], "internal extension": ["internal"],
    "extension": ["internal"], "typology": ["typology"], "phone": ["phone"], "mobile": ["mobile"],
    "description": ["description"],
  ]

  private static func fields(_ keys: [String]) -> [CSVColumn] {
    keys.compactMap(FieldCatalog.field).map(CSVColumn.field)
  }
}

extension CSVRecord {
  mutating func replace(_ old: UInt8, by new: UInt8, in cell: Int) {
    for index in range(cell) where bytes[index] == old { bytes[index] = new }
  }
}
