internal import Agents
internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

/// Where a password comes from; never from the command line itself, which other users can read.
struct PasswordOptions: ParsableArguments {
  @Flag(help: "Read the password from the first line of standard input.")
  var passwordStdin = false

  @Option(
    help: ArgumentHelp(
      "Read it from a file of yours alone; - = standard input.", valueName: "file"),
    completion: .file(), transform: FileOption.passwordFile.word)
  var passwordFile: FileWord?

  func validate() throws {
    guard !(passwordStdin && passwordFile != nil) else {
      throw ValidationError("'--password-stdin' and '--password-file' exclude each other.")
    }
  }

  var isFromStandardInput: Bool { passwordStdin || passwordFile?.stream != nil }

  var isGiven: Bool { passwordStdin || passwordFile != nil }

  /// Longer than any valid password, so that the policy refuses it and nothing is cut off.
  private static let limit = 65_536

  /// The first line of a private file, or of standard input for `-`: for a PIN, which the store holds
  /// in clear text.
  static func text(of file: FileWord) throws -> String {
    var bytes = try file.secretLine(limit: limit)
    defer { bytes.wipe() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The password; without an option, prompts for it on the terminal.
  ///
  /// - Parameters:
  ///   - isNew: Prompt twice.
  ///   - canBeMade: The command can also generate one.
  func read(isNew: Bool, canBeMade: Bool = false) throws -> Secret {
    if isFromStandardInput {
      return try Self.secret {
        var line = try SecretSource.readLine(limit: Self.limit)
        // Some versions of pam_exec(8) end a password with a NUL instead of a line's end.
        if !isNew, line.last == 0 { line.removeLast() }
        return line
      }
    }
    if let passwordFile {
      return try Self.secret { try passwordFile.secretLine(limit: Self.limit) }
    }
    guard Terminal.isTerminal(.standardInput) else {
      throw CommandError.passwordNeeded(canBeMade: canBeMade)
    }
    let first = try Self.secret { try Prompt.secret("Password: ", limit: Self.limit) }
    guard isNew else { return first }
    let second = try Self.secret { try Prompt.secret("Again: ", limit: Self.limit) }
    guard first.matches(second) else { throw AgentsError.caller(.passwordsDiffer) }
    return first
  }

  /// The password that somebody tries to log in with.
  ///
  /// Text that can never be a password counts as a wrong password.
  func readAttempt() throws -> Secret {
    do {
      return try read(isNew: false)
    } catch SecretRefusal.empty, SecretRefusal.tooLong {
      return Secret.ofNothing
    }
  }

  private static func secret(_ read: () throws -> [UInt8]) throws -> Secret {
    var bytes = try read()
    return Secret(consuming: &bytes)
  }
}

/// A password for an agent: given or generated.
struct NewPasswordOptions: ParsableArguments {
  @OptionGroup var source: PasswordOptions

  @Flag(help: "Make a password and print it, this once.")
  var generatePassword = false

  func validate() throws {
    guard !(generatePassword && source.isGiven) else {
      throw ValidationError("'--generate-password' excludes the other password options.")
    }
  }

  /// A generated password is shown only in the report.
  ///
  /// - Throws: `ValidationError` for a format that cannot show it.
  func check(_ output: OutputOptions) throws {
    guard !generatePassword || output.format.showsAllColumns else {
      throw ValidationError(
        "'--format names' has no place for what '--generate-password' makes; use csv or json.")
    }
  }

  /// - Throws: `AgentsError.file(.failed)` when nobody could read the generated password.
  func read() throws -> NewPassword {
    guard generatePassword else {
      return NewPassword(try source.read(isNew: true, canBeMade: true))
    }
    try requireRoom()
    return .generated()
  }

  /// - Throws: `AgentsError.file(.failed)` when nobody could read a generated password; a closed pipe counts, too.
  func requireRoom() throws {
    do { try StandardOutput.requireRoom() } catch { throw AgentsError(error) }
  }
}
