internal import AgentsCore
internal import AgentsStore

/// What a changed setting means for the rest.
enum SettingRules {
  /// Rules that need more than the value itself.
  static func check(_ settings: Settings, changed key: String) throws(AgentsError) {
    guard key != "asteriskDriver" || settings.asteriskDriver != .pjsip else {
      throw .refused([
        Finding(
          .error, "asteriskDriver.not-available", field: "asteriskDriver",
          "this release writes files for chan_sip only")
      ])
    }
  }

  /// Generated files in which the setting shows.
  static func staleFiles(_ key: String) -> [GeneratedFile] {
    ["tlsCertificate", "tlsPrivateKey"].contains(key) ? [.peers] : []
  }

  /// What somebody should know afterwards.
  static func warn(_ key: String, _ store: Store) throws {
    guard key == "sipRealm" else { return }
    let stale = try store.read { try $0.agentsWithStaleDigest(realm: $0.settings().sipRealm) }
    guard stale > 0 else { return }
    Messages.warn([
      Finding(
        .warning, "sipRealm.stale-digests", field: "sipRealm",
        "\(count(stale, "phone")) cannot register until the password is set again",
        hint: "\"xcally-agents set-password USERNAME\"; [general] of sip.conf must name the realm")
    ])
  }
}
