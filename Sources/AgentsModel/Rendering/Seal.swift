internal import AsteriskConfig
internal import Crypto

/// The first two lines of a generated file: a warning, a checksum of the rest, and the owner.
///
/// The checksum reveals an edit by hand. It is in the file and not in the database, so that after a
/// crash between writing and recording our own file does not look edited. The owner reveals that
/// two databases write to one directory.
package struct Seal: Equatable, Sendable {
  /// SHA-256 of owner and content, 64 hexadecimal digits.
  package let checksum: String
  /// The installation that wrote the file, 16 hexadecimal digits.
  package let owner: String

  private static let notice = "; Written by xcally-agents: change the agents, not this file.\n"
  private static let (beforeChecksum, beforeOwner) = ("; sha256 ", " store ")

  private init(_ content: some Collection<UInt8>, owner: String) {
    var hash = SHA256()
    hash.update(data: Array(owner.utf8))
    hash.update(data: Array(content))
    checksum = hexadecimal(hash.finalize())
    self.owner = owner
  }

  private var lines: [UInt8] {
    Array((Self.notice + Self.beforeChecksum + checksum + Self.beforeOwner + owner + "\n").utf8)
  }

  private static func sections(_ lines: some Sequence<Substring>) -> [Substring] {
    lines.filter { $0.hasPrefix("[") }
  }

  /// The content after its seal.
  static func sealed(_ content: [UInt8], owner: String) -> [UInt8] {
    Seal(content, owner: owner).lines + content
  }

  /// The seal of an unchanged file; nil for every other file.
  package init?(intact bytes: [UInt8]) {
    let ownerStart =
      Self.notice.utf8.count + Self.beforeChecksum.utf8.count + 64
      + Self.beforeOwner.utf8.count
    let contentStart = ownerStart + 17
    guard bytes.count >= contentStart else { return nil }
    let owner = String(decoding: bytes[ownerStart..<(ownerStart + 16)], as: UTF8.self)
    self.init(bytes[contentStart...], owner: owner)
    guard bytes.starts(with: lines) else { return nil }
  }

  /// The seal of a file of which Asterisk changed the layout alone; nil for every other file.
  ///
  /// When a PIN in one of the centre's own files is changed at a phone, `app_voicemail` saves voicemail.conf with all
  /// that it includes. Each file gets a header and other blanks; Asterisk 16 also makes `#include` of `#tryinclude`, and
  /// writes a file that was included by a pattern twice.
  package init?(savedByAsterisk bytes: [UInt8]) {
    guard bytes.count < 2 * GeneratedFile.largestMailboxFile,
      let text = String(validating: bytes, as: UTF8.self)
    else { return nil }
    let kept = text.split(separator: "\n").filter { !$0.hasPrefix(";!") }
    let copies = kept.split { $0 + "\n" == Self.notice }
    guard let copy = copies.first, copies.allSatisfy({ $0 == copy }),
      kept.first.map({ $0 + "\n" == Self.notice }) == true,
      let mark = copy.first, mark.count > 16,
      let document = try? ConfigDocument(
        parsing: Array(copy.dropFirst().map { $0 + "\n" }.joined().utf8)),
      let content = try? document.withoutDuty.encoded(),
      // A document does not say how a section continues another.
      Self.sections(copy)
        == Self.sections(String(decoding: content, as: UTF8.self).split(separator: "\n"))
    else { return nil }
    self.init(content, owner: String(mark.suffix(16)))
    guard mark + "\n" == Self.beforeChecksum + checksum + Self.beforeOwner + owner + "\n" else {
      return nil
    }
  }
}

extension ConfigDocument {
  /// The same, in which no included file must be there, as in all of ours.
  fileprivate var withoutDuty: ConfigDocument {
    ConfigDocument(
      items: items.map { item in
        guard case .include(let include) = item else { return item }
        return .include(Include(path: include.path, isRequired: false))
      })
  }
}
