internal import TestSupport
internal import Testing

/// Accounts that may read the database and not write it.
struct ReaderTests {
  // The log lies beside the database, and its index can be read without a lock.
  @Test func `an account that may only read finds what is in the log, and changes nothing`()
    async throws
  {
    let happened = try await SudoMachine().happened(
      """
      mkdir -m 0750 /var/lib/read
      export XCALLY_AGENTS_DB=/var/lib/read/agents.db HOME=/nonexistent
      xcally-agents settings set asteriskDir /var/lib/read/asterisk -q --no-apply 2>/dev/null
      echo Sesam-2024 | xcally-agents create mrossi --full-name "Mario Rossi" \\
        --email mrossi@example.com --password-stdin -q --no-apply
      chgrp -R bert /var/lib/read
      chmod g+r /var/lib/read/agents.db*
      xcally-agents edit mrossi --alias Mario -q --no-apply
      [ -s /var/lib/read/agents.db-wal ] && echo "there is a log"
      as bert xcally-agents list --columns name,alias --format csv
      as bert xcally-agents edit mrossi --alias Bert --no-apply
      as dario xcally-agents list
      xcally-agents list --columns alias --format csv

      """)
    #expect(
      happened == """
        there is a log
        [bert] xcally-agents list --columns name,alias --format csv
        name,alias
        mrossi,Mario
        [bert] xcally-agents edit mrossi --alias Bert --no-apply
        error: cannot write /var/lib/read/agents.db: permission denied
        hint: run it as a user who may
        ? 77
        [dario] xcally-agents list
        error: cannot inspect /var/lib/read/agents.db: permission denied
        hint: run it as a user who may
        ? 77
        alias
        Mario

        """)
  }
}
