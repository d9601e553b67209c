/// The names of the logs in a bundle: no two are the same, for unpacking would lose one.
package struct BundleNames {
  /// The archive's format ends names at 100 bytes.
  private static let longest = 100
  private var taken: Set<String> = []

  package init() {}

  /// The paths of an agent's logs, in their order.
  ///
  /// A packed log loses its `.gz`, since it is unpacked; where another has that name already, a number
  /// stands in front. Of a name that is too long the end is what tells.
  package mutating func paths(of files: [LogFileName], in directory: String) -> [String] {
    var paths = [String](repeating: "", count: files.count)
    // What is not packed keeps its name, also where the packed one is older.
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
    // Not from within a character.
    let end = name.utf8.suffix(room).drop { $0 & 0xC0 == 0x80 }
    return start + String(decoding: end, as: UTF8.self)
  }
}
