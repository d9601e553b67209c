internal import AgentsModel
internal import AgentsStore

extension StoreReader {
  /// The centre as a file says it, as far as the operator may see it.
  ///
  /// - Parameter withSecrets: Also PINs, hashes of passwords and digests.
  func state(withSecrets: Bool) throws -> CentreState {
    var state = CentreState()
    state.settings = try settingsEntry()
    state.queues = try queues().map { try QueueState($0, self).entry }.sortedByName
    for (kind, section) in [
      (AgentGroup.Kind.team, CentreState.Section.teams), (.profile, .profiles),
    ] { state[section] = try groups(kind).map { CentreState.Entry($0.name) }.sortedByName }
    let digests = withSecrets ? try telephoneDigests() : [:]
    state.telephones = try telephones().map { telephone in
      TelephoneState(
        telephone: telephone, kept: try kept(ofTelephone: telephone.username),
        digest: digests[telephone.username]
      ).entry
    }.sortedByName
    state.agents = try agentEntries(withSecrets: withSecrets)
    return state
  }

  private func settingsEntry() throws -> CentreState.Entry {
    let texts = try settingTexts()
    var entry = CentreState.Entry("")
    for setting in SettingCatalog.settings {
      if let text = texts[setting.key] { entry.add(setting.key, text) }
    }
    return entry
  }

  private func agentEntries(withSecrets: Bool) throws -> [CentreState.Entry] {
    var defaults = StateDefaults(try settings())
    let keys = StateKey.keys(.agents).filter { withSecrets || !$0.isSecret }
    let fields = keys.compactMap { FieldCatalog.field($0.key) }
    var entries: [CentreState.Entry] = []
    try forEachAgent(identities(.matching(AgentQuery())).map(\.id)) { id, _, agent in
      let agent = try agent()
      let standard = defaults.texts(
        typology: agent.account.typology.rawValue, transport: agent.voice.transport.text)
      var entry = CentreState.Entry(agent.username)
      for field in fields {
        let text = field.property.read(agent)
        if !text.hasSameBytes(as: standard[field.key] ?? "") { entry.add(field.key, text) }
      }
      if withSecrets, let credential = try credential(ofAgent: id) {
        if let hash = credential.hash { entry.add("passwordHash", hash.text) }
        entry.add("sipDigest", credential.sip.text)
      }
      entries.append(entry)
    }
    return entries.sortedByName
  }
}

extension [CentreState.Entry] {
  /// In the order of their bytes, which no language changes.
  fileprivate var sortedByName: Self {
    sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
