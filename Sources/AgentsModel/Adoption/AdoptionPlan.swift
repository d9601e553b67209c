package import AsteriskConfig

/// A line of one of the centre's files.
package typealias ConfigPlace = ConfigTree.Place

/// What taking over a centre comes to: everything that was found, with its line.
///
/// Secrets are in it, but in no text of it.
package struct AdoptionPlan: Sendable {
  /// The realm of all digests; empty when nothing is taken over.
  package var realm = ""
  /// Where the realm stands, in words.
  package var realmOrigin = ""
  /// The driver whose phones are taken over; nil when there are none.
  package var driver: Dialect.Driver?
  package var agents: [Phone] = []
  package var telephones: [Phone] = []
  package var queues: [Queue] = []
  package var left: [Left] = []
  package var lost: [Lost] = []
  package var refused: [Refused] = []
  /// The phones that are stored already, with the same digest.
  package var unchanged: [String] = []
  package var warnings: [Remark] = []
  /// What is the same for many phones, told once.
  package var notes: [String] = []
  package var cutOver = CutOverPlan()

  package init() {}

  /// Anything is taken over.
  package var hasAnything: Bool { !agents.isEmpty || !telephones.isEmpty || !queues.isEmpty }

  /// A mailbox gets a new PIN.
  package var makesPINs: Bool { agents.contains { $0.made.contains("voicemailPin") } }

  /// The kinds of our files that Asterisk must read.
  package func kinds(_ driver: Dialect.Driver) -> [FileKind] {
    let hasBoxes = agents.contains { $0.values["voicemail"] == "true" }
    return [driver.files] + (hasBoxes ? [.voicemail] : []) + (queues.isEmpty ? [] : [.queues])
  }

  /// A phone that is taken over, as an agent or as a telephone.
  package struct Phone: Sendable {
    /// The name that the phone registers with.
    package var sipName: String
    /// The username, or the name of the telephone.
    package var name: String
    /// The values of fields by their keys, `fullname`, `internal` and `email` included.
    package var values: [String: String]
    package var digest: SIPDigest
    /// The queues of an agent.
    package var queues: [Membership] = []
    /// Lines without a field that its section keeps.
    package var kept: [Line] = []
    package var place: ConfigTree.Place
    /// Where the internal stands, when it is not the SIP name.
    package var internalOrigin: Origin?
    /// The keys of the values that were made up.
    package var made: [String] = []
    package var note: String?
    /// The headers of all its sections.
    package var headers: [ConfigTree.Place] = []
    /// The lines of its box in voicemail.conf, of which Asterisk takes the first one.
    package var boxes: [ConfigTree.Place] = []

    /// The values as a request for a new agent has them.
    ///
    /// The PIN is kept as it is: the rule for new ones does not apply.
    package var assignments: [Assignment] {
      [Assignment("name", name)] + assignments { $0 != "voicemailPin" }
    }

    /// The values that a telephone has.
    package var telephoneAssignments: [Assignment] {
      assignments { key in Telephone.fields.contains { $0.key == key } }
    }

    private func assignments(_ isMeant: (String) -> Bool) -> [Assignment] {
      values.filter { isMeant($0.key) }.sorted { $0.key < $1.key }
        .map { Assignment($0.key, $0.value) }
    }
  }

  /// What else could be asked for, so that it would be otherwise; the caller has the words.
  package enum Remedy: Equatable, Sendable {
    /// A domain, or the map, gives an e-mail address.
    case giveEmail
    /// The map says which password it is.
    case choosePassword
    /// It is to become an agent.
    case makeAgent
    /// As a phonebar it would keep it.
    case makePhonebar
    /// A new PIN.
    case renewPIN
    /// Believe the files, or export the table.
    case believeFiles
    /// Say which realm all phones use.
    case nameRealm
  }

  /// Where a value stands.
  package enum Origin: Equatable, Sendable {
    case words(String)
    case place(ConfigTree.Place)
  }

  /// A place in a queue.
  package struct Membership: Equatable, Sendable {
    /// The name of the voice queue.
    package var queue: String
    package var penalty: Int
  }

  /// A queue that is taken over.
  package struct Queue: Sendable {
    package var name: String
    package var strategy: String
    package var weight: Int
    package var kept: [Line]
    package var place: ConfigTree.Place
    package var note: String?
    /// The headers of its sections.
    package var headers: [ConfigTree.Place] = []
  }

  /// A line that is written again as it is.
  package struct Line: Equatable, Sendable {
    package var key: String
    package var value: String

    /// The line as it is stored; nil where it cannot be kept.
    package func setting(_ kind: KeptSetting.Kind) -> KeptSetting? {
      try? KeptSetting.accepted(kind, key: key, value: value)
    }
  }

  /// What stays as it is.
  package struct Left: Equatable, Sendable {
    package var place: ConfigTree.Place
    package var what: String
    package var why: String
    package var remedy: Remedy?
  }

  /// A line for which there is no field.
  package struct Lost: Equatable, Sendable {
    package var place: ConfigTree.Place
    package var key: String
    package var value: String
    /// The phones that it reaches.
    package var phones: [String]
    package var why: String
    package var remedy: Remedy?
    /// The line itself goes with the phone.
    package var isKept = false
    /// Says from where a phone may register.
    package var isAccessRule: Bool { ["permit", "acl", "contactpermit"].contains(key) }
  }

  /// What would be taken over, if it were not for a rule.
  package struct Refused: Equatable, Sendable {
    package var place: ConfigTree.Place
    package var what: String
    package var why: String
    /// Never changes.
    package var code: String
    package var remedy: Remedy?
  }

  /// A line that Asterisk does not read as its author meant.
  package struct Remark: Equatable, Sendable {
    package var place: ConfigTree.Place
    package var code: String
    package var text: String
  }
}

/// The lines of the centre's files that change.
package struct CutOverPlan: Equatable, Sendable {
  /// Lines that are commented out, by file.
  package var commented: [String: [ClosedRange<Int>]] = [:]
  /// Lines that are written after a line, by file; 0 = before the first one.
  package var added: [String: [Int: [String]]] = [:]
  /// What somebody has to do elsewhere.
  package var byHand: [ByHand] = []
  /// What keeps others where they are.
  package var blocked: [String] = []

  package init() {}

  /// A file that is not changed.
  package struct ByHand: Equatable, Sendable {
    package var file: String
    package var why: String
    /// The cut-over does it itself.
    package var isDone = false
  }
}
