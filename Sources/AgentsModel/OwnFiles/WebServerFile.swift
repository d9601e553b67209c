/// The web server's file that has the product's `server` blocks, in the grammar of nginx.
///
/// Files that it includes are not read.
package struct WebServerFile: Equatable, Sendable {
  /// A `server { … }`.
  package struct Server: Equatable, Sendable {
    /// The words of `server_name`.
    package var names: [String] = []
    /// The addresses of `listen`.
    package var addresses: Set<ServerAddress> = []
    /// Those with TLS.
    package var securedAddresses: Set<ServerAddress> = []
    /// `ssl_certificate` and its line.
    package var certificates: [(path: String, line: Int)] = []
    /// `ssl_certificate_key` and its line, in the same order.
    package var keys: [(path: String, line: Int)] = []

    package static func == (left: Self, right: Self) -> Bool {
      left.names == right.names && left.addresses == right.addresses
        && left.certificates.map(\.path) == right.certificates.map(\.path)
        && left.keys.map(\.path) == right.keys.map(\.path)
    }

    /// Whether it speaks TLS.
    package var isSecure: Bool { !securedAddresses.isEmpty }
  }

  /// All servers, with what they inherit.
  package private(set) var servers: [Server] = []
  /// The lines of `include` within the file, as they are written.
  package private(set) var includes: [String] = []

  /// Reads the text of the file; what is not understood is left out.
  package init(_ text: String) {
    var outer = Server()
    var stack: [(name: String, server: Server?)] = []
    var isSSL = false
    for statement in Self.statements(text) {
      let server = stack.lastIndex { $0.server != nil }
      switch statement {
      case .open(let words):
        let isServer = words.first == "server" && server == nil
        if isServer { isSSL = false }
        stack.append((words.first ?? "", isServer ? Server() : nil))
      case .close:
        guard var done = stack.popLast()?.server else { continue }
        if done.certificates.isEmpty {
          (done.certificates, done.keys) = (outer.certificates, outer.keys)
        }
        if isSSL { done.securedAddresses.formUnion(done.addresses) }
        servers.append(done)
      case .line(let words, let line):
        if words.first == "include" { includes.append(words.dropFirst().joined(separator: " ")) }
        // What a location says is not about the socket.
        guard server == nil || server == stack.count - 1 else { continue }
        if words.starts(with: ["ssl", "on"]) { isSSL = true }
        if let server {
          stack[server].server?.take(words, line)
        } else {
          outer.take(words, line)
        }
      }
    }
    for index in servers.indices where servers[index].certificates.isEmpty {
      (servers[index].certificates, servers[index].keys) = (outer.certificates, outer.keys)
    }
  }

  private enum Statement {
    case open([String])
    case close
    case line([String], Int)
  }

  /// Words, quotes, comments, `;`, `{` and `}`.
  private static func statements(_ text: String) -> [Statement] {
    var statements: [Statement] = []
    var (words, word, line): ([String], String?, Int) = ([], nil, 1)
    var quote: Character?
    var isComment = false
    var start = 1
    func end() {
      if let done = word { words.append(done) }
      word = nil
    }
    for character in text {
      if character.isNewline { line += 1 }
      if isComment {
        isComment = !character.isNewline
        continue
      }
      if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
        continue
      }
      switch character {
      case "#" where word == nil: isComment = true
      case "\"", "'":
        quote = character
        word = word ?? ""
      case ";", "{", "}":
        end()
        if character == ";", !words.isEmpty { statements.append(.line(words, start)) }
        if character == "{" { statements.append(.open(words)) }
        if character == "}" { statements.append(.close) }
        words = []
      case _ where character.isWhitespace: end()
      default:
        if words.isEmpty, word == nil { start = line }
        word = (word ?? "") + String(character)
      }
    }
    return statements
  }
}

extension WebServerFile.Server {
  fileprivate mutating func take(_ words: [String], _ line: Int) {
    let values = Array(words.dropFirst())
    switch words.first {
    case "server_name": names += values
    case "listen":
      guard let text = values.first, !text.hasPrefix("unix:") else { return }
      let address = ServerAddress(text, port: 80)
      addresses.insert(address)
      if values.contains("ssl") { securedAddresses.insert(address) }
    case "ssl_certificate": certificates += values.prefix(1).map { ($0, line) }
    case "ssl_certificate_key": keys += values.prefix(1).map { ($0, line) }
    default: return
    }
  }
}
