internal import AsteriskConfig

/// A name that Asterisk may find only once, in our files and the centre's own together.
///
/// Names are folded as the module that reads them does.
package enum AsteriskThing: Hashable, Sendable {
  /// A peer of chan_sip.
  case peer(String)
  /// An object of PJSIP; a name may have one object of each type.
  case object(String, type: String)
  /// A mailbox of the context `default`.
  case box(String)
  /// A voice queue.
  case queue(String)
  /// A number that can be dialled in an agent's context.
  case number(String)

  /// The kind of file that defines it.
  package var kind: FileKind {
    switch self {
    case .peer: .sip
    case .object: .pjsip
    case .box: .voicemail
    case .queue: .queues
    case .number: .extensions
    }
  }

  /// The name of its section; nil for a line within a section.
  var section: String? {
    switch self {
    case .peer(let name), .object(let name, _), .queue(let name): name
    case .box, .number: nil
    }
  }

  /// A voice queue: app_queue compares without case.
  package static func queue(named name: QueueName) -> AsteriskThing { .queue(name.name.caseFolded) }
}

extension Endpoint {
  /// The names that our files define for it.
  ///
  /// - Parameter others: Kinds of files that are left out.
  package func things(_ dialect: Dialect, besides others: Set<FileKind> = []) -> Set<AsteriskThing>
  {
    var things: Set<AsteriskThing> = []
    for kind in FileKind.blockKinds(dialect) where !others.contains(kind) {
      for section in kind.content(of: self, dialect) {
        switch kind {
        case .sip: things.insert(.peer(section.name.caseFolded))
        case .pjsip:
          things.insert(.object(section.name, type: PJSIPEndpoints.type(of: section)))
        case .voicemail: things.formUnion(section.settings.map { .box($0.name) })
        case .extensions where section.name == Extensions.context:
          things.insert(.number(internalNumber.text))
        case .extensions, .queues: break
        }
      }
    }
    return things
  }
}
