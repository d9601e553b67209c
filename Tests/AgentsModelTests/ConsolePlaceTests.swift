import AgentsModel
import AsteriskConfig
import Testing

/// Where Asterisk's control socket is, by what `asterisk.conf` says.
@Suite struct ConsolePlaceTests {
  static let standard = "/var/run/asterisk/asterisk.ctl"

  @Test(arguments: [
    ("", standard),
    ("[directories]\nastrundir => /run/pbx\n", "/run/pbx/asterisk.ctl"),
    ("[Directories]\nAstRunDir = /run/pbx\n", "/run/pbx/asterisk.ctl"),
    ("[directories]\nastrundir => /a\nastrundir => /b\n", "/b/asterisk.ctl"),
    ("[files]\nastctl = pbx.ctl\n", "/var/run/asterisk/pbx.ctl"),
    ("[directories]\nastrundir => /a\n[files]\nastctl = b\n", "/a/b"),
    // Debian's own file: a template gives nothing.
    ("[directories](!)\nastrundir => /run/pbx\n", standard),
    ("[directories]\n;astrundir => /run/pbx\n", standard),
    // It would depend on where somebody is.
    ("[directories]\nastrundir => run\n", standard),
  ])
  func `is where its file says`(text: String, path: String) {
    let place = ConsolePlace(Self.tree { $0 == "/etc/asterisk/asterisk.conf" ? text : nil })
    #expect(place.socket == path)
    #expect(place.unread == nil)
  }

  @Test func `is in the standard place without a file`() {
    #expect(ConsolePlace(Self.tree { _ in nil }).socket == Self.standard)
  }

  @Test func `may be elsewhere when the file cannot be read`() {
    let tree = ConfigTree(
      reading: ConsolePlace.file, in: "/etc/asterisk",
      from: ConfigSource { (_) throws(ConfigSource.Failure) in
        throw ConfigSource.Failure("permission denied")
      } matches: { (pattern) throws(ConfigSource.Failure) in
        [pattern]
      })
    #expect(ConsolePlace(tree).unread == "/etc/asterisk/asterisk.conf")
  }

  private static func tree(_ file: @escaping (String) -> String?) -> ConfigTree {
    ConfigTree(
      reading: ConsolePlace.file, in: "/etc/asterisk",
      from: ConfigSource { (path) throws(ConfigSource.Failure) in
        file(path).map { Array($0.utf8) }
      } matches: { (pattern) throws(ConfigSource.Failure) in
        [pattern]
      })
  }
}
