internal import AgentsSystem
internal import Testing

/// Which files get secrets under sudo(8), where root writes for a person.
struct SudoSecretTests {
  /// Two owners are accepted, root and the person who called sudo, if nobody else can read the file.
  @Test(.enabled(if: Operator.isRoot, "accounts and namespaces belong to root"))
  func `secrets go into files of root's or of the person's own`() async throws {
    let happened = try await SudoMachine().happened(
      """
      export_to() { as anna sudo -n xcally-agents export-csv --with-secrets --columns name --output $1; }
      mkdir -m 777 /var/lib/share
      cd /var/lib/share
      export_to new.csv
      export_to new.csv
      for who in anna bert; do
        (umask 077; echo old >$who.csv)
        chown $who: $who.csv
        export_to $who.csv
      done
      runuser -u bert -- ln -s /var/lib/share/new.csv link.csv
      export_to link.csv
      chmod 604 anna.csv
      export_to anna.csv
      stat -c '%n %a %U' *.csv
      echo "[root]"
      (umask 077; echo old >own.csv)
      chown anna: own.csv
      xcally-agents export-csv --with-secrets --output own.csv 2>&1 || echo "? $?"
      SUDO_USER=bert SUDO_UID=7001 xcally-agents export-csv --with-secrets --output own.csv 2>&1 || echo "? $?"
      cat own.csv bert.csv

      """)
    #expect(
      happened == """
        [anna] sudo -n xcally-agents export-csv --with-secrets --columns name --output new.csv
        [anna] sudo -n xcally-agents export-csv --with-secrets --columns name --output new.csv
        [anna] sudo -n xcally-agents export-csv --with-secrets --columns name --output anna.csv
        [anna] sudo -n xcally-agents export-csv --with-secrets --columns name --output bert.csv
        error: bert.csv belongs to another user (uid 7002), so no secret is written to it
        hint: name another file, or remove this one
        ? 77
        [anna] sudo -n xcally-agents export-csv --with-secrets --columns name --output link.csv
        error: link.csv is a symbolic link, so no secret is written to it
        hint: name another file, or remove this one
        ? 77
        [anna] sudo -n xcally-agents export-csv --with-secrets --columns name --output anna.csv
        error: others may use anna.csv (mode 0604), so no secret is written to it
        hint: chmod 600 anna.csv
        ? 77
        anna.csv 604 anna
        bert.csv 600 bert
        link.csv 777 bert
        new.csv 600 root
        [root]
        error: own.csv belongs to another user (uid 7001), so no secret is written to it
        hint: name another file, or remove this one
        ? 77
        error: SUDO_USER and SUDO_UID do not name one account
        hint: run it through sudo, or as root without these variables
        ? 77
        old
        old

        """)
  }
}
