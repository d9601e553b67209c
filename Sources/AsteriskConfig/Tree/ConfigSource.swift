/// Where the files of a tree come from: the only thing about it that is not pure.
package struct ConfigSource {
  /// All bytes of the regular file at an absolute path, links followed; nil where there is none.
  package let bytes: (_ path: String) throws(Failure) -> [UInt8]?
  /// The paths that an absolute pattern of `glob(3)` means, in the order in which Asterisk opens them; a
  /// path without any magic means itself, whether it is there or not.
  package let matches: (_ pattern: String) throws(Failure) -> [String]

  /// A source of files.
  package init(
    bytes: @escaping (String) throws(Failure) -> [UInt8]?,
    matches: @escaping (String) throws(Failure) -> [String]
  ) {
    self.bytes = bytes
    self.matches = matches
  }

  /// Why a file that Asterisk may well read is not read here.
  package struct Failure: Error, Equatable, Sendable {
    package let reason: String

    /// A failure with a reason in words.
    package init(_ reason: String) { self.reason = reason }
  }
}
