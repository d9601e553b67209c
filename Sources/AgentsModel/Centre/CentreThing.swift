internal import AsteriskConfig

/// Something that Asterisk must find once only, in our files or in those that the centre writes itself;
/// names are folded as the module that reads them folds them.
package enum CentreThing: Hashable, Sendable {
  /// A peer of chan_sip.
  case peer(String)
  /// An object of PJSIP; one name may have one of each type.
  case object(String, type: String)
  /// A mailbox of the context `default`.
  case box(String)
  /// A voice queue.
  case queue(String)
  /// A number that is dialled in the context of an agent.
  case number(String)

  /// The kind of file it stands in.
  package var kind: FileKind {
    switch self {
    case .peer: .sip
    case .object: .pjsip
    case .box: .voicemail
    case .queue: .queues
    case .number: .extensions
    }
  }

  /// The name of the section that it is; nil for what is a line of one.
  var section: String? {
    switch self {
    case .peer(let name), .object(let name, _), .queue(let name): name
    case .box, .number: nil
    }
  }

  /// A voice queue: app_queue compares without case.
  package static func queue(named name: QueueName) -> CentreThing { .queue(name.name.caseFolded) }
}

extension Endpoint {
  /// All that our files show of it.
  package func things(_ dialect: Dialect) -> Set<CentreThing> {
    var things: Set<CentreThing> = []
    for kind in FileKind.blockKinds(dialect) {
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
