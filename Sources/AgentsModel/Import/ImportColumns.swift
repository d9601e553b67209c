/// What the columns of a file mean, and what new agents get where the file says nothing.
public struct ImportColumns: Sendable {
  /// Whose columns they are.
  public var layout: ImportLayout
  /// A word of the file's header, and the key that it stands for; counts more than the layout.
  public var mapped: [(word: String, key: String)] = []
  /// Words of the file's header that are not used.
  public var ignored: [String] = []
  /// What a new agent gets where the file has no such column, or an empty cell that cannot be empty.
  ///
  /// `{username}` stands for its username.
  public var defaults: [(key: String, value: String)] = []

  /// A new agent whose PIN would be refused gets another one.
  public var replacesWeakPINs = false

  /// Columns of this layout, without exceptions.
  public init(_ layout: ImportLayout = .own) {
    self.layout = layout
  }

  /// What is wrong with them, whatever the file holds.
  package var findings: [Finding] {
    mapped.compactMap { pair in
      do throws(Finding) { _ = try CSVColumn.find(pair.key) } catch { return error }
      return nil
    } + defaults.compactMap { Self.finding($0.key, $0.value) }
  }

  private static func finding(_ key: String, _ value: String) -> Finding? {
    do throws(Finding) {
      let column = try CSVColumn.find(key)
      guard !column.isSecret else {
        return Finding(
          .error, "\(column.key).secret", field: column.key,
          "is a secret, and those have no default")
      }
      guard case .field(let field) = column else { return nil }
      guard field.key != "name", [.editable, .relation].contains(field.access) else {
        return Finding(.error, "\(field.key).no-default", field: field.key, "takes no default")
      }
      guard field.access == .editable, !value.contains("{username}") else { return nil }
      var scratch = Agent()
      do throws(Refusal) { try field.property.write(&scratch, value) } catch {
        return Finding(field.key, error)
      }
      return nil
    } catch {
      return error
    }
  }

  /// The columns that a word stands for; none = it is ignored.
  ///
  /// - Throws: a finding for a word that nothing explains, with the nearest key.
  func columns(named word: String) throws(Finding) -> [CSVColumn] {
    if ignored.contains(where: { $0.lowercased() == word.lowercased() }) { return [] }
    if let key = mapped.first(where: { $0.word.lowercased() == word.lowercased() })?.key {
      return [try CSVColumn.find(key)]
    }
    return try layout.columns(named: word)
  }

  /// The settings that a word stands for which have no field.
  func kept(named word: String) -> [(KeptSetting.Kind, key: String)] {
    let isExplained =
      ignored.contains { $0.lowercased() == word.lowercased() }
      || mapped.contains { $0.word.lowercased() == word.lowercased() }
    return isExplained ? [] : layout.kept(named: word)
  }

  /// Mapped words that are not in the header.
  func findings(notIn words: [String]) -> [Finding] {
    let present = Set(words.map { $0.lowercased() })
    return mapped.filter { !present.contains($0.word.lowercased()) }.map { pair in
      Finding(
        .error, "csv.no-column", field: pair.word,
        "there is no such column, which is to be \(pair.key)",
        hint: nearest(to: pair.word, in: words).map(Hint.didYouMean))
    }
  }
}
