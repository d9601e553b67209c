internal import AgentsSystem
internal import Testing

/// Rights are looked at before anything else that somebody named or typed.
struct RightsFirstTests {
  @Test(.enabled(if: Operator.isRoot, "accounts and namespaces belong to root"))
  func `who may not is refused before words are understood, files read and passwords asked for`()
    async throws
  {
    let happened = try await SudoMachine().happened(
      """
      mkdir /var/lib/own
      sqlite3 /var/lib/xcally-agents/agents.db ".backup /var/lib/own/agents.db"
      chown -R carla /var/lib/own
      export XCALLY_AGENTS_DB=/var/lib/own/agents.db
      try() { echo "$*"; runuser -u carla -- xcally-agents "$@" 2>&1 | head -n 1; }
      try create new --full-name N --email n@example.com --queue voice:sales
      try create new --full-name N --email n@example.com --queue nonsense --password-file /nowhere
      try edit mrossi --avatar /nowhere
      try edit --where nonsense --alias M
      try enable --where nonsense
      try logs enable --where nonsense
      try add-to-queue mrossi --queue nonsense
      try add-to-team --where nonsense --team Night
      try remove-from-queue --where nonsense --queue nonsense
      try delete --where nonsense
      try invite --where nonsense
      try set-password mrossi --password-file /nowhere
      try verify-password mrossi --password-file /nowhere
      try telephone create desk --full-name D --password-file /nowhere
      try import-csv /nowhere
      sqlite3 /var/lib/own/agents.db "SELECT count(*), changes LIKE '%not allowed%' FROM audit
        WHERE login = 'carla' GROUP BY 2"

      """)
    let edit = #"needs the permission to edit, which carla does not have"#
    let verbs = ["create", "create", "edit", "edit", "enable", "logs enable", "add-to-queue"]
    let lines = happened.split(separator: "\n").map(String.init)
    let answers = stride(from: 1, to: lines.count, by: 2).map { lines[$0] }
    #expect(
      answers == verbs.map { "error: \"\($0)\" \(edit)" } + [
        "error: \"add-to-team\" is for admins, and carla is not one",
        "error: \"remove-from-queue\" \(edit)",
        "error: \"delete\" needs the permission to delete, which carla does not have",
        "error: \"invite\" \(edit)", "error: \"set-password\" \(edit)",
        "error: \"verify-password\" \(edit)",
        "error: \"telephone create\" is for admins, and carla is not one",
        "error: \"import-csv\" is for admins, and carla is not one",
      ])
    #expect(lines.last == "15|1")
  }
}
