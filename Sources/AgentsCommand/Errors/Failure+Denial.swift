internal import AgentsModel

extension Denial {
  var failure: Failure {
    let (code, message, hint) = words
    return Failure(code: code, message: message, hint: hint, exitStatus: .permission)
  }

  private var words: (code: String, message: String, hint: String?) {
    switch self {
    case .uncertain:
      (
        "operator-uncertain", "SUDO_USER and SUDO_UID do not name one account",
        "run it through sudo, or as root without these variables"
      )
    case .stranger(let login):
      (
        "operator-unknown", "\(login) is not an operator",
        "an admin can add one: xcally-agents operator add \(login) --role user --queue CHANNEL:NAME"
      )
    case .permission(let login, let verb, let need, let permission):
      (
        "operator-permission",
        "\(quoted(verb)) needs the permission to \(need.rawValue), which "
          + "\(login) does not have",
        permission.extended(by: need).map {
          "an admin can give it: xcally-agents operator edit \(login) --permission \($0.rawValue)"
        }
      )
    case .notAdmin(let login, let verb):
      ("operator-not-admin", "\(quoted(verb)) is for admins, and \(login) is not one", nil)
    case .notAdminForFiles(let login, let verb):
      (
        "operator-not-admin",
        "\(quoted(verb)) with a file, directory or database of choice is for admins when it runs "
          + "as root through sudo, and \(login) is not one",
        "leave it out, or write -: the shell's < and > read and write with your own rights"
      )
    case .fields(let login, let keys, let hints):
      (
        "operator-not-admin",
        "\(list(keys)) \(keys.count == 1 ? "is" : "are") for admins to set"
          + "\(hints.isEmpty ? "" : " like that"), and \(login) is not one",
        hints.isEmpty ? nil : hints.joined(separator: "; ")
      )
    case .queues(let login, let names, let own):
      (
        "operator-queue",
        names.count == 1
          ? "\(names[0]) is not a queue of \(login)" : "\(list(names)) are not queues of \(login)",
        Self.hint(own, login)
      )
    case .queueNeeded(let login, let own):
      (
        "operator-queue", "\(login) may create agents only in own queues",
        own.first.map { "for instance --queue \($0)" } ?? Self.hint(own, login)
      )
    }
  }

  private static func hint(_ own: [String], _ login: String) -> String {
    own.isEmpty
      ? "an admin can give one: xcally-agents operator edit \(login) --queue CHANNEL:NAME"
      : "queues of \(login): \(list(own))"
  }
}
