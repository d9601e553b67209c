internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

extension AsteriskFiles {
  /// Does what changes owe to the mailboxes, and takes over PINs that were changed at a phone; the caller holds the lock.
  ///
  /// It comes before the files are written, so that these have the PINs, and before Asterisk is told of them. What
  /// fails is in the report and stays owed; the files are written all the same.
  func settleMailboxes(_ scope: FileScope, _ report: inout FileReport) throws {
    let (owed, pins, blocks) = try store.read { reader in
      (
        try reader.owedMailboxes(), try reader.newPINs(),
        try pendingFiles(reader).compactMap { GeneratedFile(name: $0.name) }
          .filter { $0.kind == .voicemail }.compactMap(\.block)
      )
    }
    guard scope != .pending || !owed.isEmpty || !pins.isEmpty || !blocks.isEmpty else { return }
    let own = OwnFiles(beside: directory)
    let places = AsteriskPlaces(beside: directory, own)
    let path = places.mailboxes(settings)
    do {
      guard places.knowsMailboxes(settings), let spool = try MailboxSpool(at: path) else {
        return try forget(owed, pins)
      }
      try move(owed, in: spool, &report)
      try clear(pins, in: spool, &report)
      let unused = try takePINs(
        from: spool, scope == .pending ? blocks : nil,
        inSpool: own.tree(FileKind.voicemail.includedBy).keepsPINsInSpool)
      try clear(unused, in: spool, &report)
    } catch let error as SystemError {
      // Of PINs nothing is lost: Asterisk uses those of the phones, and a later run takes them over.
      guard let first = owed.first?.name ?? pins.first?.name else { return }
      report.fail(mailboxOf: first, error)
    }
  }

  /// Without a directory nothing is to be done in it, but for what is in it already under a name of ours.
  private func forget(_ owed: [OwedMailbox], _ pins: [StoredPIN]) throws {
    let owed = owed.filter { !$0.isLifted && $0.new != nil }
    guard !owed.isEmpty || !pins.isEmpty else { return }
    try store.unrecorded.note { transaction in
      try transaction.settle(owed)
      try transaction.settle(pins)
    }
  }

  /// Moves and removes directories.
  ///
  /// All are taken out of the way first, and that is stored, before one is put into its place: two may change places, and
  /// a run that is killed is completed by the next one.
  private func move(
    _ owed: [OwedMailbox], in spool: MailboxSpool, _ report: inout FileReport
  ) throws {
    guard !owed.isEmpty else { return }
    func attempt(_ mailbox: OwedMailbox, _ body: () throws(SystemError) -> Void) -> Bool {
      do throws(SystemError) { try body() } catch {
        report.fail(mailboxOf: mailbox.name, error)
        return false
      }
      return true
    }
    let lifted = owed.filter { mailbox in
      attempt(mailbox) { () throws(SystemError) in
        guard !mailbox.isLifted, try !spool.has(mailbox.liftedName) else { return }
        _ = try spool.move(mailbox.old, to: mailbox.liftedName)
      }
    }
    try store.unrecorded.write { try $0.lifted(lifted) }
    let done = lifted.filter { mailbox in
      attempt(mailbox) { () throws(SystemError) in
        guard try spool.has(mailbox.liftedName) else { return }
        if let new = mailbox.new {
          try spool.put(mailbox.liftedName, at: new)
        } else {
          try spool.remove(mailbox.liftedName)
        }
        if mailbox.new != mailbox.old { report.note(done: mailbox) }
      }
    }
    try store.unrecorded.note { try $0.settle(done) }
  }

  /// Takes away the PINs in the directories of mailboxes whose PIN was set here.
  private func clear(
    _ pins: [StoredPIN], in spool: MailboxSpool, _ report: inout FileReport
  ) throws {
    guard !pins.isEmpty else { return }
    let done = pins.filter { pin in
      do throws(SystemError) {
        if try spool.removePIN(of: pin.number) { report.noteNewPIN(in: pin.file) }
      } catch {
        report.fail(mailboxOf: pin.name, error)
        return false
      }
      return true
    }
    try store.unrecorded.note { try $0.settle(done) }
  }

  /// Has Asterisk read files again in which nothing changed, but whose mailboxes did.
  func touchMailboxFiles(_ report: FileReport) throws {
    for file in report.staleMailboxFiles where !report.written.contains(file.name) {
      try path(file.name).touch()
      try store.note { try $0.oweReload(of: file.name, in: directory) }
    }
  }
}
