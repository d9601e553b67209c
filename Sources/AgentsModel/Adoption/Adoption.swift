internal import Crypto

/// A centre that was taken over, or is to be.
package struct Adoption: Equatable, Sendable {
  /// How far it went.
  package enum State: String, Sendable {
    /// Stored, and in no file.
    case held
    /// The files change just now; found after a crash, it must be undone.
    case cutting
    case live
    case undone
  }

  package let id: Int
  /// When it was stored: ISO 8601, UTC.
  package let at: String
  /// Asterisk's configuration directory.
  package let directory: String
  package let state: State

  package init(id: Int, at: String, directory: String, state: State) {
    (self.id, self.at, self.directory, self.state) = (id, at, directory, state)
  }

  /// The name of the directory of its backups, and its name for people.
  package var name: String { at }
}

/// A setting that an adoption changed.
package struct AdoptedSetting: Equatable, Sendable {
  package let key: String
  /// nil = it was not set.
  package let before: String?
  package let after: String

  package init(key: String, before: String?, after: String) {
    (self.key, self.before, self.after) = (key, before, after)
  }
}

/// A file of the centre that a cut-over changes.
package struct AdoptedFile: Equatable, Sendable {
  /// The absolute path.
  package let path: String
  /// The name of the copy; empty when there was no such file.
  package let backup: String
  /// SHA-256 of the contents before, 64 hexadecimal digits; empty when there was no such file.
  package let before: String
  /// SHA-256 of the contents afterwards.
  package let after: String

  package init(path: String, backup: String, before: String, after: String) {
    (self.path, self.backup, self.before, self.after) = (path, backup, before, after)
  }

  /// SHA-256 as hexadecimal digits.
  package static func checksum(_ bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(data: bytes)) }
}
