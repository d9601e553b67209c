internal import AgentsModel
internal import AsteriskConfig

// What is said of names that the centre's own files have, too.

extension [Finding] {
  /// The findings, if none is an error.
  ///
  /// - Throws: `AgentsError.refused` with all, when one is.
  func orRefused() throws -> [Finding] {
    guard errors.isEmpty else { throw AgentsError.refused(self) }
    return self
  }
}

extension Finding {
  /// The same finding with the name of the agent.
  func about(_ name: String) -> Finding {
    var finding = self
    if finding.field != nil { finding.subject = name }
    return finding
  }
}

extension Finding {
  /// The same finding with the line that it names.
  func at(_ place: ConfigTree.Place) -> Finding {
    var finding = self
    finding.place = place
    return finding
  }
}

extension Endpoint {
  /// The field that has its name in Asterisk.
  var nameField: String { name.text == username ? "name" : "sipName" }

  /// nil for an agent that Asterisk does not know.
  init?(rendered agent: Agent, digest: SIPDigest?) {
    guard agent.isRendered else { return nil }
    self.init(agent, digest: digest)
  }
}

extension SIPDigest {
  /// Stands for any digest, where only its existence matters.
  static var unknown: SIPDigest { SIPDigest(realm: "", md5: "", sha256: "") }
}

extension AsteriskThing {
  /// The section that a `(+)` extends: its name in this kind of file.
  var sectionKey: AsteriskThing {
    if case .object(let name, _) = self { .object(name, type: "") } else { self }
  }

  func doubled(at place: ConfigTree.Place, field: String) -> Finding {
    let (code, what, hint) =
      switch self {
      case .peer, .object:
        (
          "own.endpoint", "a phone of this name",
          "choose another \(field == "name" ? "username" : field), or rename that one"
        )
      case .box(let box):
        ("own.mailbox", "mailbox \(box)", "choose another internal, or take that mailbox out")
      case .queue(let queue):
        (
          "own.queue", "a queue of this name",
          "rename one of them; settings for ours go into [\(queue)](+), below the line that includes ours"
        )
      case .number(let number): ("own.extension", "extension \(number)", "choose another internal")
      }
    return Finding(
      .error, code, field: field, "\(what) is also in \(place.text)", hint: .words(hint)
    ).at(place)
  }
}
