// What a running Asterisk says about its sockets.

extension Listener {
  /// Reads the answer to `sip show settings`; nil when it is another one.
  package static func listed(inSIPSettings answer: String) -> [Listener]? {
    let words = [
      ("UDP Bindaddress:", "udp"), ("TCP SIP Bindaddress:", "tcp"), ("TLS SIP Bindaddress:", "tls"),
    ]
    var listeners: [Listener] = []
    var isOne = false
    for line in answer.split(separator: "\n") {
      let line = line.trimmingPrefix { $0 == " " }
      guard let (head, transport) = words.first(where: { line.hasPrefix($0.0) }) else { continue }
      isOne = true
      let address = String(line.dropFirst(head.count).trimmingPrefix { $0 == " " })
      // A socket that could not be opened has port 0.
      guard let port = address.addressPort, port > 0 else { continue }
      listeners.append(Listener(transport, port))
    }
    return isOne ? listeners : nil
  }

  /// Reads the answer to `pjsip show transports`; nil when it is another one.
  ///
  /// A line is `Transport:  NAME  TYPE  COS  TOS  ADDRESS:PORT`.
  package static func listed(inPJSIPTransports answer: String) -> [Listener]? {
    var isOne = answer.contains("No objects found")
    var listeners: [Listener] = []
    for line in answer.split(separator: "\n") {
      let cells = line.split(separator: " ").map(String.init)
      guard cells.first == "Transport:" else { continue }
      isOne = true
      guard cells.count >= 6, let port = cells.last?.addressPort else { continue }
      listeners.append(Listener(cells[2].lowercased(), port))
    }
    return isOne ? listeners : nil
  }
}

/// The answer to `http show status`.
package struct HTTPStatus: Equatable, Sendable {
  /// Whether the server runs without TLS.
  package private(set) var isOn = false
  /// The port of TLS; nil when it does not run.
  package private(set) var securedPort: Int?
  /// Whether websockets are served (`/ws`).
  package private(set) var hasWebsocket = false

  /// nil for the answer to another command.
  package init?(_ answer: String) {
    guard answer.contains("HTTP Server Status") else { return nil }
    for line in answer.split(separator: "\n") {
      if line.hasPrefix("Server Enabled and Bound to") { isOn = true }
      if line.hasPrefix("HTTPS Server Enabled and Bound to") {
        securedPort = String(line.split(separator: " ").last ?? "").addressPort
      }
      if line.contains("/ws =>") { hasWebsocket = true }
    }
  }
}
