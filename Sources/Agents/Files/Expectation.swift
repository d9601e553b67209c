internal import AgentsModel

/// What Asterisk must answer about a phone after a reload.
struct Expectation {
  let name: String
  /// What was written; none = the phone is gone.
  var objects: [WrittenObject] = []
  /// Where it was written.
  var file: GeneratedFile?

  /// Phones of a file.
  ///
  /// - Parameter names: Only these; nil = all.
  static func all(
    in bytes: [UInt8], of file: GeneratedFile, _ rendering: Rendering, _ names: Set<String>? = nil
  ) -> [Expectation] {
    let objects = rendering.objects(in: bytes, of: file.kind) { names?.contains($0) ?? true } ?? []
    var expected: [Expectation] = []
    // The objects of one name stand together.
    for object in objects {
      if expected.last?.name != object.name {
        expected.append(Expectation(name: object.name, file: file))
      }
      expected[expected.count - 1].objects.append(object)
    }
    return expected
  }
}

/// After a reload Asterisk does not use what was written.
struct Disagreement: Error {
  let error: AgentsError
  /// The files that must be reloaded again; empty = all.
  let files: Set<GeneratedFile>

  static func of(_ wrong: [(phone: Expectation, differences: [Difference])]) -> Disagreement {
    let files = wrong.map(\.phone.file)
    return Disagreement(
      error: .asterisk(.disagrees(peers: wrong.map { words($0.phone, $0.differences) })),
      // A removed phone is in no file, so all files are reloaded again.
      files: files.contains(nil) ? [] : Set(files.compactMap(\.self)))
  }

  /// `anna (password, context)`.
  private static func words(_ phone: Expectation, _ differences: [Difference]) -> String {
    let settings = differences.map(\.words).filter { !$0.isEmpty }
    return settings.isEmpty ? phone.name : "\(phone.name) (\(settings.joined(separator: ", ")))"
  }
}
