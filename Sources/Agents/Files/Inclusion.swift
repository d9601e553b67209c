internal import AgentsModel
internal import AsteriskConfig
internal import SystemPackage

/// The lines by which Asterisk's own files include ours.
struct Inclusion {
  private let directory: FilePath
  private let path: IncludePath
  private let centre: CentreFiles

  init(directory: String) {
    self.directory = FilePath(directory)
    path = IncludePath(directory: directory)
    centre = CentreFiles(beside: directory)
  }

  /// What must stand in Asterisk's file.
  func line(for kind: FileKind) -> String { path.line(for: kind) }

  /// Where Asterisk's own file is expected: in the directory above ours.
  func includer(of kind: FileKind) -> FilePath {
    directory.removingLastComponent().appending(kind.includedBy)
  }

  /// Whether Asterisk's file, in the directory above ours, includes our root, itself or through others.
  ///
  /// - Parameter isRequired: Only by `#include`, for which Asterisk rejects its file where ours is not there.
  func isMade(for kind: FileKind, required isRequired: Bool = false) -> Bool {
    centre.includes(kind, required: isRequired)
  }

  /// Whether Asterisk rejects its own file as a whole, so that nothing is known of what stands below.
  func isRejected(for kind: FileKind) -> Bool {
    centre.tree(kind.includedBy).refusals.contains { $0.isWhole }
  }
}
