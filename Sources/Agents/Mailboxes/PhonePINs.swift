internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import AsteriskConfig

extension Session {
  /// Takes over what was changed at phones before PINs are set here.
  ///
  /// Otherwise one that the database has already would be no change, and the phone's would count.
  func takePhonePINs(before edit: AgentEdit, _ mode: Mode) throws {
    guard edit.assignments.contains(where: { $0.key.caseFolded == "voicemailpin" }),
      !mode.isDryRun, mode.directory == nil, try path.isPresent()
    else { return }
    let files = try AsteriskFiles(self, unlimited(), directory: nil)
    guard files.isDirectoryChosen else { return }
    // What cannot be read is told when the mailboxes are written.
    try locked { try? files.takeAllPINs() }
  }
}

extension AsteriskFiles {
  fileprivate func takeAllPINs() throws {
    let own = OwnFiles(beside: directory)
    let places = AsteriskPlaces(beside: directory, own)
    guard places.knowsMailboxes(settings),
      let spool = try MailboxSpool(at: places.mailboxes(settings))
    else { return }
    _ = try takePINs(
      from: spool, nil, inSpool: own.tree(FileKind.voicemail.includedBy).keepsPINsInSpool)
  }

  /// Takes PINs into the database that were changed at a phone, so that files and exports have them.
  ///
  /// Each is a row of the audit trail, without the PIN. It belongs to no run: an undoing does not touch it.
  ///
  /// - Parameters:
  ///   - blocks: Whose mailboxes are looked at; nil = all.
  ///   - inSpool: Whether the centre has all PINs there.
  /// - Returns: the mailboxes with a PIN that Asterisk did not use until now, left from an earlier time.
  func takePINs(
    from spool: MailboxSpool, _ blocks: [NumberBlock]?, inSpool isUsual: Bool
  ) throws -> [StoredPIN] {
    let stored = try store.read { reader in
      try blocks.map { try $0.flatMap { try reader.settledPINs(in: $0) } } ?? reader.settledPINs()
    }
    guard !stored.isEmpty else { return [] }
    let boxes = try spool.boxes()
    var isUsed: [GeneratedFile: Bool] = [:]
    var unused: [StoredPIN] = []
    let changed: [(old: StoredPIN, new: VoicemailPIN)] = try stored.compactMap { old in
      // A link, or a file that is no file, is of no mailbox; it must not keep the others from being read.
      guard boxes.contains(old.number), let text = try? spool.pin(of: old.number), text != old.pin
      else { return nil }
      let isKnown = try isUsed[old.file] ?? (isUsual || Mailboxes.keepPINs(contents(of: old.file)))
      isUsed[old.file] = isKnown
      guard isKnown else {
        unused.append(old)
        return nil
      }
      guard
        // Asterisk takes any digits.
        text != old.number, let new = try? VoicemailPIN(parsing: text)
      else { return nil }
      return (old, new)
    }
    guard !changed.isEmpty else { return unused }
    try store.unrecorded.write { transaction in
      for (old, new) in changed where try transaction.take(new, insteadOf: old, at: session.now) {
        try transaction.append(.phone(at: session.now, changedPINOf: old.name))
        try transaction.touch(files: [old.file.name])
      }
    }
    return unused
  }
}

extension AuditEntry {
  /// Nobody of this host did it, so it has the uid that chown(2) takes as "no user".
  fileprivate static func phone(at now: String, changedPINOf name: String) -> AuditEntry {
    let secret = JSON.string("***")
    return AuditEntry(
      at: now, login: "phone", uid: .max, sudoUser: "", tty: "", verb: "edit", object: name,
      changes: JSON.object([("voicemailPin", .array([secret, secret]))]).text)
  }
}
