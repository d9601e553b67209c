internal import AgentsModel
internal import ArgumentParser

extension Choice {
  /// The value of an option that takes one of a few words.
  ///
  /// - Throws: `ValidationError` with the words and the nearest one.
  init(option word: String) throws {
    do throws(Refusal) {
      try self.init(parsing: word)
    } catch {
      let suggestion = nearest(to: word, in: Self.words).map { " Did you mean '\($0)'?" } ?? ""
      throw ValidationError("not one of \(Self.words.joined(separator: ", ")).\(suggestion)")
    }
  }
}
