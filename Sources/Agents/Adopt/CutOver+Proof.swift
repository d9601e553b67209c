internal import AgentsModel
internal import AgentsStore
internal import AsteriskConfig
internal import SystemPackage

// The proof, before anything is renamed: the files as they will be, read by our own reader.

extension CutOver {
  /// What is to be live: the SIP names of phones, and the numbers of mailboxes.
  typealias Released = (names: [String], boxes: [String])

  /// Reads the files as they will be.
  ///
  /// - Parameter release: Stores what is to be live, in a transaction that is not kept.
  /// - Throws: `AgentsError.refused` with everything that would be wrong.
  func prove(
    _ centre: CentreFiles, _ plan: CutOverPlan, kinds: [FileKind],
    _ release: (StoreTransaction) throws -> Released
  ) throws {
    let (released, ours) = try store.write(keeping: false) { transaction in
      let released = try release(transaction)
      return (released, try files.asOf(transaction).contents(of: kinds, transaction))
    }
    var proof = CutOverProof()
    let read = [
      "sip.conf", "users.conf", "pjsip.conf", "pjsip_wizard.conf", "voicemail.conf", "queues.conf",
      "extensions.conf",
    ]
    for file in read {
      proof.compare(own.tree(file), centre.tree(file, own), plan, shortened: shortened)
    }
    func after(_ file: String) -> ConfigTree { centre.tree(file, own, with: ours) }
    if kinds.contains(.pjsip) {
      let (pjsip, wizard) = (after("pjsip.conf"), after("pjsip_wizard.conf"))
      proof.count([pjsip, wizard], .pjsip, released.names, isOurs: own.isOurs)
      proof.resolve(
        (own.tree("pjsip.conf"), own.tree("pjsip_wizard.conf")), (pjsip, wizard),
        shortened: shortened)
    } else {
      proof.count(
        [after("sip.conf"), after("users.conf")], .sip, released.names, isOurs: own.isOurs)
    }
    proof.count(
      boxes: released.boxes, users: after("users.conf"), after("voicemail.conf"),
      isOurs: own.isOurs, shortened: shortened)
    guard proof.objections.isEmpty else {
      throw AgentsError.refused(
        proof.objections.prefix(20).map { Finding(.error, "adopt.unproved", $0) })
    }
  }

  private func shortened(_ path: String) -> String {
    path.hasPrefix(directory.string + "/")
      ? String(path.dropFirst(directory.string.utf8.count + 1)) : path
  }
}
