internal import AgentsModel
internal import AgentsSystem
internal import AsteriskConfig
internal import SystemPackage

/// The directory in which Asterisk keeps messages and PINs of mailboxes, one directory for each internal.
///
/// It belongs to Asterisk's account, which may put anything there: no link is followed.
struct MailboxSpool {
  let path: FilePath
  private let directory: PlainDirectory

  /// nil where there is none yet: no message was ever left.
  init?(at path: FilePath) throws(SystemError) {
    self.path = path
    do { directory = try PlainDirectory(at: path) } catch
      where error.errno == .noSuchFileOrDirectory
    { return nil }
  }

  /// Whether anything has the name of a mailbox.
  func has(_ box: String) throws(SystemError) -> Bool { try directory.entry(box) != nil }

  /// The names that are there.
  func boxes() throws(SystemError) -> Set<String> { Set(try directory.names()) }

  /// Gives a mailbox another name, with owner, mode and all that is in it.
  ///
  /// - Returns: whether there was one.
  func move(_ box: String, to target: String) throws(SystemError) -> Bool {
    guard try has(box) else { return false }
    try directory.move(box, to: target)
    return true
  }

  /// The same for one that must be there.
  ///
  /// - Throws: ``SystemError`` that names the target where messages are there already.
  func put(_ box: String, at target: String) throws(SystemError) {
    do { try directory.move(box, to: target) } catch
      where [.directoryNotEmpty, .fileExists, .notDirectory].contains(error.errno)
    { throw SystemError(.createDirectory, path.appending(target), .fileExists) }
  }

  /// Removes a mailbox with all that is in it.
  func remove(_ box: String) throws(SystemError) { try directory.removeTree(box) }

  /// The PIN that a mailbox has of its own; nil where it has none.
  func pin(of box: String) throws(SystemError) -> String? {
    guard let file = try directory.directory(box)?.file(Self.secret) else { return nil }
    let bytes = try file.bytes(in: 0..<Self.limit)
    guard bytes.count < Self.limit, let document = try? ConfigDocument(parsing: bytes) else {
      return nil
    }
    return document.sections.filter { $0.name.caseFolded == "general" }.flatMap(\.settings)
      .first { $0.name.caseFolded == "password" }?.value
  }

  /// Takes the PIN away that a mailbox has of its own: the one in voicemail.conf counts then.
  ///
  /// - Returns: whether there was one.
  func removePIN(of box: String) throws(SystemError) -> Bool {
    guard let box = try directory.directory(box), try box.entry(Self.secret) != nil else {
      return false
    }
    try box.remove(Self.secret)
    return true
  }

  /// What Asterisk calls the file.
  static let secret = "secret.conf"
  private static let limit = 64 << 10
}
