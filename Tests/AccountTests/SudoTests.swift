internal import AgentsSystem
internal import Testing

/// The sudoers fragment of docs/operators.md, with real accounts.
struct SudoTests {
  @Test(.enabled(if: Operator.isRoot, "accounts and namespaces belong to root"))
  func `four accounts may what they may, through sudo`() async throws {
    let happened = try await SudoMachine().happened(
      """
      for who in anna bert carla dario erik; do
        as $who sudo -n xcally-agents list --format names
      done
      for who in anna bert carla dario; do
        as $who sudo -n xcally-agents edit mrossi --alias $who --no-apply
      done
      as bert sudo -n xcally-agents edit cverdi --alias bert
      as bert sudo -n xcally-agents delete mrossi -y
      as bert sudo -n xcally-agents operator edit bert --role admin
      as carla sudo -n xcally-agents export-csv --columns name
      as anna sudo -n xcally-agents operator remove anna
      as anna sudo -n xcally-agents operator edit carla --permission full
      as bert sudo -n xcally-agents set-password mrossi --password-file /etc/shadow
      as bert sudo -n xcally-agents edit mrossi --avatar /nowhere
      as bert sudo -n xcally-agents capacity --simulate /etc/shadow
      as dario sudo -n xcally-agents import-csv /etc/shadow
      as dario sudo -n xcally-agents reset-password complete --token-file /etc/shadow
      echo "[audit]"
      sqlite3 /var/lib/xcally-agents/agents.db "SELECT login, sudoUser, verb, object FROM audit
        WHERE sudoUser <> '' ORDER BY id"

      """)
    #expect(
      happened == """
        [anna] sudo -n xcally-agents list --format names
        cverdi
        mrossi
        [bert] sudo -n xcally-agents list --format names
        mrossi
        [carla] sudo -n xcally-agents list --format names
        mrossi
        [dario] sudo -n xcally-agents list --format names
        error: dario is not an operator
        hint: an admin can add one: xcally-agents operator add dario --role user --queue CHANNEL:NAME
        ? 77
        [erik] sudo -n xcally-agents list --format names
        sudo: a password is required
        ? 1
        [anna] sudo -n xcally-agents edit mrossi --alias anna --no-apply
        mrossi: changed alias
        [bert] sudo -n xcally-agents edit mrossi --alias bert --no-apply
        mrossi: changed alias
        [carla] sudo -n xcally-agents edit mrossi --alias carla --no-apply
        error: "edit" needs the permission to edit, which carla does not have
        hint: an admin can give it: xcally-agents operator edit carla --permission edit
        ? 77
        [dario] sudo -n xcally-agents edit mrossi --alias dario --no-apply
        error: dario is not an operator
        hint: an admin can add one: xcally-agents operator add dario --role user --queue CHANNEL:NAME
        ? 77
        [bert] sudo -n xcally-agents edit cverdi --alias bert
        error: there is no agent cverdi
        hint: "xcally-agents list" shows them
        ? 66
        [bert] sudo -n xcally-agents delete mrossi -y
        error: "delete" needs the permission to delete, which bert does not have
        hint: an admin can give it: xcally-agents operator edit bert --permission full
        ? 77
        [bert] sudo -n xcally-agents operator edit bert --role admin
        error: "operator edit" is for admins, and bert is not one
        ? 77
        [carla] sudo -n xcally-agents export-csv --columns name
        name
        mrossi
        [anna] sudo -n xcally-agents operator remove anna
        error: operator: anna is the last admin, and one must be left
        hint: make another one first: xcally-agents operator add LOGIN --role admin
        ? 65
        [anna] sudo -n xcally-agents operator edit carla --permission full
        carla: changed permission
        [bert] sudo -n xcally-agents set-password mrossi --password-file /etc/shadow
        error: "set-password" with a file, directory or database of choice is for admins when it runs as root through sudo, and bert is not one
        hint: leave it out, or write -: the shell's < and > read and write with your own rights
        ? 77
        [bert] sudo -n xcally-agents edit mrossi --avatar /nowhere
        error: "edit" with a file, directory or database of choice is for admins when it runs as root through sudo, and bert is not one
        hint: leave it out, or write -: the shell's < and > read and write with your own rights
        ? 77
        [bert] sudo -n xcally-agents capacity --simulate /etc/shadow
        error: "capacity --simulate" with a file, directory or database of choice is for admins when it runs as root through sudo, and bert is not one
        hint: leave it out, or write -: the shell's < and > read and write with your own rights
        ? 77
        [dario] sudo -n xcally-agents import-csv /etc/shadow
        error: dario is not an operator
        hint: an admin can add one: xcally-agents operator add dario --role user --queue CHANNEL:NAME
        ? 77
        [dario] sudo -n xcally-agents reset-password complete --token-file /etc/shadow
        error: "reset-password complete" with a file, directory or database of choice is for admins when it runs as root through sudo, and dario is not one
        hint: leave it out, or write -: the shell's < and > read and write with your own rights
        ? 77
        [audit]
        root|dario|list|
        root|anna|edit|mrossi
        root|bert|edit|mrossi
        root|carla|edit|mrossi
        root|dario|edit|mrossi
        root|bert|delete|mrossi
        root|bert|operator edit|bert
        root|anna|operator remove|anna
        root|anna|operator edit|carla
        root|bert|set-password|mrossi
        root|bert|edit|mrossi
        root|bert|capacity --simulate|
        root|dario|import-csv|/etc/shadow
        root|dario|reset-password complete|

        """)
  }

  @Test(.enabled(if: Operator.isRoot, "accounts and namespaces belong to root"))
  func `no name, no file and no database of one's own leads further`() async throws {
    let happened = try await SudoMachine().happened(
      """
      as bert env SUDO_USER=anna SUDO_UID=7001 sudo -n xcally-agents operator list
      as bert sudo -n SUDO_USER=anna SUDO_UID=7001 xcally-agents operator list
      as bert sudo -n XCALLY_AGENTS_DB=/var/lib/own.db xcally-agents operator list
      as bert sudo -n xcally-agents list --db /var/lib/own.db
      as bert sudo -n xcally-agents operator add bert --role admin --db /var/lib/own.db
      as dario sudo -n xcally-agents settings set mailCommand /bin/sh --db /var/lib/own.db
      as dario sudo -n xcally-agents import-csv /etc/shadow --db /var/lib/none.db
      as bert sudo -n xcally-agents export-csv --output /var/lib/agents.csv
      as bert sudo -n xcally-agents edit mrossi --alias x --asterisk-dir /var/lib/bert
      as anna sudo -n xcally-agents export-csv --columns name --output /var/lib/agents.csv
      as anna sudo -n xcally-agents queue list --db /var/lib/own.db
      ls /var/lib
      echo "[real user, the file open to all]"
      chmod 0755 /var/lib/xcally-agents
      chmod 0666 /var/lib/xcally-agents/agents.db*
      chmod 0777 /var/lib/xcally-agents
      open="xcally-agents list --format names --db /var/lib/xcally-agents/agents.db"
      as bert $open
      as bert env SUDO_USER=anna SUDO_UID=7001 $open
      as dario env SUDO_USER=root SUDO_UID=0 $open
      echo "[root]"
      xcally-agents list --format names
      SUDO_USER=bert SUDO_UID=7002 xcally-agents list --format names
      SUDO_USER=bert SUDO_UID=7001 xcally-agents list --format names 2>&1 || echo "? $?"

      """)
    #expect(
      happened == """
        [bert] env SUDO_USER=anna SUDO_UID=7001 sudo -n xcally-agents operator list
        error: "operator list" is for admins, and bert is not one
        ? 77
        [bert] sudo -n SUDO_USER=anna SUDO_UID=7001 xcally-agents operator list
        sudo: sorry, you are not allowed to set the following environment variables: SUDO_USER, SUDO_UID
        ? 1
        [bert] sudo -n XCALLY_AGENTS_DB=/var/lib/own.db xcally-agents operator list
        sudo: sorry, you are not allowed to set the following environment variables: XCALLY_AGENTS_DB
        ? 1
        [bert] sudo -n xcally-agents list --db /var/lib/own.db
        error: "list" with a file, directory or database of choice is for admins when it runs as root through sudo, and bert is not one
        hint: leave it out, or write -: the shell's < and > read and write with your own rights
        ? 77
        [bert] sudo -n xcally-agents operator add bert --role admin --db /var/lib/own.db
        error: "operator add" with a file, directory or database of choice is for admins when it runs as root through sudo, and bert is not one
        hint: leave it out, or write -: the shell's < and > read and write with your own rights
        ? 77
        [dario] sudo -n xcally-agents settings set mailCommand /bin/sh --db /var/lib/own.db
        error: "settings set" with a file, directory or database of choice is for admins when it runs as root through sudo, and dario is not one
        hint: leave it out, or write -: the shell's < and > read and write with your own rights
        ? 77
        [dario] sudo -n xcally-agents import-csv /etc/shadow --db /var/lib/none.db
        error: "import-csv" with a file, directory or database of choice is for admins when it runs as root through sudo, and dario is not one
        hint: leave it out, or write -: the shell's < and > read and write with your own rights
        ? 77
        [bert] sudo -n xcally-agents export-csv --output /var/lib/agents.csv
        error: "export-csv" with a file, directory or database of choice is for admins when it runs as root through sudo, and bert is not one
        hint: leave it out, or write -: the shell's < and > read and write with your own rights
        ? 77
        [bert] sudo -n xcally-agents edit mrossi --alias x --asterisk-dir /var/lib/bert
        error: "edit" with a file, directory or database of choice is for admins when it runs as root through sudo, and bert is not one
        hint: leave it out, or write -: the shell's < and > read and write with your own rights
        ? 77
        [anna] sudo -n xcally-agents export-csv --columns name --output /var/lib/agents.csv
        [anna] sudo -n xcally-agents queue list --db /var/lib/own.db
        error: there is no database /var/lib/own.db
        hint: the first "xcally-agents create" makes it; --db names another
        ? 66
        agents.csv
        asterisk
        xcally-agents
        [real user, the file open to all]
        [bert] xcally-agents list --format names --db /var/lib/xcally-agents/agents.db
        mrossi
        [bert] env SUDO_USER=anna SUDO_UID=7001 xcally-agents list --format names --db /var/lib/xcally-agents/agents.db
        mrossi
        [dario] env SUDO_USER=root SUDO_UID=0 xcally-agents list --format names --db /var/lib/xcally-agents/agents.db
        error: dario is not an operator
        hint: an admin can add one: xcally-agents operator add dario --role user --queue CHANNEL:NAME
        ? 77
        [root]
        cverdi
        mrossi
        mrossi
        error: SUDO_USER and SUDO_UID do not name one account
        hint: run it through sudo, or as root without these variables
        ? 77

        """)
  }

  @Test(.enabled(if: Operator.isRoot, "accounts and namespaces belong to root"))
  func `limits of one's own do not stop a change, nor what is written down`() async throws {
    let happened = try await SudoMachine().happened(
      """
      as bert sh -c 'ulimit -S -f 0; exec sudo -n xcally-agents edit mrossi --alias low -q --no-apply'
      as bert sh -c 'ulimit -S -f 0; exec sudo -n xcally-agents settings set mailCommand /bin/sh'
      echo "[audit]"
      sqlite3 /var/lib/xcally-agents/agents.db "SELECT verb, changes FROM audit
        WHERE sudoUser = 'bert' ORDER BY id"

      """)
    #expect(
      happened == """
        [bert] sh -c ulimit -S -f 0; exec sudo -n xcally-agents edit mrossi --alias low -q --no-apply
        [bert] sh -c ulimit -S -f 0; exec sudo -n xcally-agents settings set mailCommand /bin/sh
        error: "settings set" is for admins, and bert is not one
        ? 77
        [audit]
        edit|{"alias":["","low"]}
        settings set|{"result":"not allowed","reason":"\\"settings set\\" is for admins, and bert is not one"}

        """)
  }

  /// Even a low limit on open files must leave enough for the audit row and the system's log.
  @Test(.enabled(if: Operator.isRoot, "accounts and namespaces belong to root"))
  func `no limit that bert sets keeps a refusal from being written down`() async throws {
    let happened = try await SudoMachine().happened(
      """
      for limit in "n 9" "n 10" "n 11" "n 12" "n 14" "f 0" "t 1"; do
        as bert sh -c "ulimit -$limit; exec sudo -n xcally-agents edit mrossi --set host=192.0.2.1"
      done
      word=$(printf '%060000d' 0 | sed 's/0/\u{301}/g')
      as bert sudo -n xcally-agents delete "a$word" -y | tail -n 1
      echo "[audit]"
      sqlite3 /var/lib/xcally-agents/agents.db "SELECT verb, count(*),
        max(length(CAST(object AS BLOB))) <= 1003 FROM audit WHERE sudoUser = 'bert' GROUP BY verb"

      """)
    // No answer is given if sudo itself cannot work under the limit, or if root cannot raise it.
    let lines = happened.split(separator: "\n")
    let refused = lines.count { $0 == "error: host is for admins to set, and bert is not one" }
    #expect(refused >= 1, "\(happened)")
    #expect(
      happened.hasSuffix("[audit]\ndelete|1|1\nedit|\(refused)|1\n"), "\(happened)")
  }
}
