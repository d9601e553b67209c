/// The names of the logs in a bundle.
///
/// No two are equal, or unpacking would lose one.
package struct BundleNames {
  /// The archive's format limits names to 100 bytes.
  private static let longest = 100
  private var taken: Set<String> = []

  package init() {}

  /// The paths of an agent's logs, in their order.
  ///
  /// A compressed log loses its `.gz`, because the bundle holds it uncompressed; if that name is
  /// taken, a number is put before it. A name that is too long loses its beginning, because the end
  /// tells more.
  package mutating func paths(of files: [LogFileName], in directory: String) -> [String] {
    var paths = [String](repeating: "", count: files.count)
    // An uncompressed log keeps its name, even when the compressed one is older.
    for isCompressed in [false, true] {
      for (index, file) in files.enumerated() where file.isCompressed == isCompressed {
        paths[index] = unique(String(file.text.dropLast(isCompressed ? 3 : 0)), in: directory)
      }
    }
    return paths
  }

  private mutating func unique(_ name: String, in directory: String) -> String {
    var number = 1
    while true {
      let path = Self.path("\(directory)/\(number > 1 ? "\(number)-" : "")", name)
      if taken.insert(path).inserted { return path }
      number += 1
    }
  }

  private static func path(_ start: String, _ name: String) -> String {
    let room = max(0, longest - start.utf8.count)
    // Never cut within a character.
    let end = name.utf8.suffix(room).drop { $0 & 0xC0 == 0x80 }
    return start + String(decoding: end, as: UTF8.self)
  }
}
