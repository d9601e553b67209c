internal import AgentsModel

extension Denial {
  var failure: Failure {
    Failure(code: code, message: message, hint: hint, exitStatus: .permission)
  }

  private var hint: String? {
    switch self {
    case .uncertain: "run it through sudo, or as root without these variables"
    case .stranger(let login):
      "an admin can add one: xcally-agents operator add \(login) --role user --queue CHANNEL:NAME"
    case .permission(let login, _, let need, let permission):
      permission.extended(by: need).map {
        "an admin can give it: xcally-agents operator edit \(login) --permission \($0.rawValue)"
      }
    case .notAdmin: nil
    case .notAdminForFiles:
      "leave it out, or write -: the shell's < and > read and write with your own rights"
    case .fields(_, _, let hints): hints.isEmpty ? nil : hints.joined(separator: "; ")
    case .queues(let login, _, let own): Self.hint(own, login)
    case .queueNeeded(let login, let own):
      own.first.map { "for instance --queue \($0)" } ?? Self.hint(own, login)
    }
  }

  private static func hint(_ own: [String], _ login: String) -> String {
    own.isEmpty
      ? "an admin can give one: xcally-agents operator edit \(login) --queue CHANNEL:NAME"
      : "queues of \(login): \(list(own))"
  }
}
