/// How Asterisk names a directory in `#include`.
///
/// A relative path is relative to Asterisk's configuration directory, never to the including file.
/// Where our directory lies in one called `asterisk`, as in `/etc/asterisk/xcally`, that directory is
/// taken for it: the files then work inside a chroot or a container too. Elsewhere the path is absolute.
package struct IncludePath: Equatable, Sendable {
  package let text: String

  package init(directory: String) {
    let parts = directory.split(separator: "/")
    text =
      parts.count >= 2 && parts[parts.count - 2] == "asterisk"
      ? String(parts[parts.count - 1]) : directory
  }

  /// The line that Asterisk's own file needs, for instance in `sip.conf`.
  package func line(for kind: FileKind) -> String {
    "#include \"\(text)/\(kind.root)\""
  }
}
