/// A mailbox directory that is still to be moved or removed, because its agent has another internal or is gone.
package struct OwedMailbox: Equatable, Sendable {
  /// The agent's id.
  package let agent: Int
  /// The username.
  package let name: String
  /// The internal that names the directory.
  package let old: String
  /// The internal that is to name it; nil = it is to be removed.
  package let new: String?
  /// It is out of the way, under a name of its own, so that two mailboxes can change places.
  package let isLifted: Bool

  package init(agent: Int, name: String, old: String, new: String?, isLifted: Bool = false) {
    (self.agent, self.name, self.old, self.new) = (agent, name, old, new)
    self.isLifted = isLifted
  }

  /// The name under which it is out of the way; Asterisk has no such mailbox.
  package var liftedName: String { ".xcally-agents-\(agent)" }
}

/// A mailbox with the PIN that the database has for it.
package struct StoredPIN: Equatable, Sendable {
  /// The agent's id.
  package let agent: Int
  /// The username.
  package let name: String
  /// The internal, which names the directory.
  package let number: String
  package let pin: String

  package init(agent: Int, name: String, number: String, pin: String) {
    (self.agent, self.name, self.number, self.pin) = (agent, name, number, pin)
  }

  /// The file that has the mailbox.
  package var file: GeneratedFile { .mailbox(number) }
}

extension GeneratedFile {
  /// The file that has the mailbox of an internal.
  package static func mailbox(_ number: String) -> GeneratedFile {
    let number = Int(number) ?? 0
    return .block(.voicemail, NumberBlock(first: number - number % NumberBlock.size))
  }
}
