package import AsteriskConfig

/// What `[general]` of chan_sip's `sip.conf` comes to, as `reload_config` of `chan_sip.c` reads it.
package struct SIPSettings {
  private let tree: ConfigTree
  private let systemName: String

  /// - Parameters:
  ///   - tree: `sip.conf`.
  ///   - systemName: `systemname` of `asterisk.conf`, which is the default realm.
  package init(_ tree: ConfigTree, systemName: String? = nil) {
    (self.tree, self.systemName) = (tree, systemName ?? "")
  }

  /// The realm of every challenge, and the line that sets it.
  package var realm: (text: String, entry: ConfigTree.Entry?) {
    let entry = tree.general("realm")
    return (entry?.value ?? (systemName.isEmpty ? "asterisk" : systemName), entry)
  }

  /// The line by which a phone is challenged with the domain that it calls, if that is one of ours.
  package var domainsAsRealm: ConfigTree.Entry? {
    guard let entry = tree.general("domainsasrealm"), entry.isTrue else { return nil }
    let hasDomain = tree.general("domain") != nil || tree.general("autodomain")?.isTrue == true
    return hasDomain ? entry : nil
  }

  /// Where strangers' calls arrive; nil when they are refused.
  package var guestContext: String? {
    if let entry = tree.general("allowguest"), !entry.isTrue { return nil }
    return tree.general("context")?.value ?? "default"
  }

  /// The shortest and the longest registration, in seconds.
  package var expiry: (least: ConfigTree.Entry?, most: ConfigTree.Entry?, range: ClosedRange<Int>) {
    let (least, most) = (
      tree.general("minexpiry", "minexpirey"), tree.general("maxexpiry", "maxexpirey")
    )
    func number(_ entry: ConfigTree.Entry?, _ initial: Int) -> Int {
      guard let number = entry.flatMap({ Int($0.value) }), number >= 1 else { return initial }
      return number
    }
    let (low, high) = (number(least, 60), number(most, 3600))
    return (least, most, low...max(low, high))
  }

  /// The listening sockets.
  package var listeners: [Listener] {
    let address = tree.general("udpbindaddr", "bindaddr")?.value.addressPort
    let udp = tree.general("bindport").flatMap { Int($0.value) } ?? address ?? 5060
    var listeners = [Listener("udp", udp)]
    if tcp?.isOn == true {
      // Without an address of its own it takes that of UDP, with its port.
      let own = tree.general("tcpbindaddr").map { $0.value.addressPort ?? 5060 }
      listeners.append(Listener("tcp", own ?? udp))
    }
    if tls?.isTrue == true {
      let own = tree.general("tlsbindaddr", "sslbindaddr")?.value.addressPort
      listeners.append(Listener("tls", own ?? 5061))
    }
    if websocket?.value.isAsteriskTrue ?? true {
      listeners += [Listener("ws", nil), Listener("wss", nil)]
    }
    return listeners
  }

  /// Where TLS is spoken: without an address of its own, at that of UDP.
  package var securedAddress: ServerAddress {
    let own = tree.general("tlsbindaddr", "sslbindaddr")?.value
    let other = tree.general("udpbindaddr", "bindaddr")?.value ?? ""
    return own.map { ServerAddress($0, port: 5061) }
      ?? ServerAddress(other, port: 5061).at(port: 5061)
  }

  /// The line that decides whether a transport is on; nil when none does.
  package func entry(for transport: String) -> ConfigTree.Entry? {
    switch transport {
    case "tcp": tcp?.entry
    case "tls": tls
    case "ws", "wss": websocket
    default: nil
    }
  }

  /// The setting that turns a transport on.
  package static func line(for transport: String) -> String {
    switch transport {
    case "tcp": "tcpenable = yes"
    case "tls": "tlsenable = yes"
    default: "websocket_enabled = yes"
    }
  }

  /// Anything but a "no" turns TCP on, and a later "no" does not turn it off.
  private var tcp: (entry: ConfigTree.Entry, isOn: Bool)? {
    let entries = tree.section("general")?.settings.filter {
      $0.setting.name.caseFolded == "tcpenable"
    }
    if let on = entries?.first(where: { !$0.value.isAsteriskFalse }) { return (on, true) }
    return entries?.last.map { ($0, false) }
  }

  private var tls: ConfigTree.Entry? { tree.general("tlsenable", "sslenable") }
  private var websocket: ConfigTree.Entry? { tree.general("websocket_enabled") }

  /// The certificate of the TLS socket and its key, where TLS is on.
  package var certificate: NamedCertificate? {
    guard let tls, tls.isTrue else { return nil }
    return NamedCertificate(general: tree, enabledBy: tls)
  }
}

/// A socket where phones are expected.
package struct Listener: Equatable, Sendable {
  /// A word of the field `transport`.
  package let transport: String
  /// nil where the web server of Asterisk has the port.
  package let port: Int?

  package init(_ transport: String, _ port: Int?) {
    (self.transport, self.port) = (transport, port)
  }
}

/// The paths of a certificate and its key, as a configuration file names them.
package struct NamedCertificate: Equatable, Sendable {
  /// nil where the file does not name one.
  package let certificate: String?
  /// That of the certificate where the file names none: Asterisk expects it there.
  package let key: String?
  /// Whether the file names the key.
  package let hasOwnKey: Bool
  /// Where the certificate is named, else where TLS is turned on.
  package let place: ConfigTree.Place

  package init(certificate: String?, key: String?, at place: ConfigTree.Place) {
    func nonEmpty(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
    self.certificate = nonEmpty(certificate)
    hasOwnKey = nonEmpty(key) != nil
    self.key = nonEmpty(key) ?? self.certificate
    self.place = place
  }

  /// The settings of `[general]` that `ast_tls_read_conf` (`main/tcptls.c`) reads.
  init(general tree: ConfigTree, enabledBy entry: ConfigTree.Entry) {
    let certificate = tree.general("tlscertfile", "sslcert", "tlscert")
    self.init(
      certificate: certificate?.value,
      key: tree.general("tlsprivatekey", "sslprivatekey")?.value,
      at: certificate?.place ?? entry.place)
  }
}
