internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

/// The options and arguments that name a file or directory, and what `-` means for each.
///
/// Only ``word(_:)`` reads their words, so that the check of an operator's rights and the code that opens
/// the file agree about "-".
package enum FileOption: String, CaseIterable {
  case adoptedDirectory = "adopt DIRECTORY"
  case appliedState = "centre apply FILE"
  case asteriskDir = "--asterisk-dir"
  case avatar = "--avatar"
  case backup = "backup FILE"
  case comparedState = "centre diff FILE"
  case database = "--db"
  case generatePasswords = "--generate-passwords"
  case importedFile = "import-csv FILE"
  case map = "--map"
  case output = "--output"
  case namesFrom = "--names-from"
  case newPINs = "--new-pins"
  case passwordFile = "--password-file"
  case patch = "--patch"
  case rejects = "--rejects"
  case restoredBackup = "restore-backup FILE"
  case simulate = "--simulate"
  case tokenFile = "--token-file"
  case voicemailPinFile = "--voicemail-pin-file"

  /// What `-` stands for.
  package enum Stream: String {
    case input = "standard input"
    case output = "standard output"
  }

  /// nil = `-` is refused.
  package var stream: Stream? {
    switch self {
    case .appliedState, .avatar, .comparedState, .importedFile, .map, .namesFrom, .passwordFile,
      .simulate, .tokenFile,
      .voicemailPinFile:
      .input
    case .output, .patch: .output
    case .adoptedDirectory, .asteriskDir, .backup, .database, .generatePasswords, .newPINs,
      .rejects,
      .restoredBackup:
      nil
    }
  }

  /// Reads the word that was given.
  ///
  /// - Throws: `ValidationError` for an empty word, and for `-` where there is no stream.
  @Sendable func word(_ text: String) throws -> FileWord {
    guard !text.isEmpty else { throw ValidationError("an empty word names no file.") }
    guard text == "-" else { return FileWord(text: text, stream: nil) }
    guard let stream else {
      throw ValidationError("there is no stream here; for a file of that name write './-'.")
    }
    return FileWord(text: text, stream: stream)
  }
}

/// What the command line says for a ``FileOption``: a path, or a stream.
struct FileWord: Equatable {
  /// As it was typed.
  let text: String
  let stream: FileOption.Stream?

  /// nil = a stream.
  var path: FilePath? { stream == nil ? FilePath(text) : nil }

  /// As messages name it.
  var name: String { stream?.rawValue ?? text }

  /// All bytes of the file or of standard input.
  ///
  /// - Throws: `SystemError`, for more than `limit` bytes with `EFBIG`.
  func bytes(limit: Int) throws -> [UInt8] {
    guard let path else {
      do { return try FileContents.read(from: .standardInput, limit: limit) } catch {
        throw SystemError(.read, nil, error as? Errno ?? .ioError)
      }
    }
    guard let bytes = try FileContents.readNamed(at: path, limit: limit) else {
      throw SystemError(.open, path, .noSuchFileOrDirectory)
    }
    return bytes
  }

  /// The usernames of its lines, without blanks around them; empty lines do not count.
  ///
  /// - Throws: `AgentsError.refused` for what is no text; `SystemError`.
  func names() throws -> [String] {
    guard let text = String(validating: try bytes(limit: 64 << 20), as: UTF8.self) else {
      throw AgentsError.refused([
        Finding(.error, "names-from.encoding", field: "names-from", "\(name) is not UTF-8")
      ])
    }
    return text.split(whereSeparator: \.isNewline).map { line in
      let rest = line.drop(while: \.isWhitespace)
      let end = rest.lastIndex { !$0.isWhitespace }
      return end.map { String(rest[...$0]) } ?? ""
    }.filter { !$0.isEmpty }
  }

  /// The first line of a private file or of standard input; the caller must wipe it.
  ///
  /// - Throws: `SecretRefusal`, `SystemError`.
  func secretLine(limit: Int) throws -> [UInt8] {
    guard let path else { return try SecretSource.readLine(limit: limit) }
    return try SecretSource.readFile(at: path, limit: limit)
  }
}
