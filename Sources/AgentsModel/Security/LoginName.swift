internal import Crypto

/// What somebody gives as the name of an account, whether there is one or not.
package struct LoginName: Equatable, Sendable {
  package let text: String

  package init(_ text: String) {
    self.text = text
  }

  /// A number of 56 bits that the name always has, whatever the case of its letters: what must be the same
  /// at every attempt, for a name that there is no account of as for one that there is, goes by it.
  package var number: Int {
    SHA256.hash(data: Array(text.lowercased().utf8)).prefix(7).reduce(0) { $0 << 8 | Int($1) }
  }
}
