internal import TestSupport
internal import Testing

/// A hundred processes try to log in to one account at once.
struct GuessTests {
  static let processes = 100

  @Test func `a hundred guesses at once are counted up to the limit and not one further`()
    async throws
  {
    let centre = try Centre()
    try await centre.furnish()
    let results = try await inParallel(Self.processes) { index in
      try await centre.shell(
        "echo 'Guess-\(index)!' | xcally-agents verify-password mrossi --password-stdin"
          + " --lock-timeout 120")
    }
    let wrong = Program.Result(output: "mrossi: wrong\n", errors: "", status: 1)
    let locked = Program.Result(
      output: "",
      errors: """
        error: the account mrossi is locked
        hint: "xcally-agents unlock mrossi" opens it

        """, status: 77)
    #expect(results.filter { $0 == wrong }.count == 5)
    #expect(results.filter { $0 == locked }.count == Self.processes - 5)
    #expect(
      try await centre.done("xcally-agents list --state locked --columns name,loginAttempts -q")
        == "NAME    LOGINATTEMPTS\nmrossi              5\n")
    #expect(
      try await centre.done(
        """
        sqlite3 \(centre.database) "SELECT json_extract(changes, '\\$.result'), count(*) FROM audit
          WHERE verb = 'verify-password' AND object = 'mrossi' GROUP BY 1"
        """) == "locked|95\nwrong|5\n")
    try await centre.requireConverged("after \(Self.processes) guesses")
    // A lock only stops logins. Guessing must not disconnect a phone.
    let state = try await centre.state()
    #expect(state.files["sip_agents.d/1000-1999.conf"]?.contains("[mrossi]") == true)
  }

  @Test func `of twenty who use one link at once one sets the password`() async throws {
    let centre = try Centre()
    try await centre.furnish()
    try await centre.done(
      """
      printf '#!/bin/sh\\ncat >mail\\n' >mailer && chmod 700 mailer
      xcally-agents settings set mailCommand "$PWD/mailer" -q
      xcally-agents settings set mailFrom desk@example.com -q
      xcally-agents settings set resetUrl https://desk.example.com/reset -q
      xcally-agents reset-password request mrossi
      sed -n 's/.*token=//p' mail >token && chmod 600 token
      """)
    let results = try await inParallel(20) { index in
      try await centre.shell(
        "echo 'Cc3!word-\(index)' | xcally-agents reset-password complete --token-file token"
          + " --password-stdin --lock-timeout 120")
    }
    let winners = results.indices.filter { results[$0].status == 0 }
    #expect(winners.count == 1)
    #expect(results.filter { $0.status == 77 }.count == 19)
    for winner in winners {
      let verdict = try await centre.shell(
        "echo 'Cc3!word-\(winner)' | xcally-agents verify-password mrossi --password-stdin")
      #expect(verdict.status == 0)
    }
    try await centre.requireConverged("after the links")
  }
}
