package import AsteriskConfig

/// What the centre's own `pjsip.conf` says about transports and guests.
package struct PJSIPSettings {
  private let tree: ConfigTree

  /// - Parameter tree: `pjsip.conf`.
  package init(_ tree: ConfigTree) { self.tree = tree }

  /// A section with `type = transport`.
  package struct Transport {
    /// Its name.
    package let name: String
    /// `udp`, `tcp`, `tls`, `ws` or `wss`.
    package let transport: String
    /// Where it listens; nil when it cannot start, because it has no address.
    package let port: Int?
    /// Where TLS is spoken; nil for others, and when it cannot start.
    package var securedAddress: ServerAddress? {
      guard transport == "tls", let bind = section.last("bind")?.value, !bind.isEmpty else {
        return nil
      }
      return ServerAddress(bind, port: 5061)
    }
    /// The line of its section.
    package let place: ConfigTree.Place
    fileprivate let section: ConfigTree.Section

    /// The certificate of TLS and its key.
    package var certificate: NamedCertificate? {
      guard transport == "tls" else { return nil }
      let entry = section.last("cert_file")
      return NamedCertificate(
        certificate: entry?.value, key: section.last("priv_key_file")?.value,
        at: entry?.place ?? place)
    }
  }

  /// All transports, in the order of the file.
  package var transports: [Transport] {
    objects("transport").map { section in
      let word = section.last("protocol")?.value.caseFolded ?? "udp"
      let bind = section.last("bind")?.value ?? ""
      let port = bind.isEmpty ? nil : bind.addressPort ?? (word == "tls" ? 5061 : 5060)
      return Transport(
        name: section.name, transport: word, port: port, place: section.place, section: section)
    }
  }

  /// The listening sockets.
  ///
  /// Websockets need no section: Asterisk's web server has them.
  package var listeners: [Listener] {
    transports.compactMap { transport in
      ["ws", "wss"].contains(transport.transport)
        ? nil : transport.port.map { Listener(transport.transport, $0) }
    } + [Listener("ws", nil), Listener("wss", nil)]
  }

  /// Where strangers' calls arrive, and the line of that endpoint.
  package var guests: [(context: String, place: ConfigTree.Place)] {
    objects("endpoint").filter { $0.name == "anonymous" || $0.name.hasPrefix("anonymous@") }
      .map { ($0.last("context")?.value ?? "default", $0.place) }
  }

  private func objects(_ type: String) -> [ConfigTree.Section] {
    tree.sections.filter { section in
      !section.isTemplate && section["type"] == type
    }
  }
}

/// What `[general]` of `http.conf` comes to, as `__ast_http_load` of `main/http.c` reads it.
package struct HTTPSettings {
  private let tree: ConfigTree

  /// - Parameter tree: `http.conf`.
  package init(_ tree: ConfigTree) { self.tree = tree }

  /// Whether Asterisk's web server runs, and the line that says so.
  package var isOn: Bool { enabled?.isTrue ?? false }
  /// The line with `enabled`.
  package var enabled: ConfigTree.Entry? { tree.general("enabled") }
  /// Whether it speaks TLS; it starts that also where it does not run without.
  package var isSecure: Bool { secured?.isTrue ?? false }
  /// The line with `tlsenable`.
  package var secured: ConfigTree.Entry? { tree.general("tlsenable", "sslenable") }
  /// The line with the address of TLS.
  package var securedAddress: ConfigTree.Entry? { tree.general("tlsbindaddr", "sslbindaddr") }
  /// Where TLS is spoken: without an address of its own, at that of the server.
  package var securedSocket: ServerAddress {
    securedAddress.map { ServerAddress($0.value, port: 8089) }
      ?? ServerAddress(tree.general("bindaddr")?.value ?? "", port: 8089).at(port: 8089)
  }

  /// The certificate of TLS and its key, where it is on.
  package var certificate: NamedCertificate? {
    guard isOn, let secured, secured.isTrue else { return nil }
    return NamedCertificate(general: tree, enabledBy: secured)
  }
}
