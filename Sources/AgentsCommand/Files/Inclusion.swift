internal import AgentsCore
internal import SystemPackage

/// The lines by which Asterisk's own files include ours.
struct Inclusion {
  private let directory: FilePath
  private let path: IncludePath
  private let centre: Centre

  init(directory: String) {
    self.directory = FilePath(directory)
    path = IncludePath(directory: directory)
    centre = Centre(beside: directory)
  }

  /// What must stand in Asterisk's file.
  func line(for kind: FileKind) -> String { path.line(for: kind) }

  /// Where Asterisk's own file is expected: in the directory above ours.
  func includer(of kind: FileKind) -> FilePath {
    directory.removingLastComponent().appending(kind.includedBy)
  }

  /// Whether Asterisk's file, in the directory above ours, includes our root, itself or through others.
  func isMade(for kind: FileKind) -> Bool { centre.includes(kind) }
}
