internal import AgentsSystem
internal import TestSupport
internal import Testing

/// Programs and variables of a caller who became root.
///
/// Here only the program itself protects against them.
@Suite(.enabled(if: Operator.isRoot, "accounts and namespaces belong to root"))
struct ElevationTests {
  /// A sudoers file that keeps the environment and the search path.
  private static let sudoers = """
    %xcally ALL = (root) NOPASSWD:SETENV: /usr/local/bin/xcally-agents
    Defaults !env_reset

    """

  /// Programs of bert that come first in his search path and report the environment they get.
  private static let preparation = """
    echo '@includedir /etc/sudoers.d' >sudoers
    mount --bind sudoers /etc/sudoers
    mkdir -m 0755 /var/lib/evil
    mkdir -m 0777 /var/lib/told
    cd /var/lib/evil
    for program in asterisk mailer sh bash sendmail msmtp pager less env id swift-backtrace; do
      printf '#!/bin/sh\\n/usr/bin/id -un >>/var/lib/evil/ran\\n' >$program
      chmod 0755 $program
    done
    chown -R bert .
    mount -t tmpfs -o mode=0755 tmpfs /usr/local/sbin
    for program in asterisk mailer; do
      printf '#!/bin/sh\\n{ pwd; /usr/bin/env | /usr/bin/sort; } >/var/lib/told/%s\\n' $program \\
        >/usr/local/sbin/$program
      chmod 0755 /usr/local/sbin/$program
    done
    xcally-agents settings set mailCommand "/usr/local/sbin/mailer -C mailrc" -q
    xcally-agents settings set mailFrom desk@example.com -q
    xcally-agents settings set resetUrl https://desk.example.com/ -q
    rm -f /var/lib/told/*
    hostile() {
      /usr/bin/env PATH=/var/lib/evil:.: HOME=/var/lib/evil XDG_DATA_HOME=/var/lib/evil \\
        TMPDIR=/var/lib/evil SQLITE_TMPDIR=/var/lib/evil PAGER=/var/lib/evil/pager TZ=:/etc/shadow \\
        BASH_ENV=/var/lib/evil/sh ENV=/var/lib/evil/sh LOCPATH=/var/lib/evil TERM=dumb \\
        ${more-} "$@"
    }
    as() {
      who=$1; shift; echo "[$who] $*"
      hostile /usr/sbin/runuser -u "$who" -- "$@" 2>&1 || echo "? $?"
    }
    told() { for file in /var/lib/told/*; do echo "[${file##*/}]"; cat $file; done; rm -f /var/lib/told/*; }

    """

  /// The environment that a program gets, without variables of the shell such as `_`.
  private static let minimal = """
    /
    HOME=/root
    LANG=C.UTF-8
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
    PWD=/
    """

  @Test func `through sudo the programs are those of the system`() async throws {
    let happened = try await SudoMachine(sudoers: Self.sudoers).happened(
      Self.preparation + """
        more=SWIFT_BACKTRACE=enable=yes,swift-backtrace=/var/lib/evil/swift-backtrace
        as bert /usr/bin/sudo -n /usr/local/bin/xcally-agents disable mrossi -q
        as bert /usr/bin/sudo -n /usr/local/bin/xcally-agents enable mrossi
        as bert /usr/bin/sudo -n /usr/local/bin/xcally-agents invite mrossi
        as bert /usr/bin/env --ignore-signal=CHLD /usr/bin/sudo -n /usr/local/bin/xcally-agents invite mrossi
        told | grep -v ^_=
        ls /var/lib/evil | grep ran || echo "nothing of bert's ran"
        as bert /usr/bin/sudo -n XCALLY_AGENTS_DB=own.db /usr/local/bin/xcally-agents settings list
        ls /var/lib/evil | grep -c own.db || true
        echo "[root, by its own choice]"
        PATH=/var/lib/evil:$PATH xcally-agents disable mrossi -q
        sort -u /var/lib/evil/ran

        """)
    #expect(
      happened == """
        [bert] /usr/bin/sudo -n /usr/local/bin/xcally-agents disable mrossi -q
        [bert] /usr/bin/sudo -n /usr/local/bin/xcally-agents enable mrossi
        mrossi: changed disabled
        note: no phone works before Asterisk's sip.conf includes ours: "xcally-agents status" shows the line
        [bert] /usr/bin/sudo -n /usr/local/bin/xcally-agents invite mrossi
        mrossi: mail sent
        [bert] /usr/bin/env --ignore-signal=CHLD /usr/bin/sudo -n /usr/local/bin/xcally-agents invite mrossi
        mrossi: mail sent
        [asterisk]
        \(Self.minimal)
        [mailer]
        \(Self.minimal)
        nothing of bert's ran
        [bert] /usr/bin/sudo -n XCALLY_AGENTS_DB=own.db /usr/local/bin/xcally-agents settings list
        error: "settings" with a file, directory or database of choice is for admins when it runs as root through sudo, and bert is not one
        hint: leave it out, or write -: the shell's < and > read and write with your own rights
        ? 77
        0
        [root, by its own choice]
        root

        """)
  }

  @Test func `by a set-id bit the programs are those of the system, and files are not of choice`()
    async throws
  {
    let happened = try await SudoMachine(sudoers: Self.sudoers).happened(
      Self.preparation + """
        cp /usr/local/bin/xcally-agents /usr/local/bin/set-id
        chmod 4755 /usr/local/bin/set-id
        as bert /usr/local/bin/set-id disable mrossi -q
        as bert /usr/local/bin/set-id enable mrossi
        as bert /usr/local/bin/set-id invite mrossi
        told | grep -v ^_=
        as bert /usr/local/bin/set-id settings set mailCommand /var/lib/evil/mailer --db own.db
        as bert /usr/bin/env XCALLY_AGENTS_DB=own.db /usr/local/bin/set-id settings list
        as bert /usr/local/bin/set-id export-csv --output /var/lib/evil/agents.csv
        as dario /usr/local/bin/set-id list
        ls /var/lib/evil | grep -e ran -e own.db -e agents.csv || echo "nothing of bert's ran"

        """)
    #expect(
      happened == """
        [bert] /usr/local/bin/set-id disable mrossi -q
        [bert] /usr/local/bin/set-id enable mrossi
        mrossi: changed disabled
        note: no phone works before Asterisk's sip.conf includes ours: "xcally-agents status" shows the line
        [bert] /usr/local/bin/set-id invite mrossi
        mrossi: mail sent
        [asterisk]
        \(Self.minimal)
        [mailer]
        \(Self.minimal)
        [bert] /usr/local/bin/set-id settings set mailCommand /var/lib/evil/mailer --db own.db
        error: "settings set" with a file, directory or database of choice is for admins when it runs as root through sudo, and bert is not one
        hint: leave it out, or write -: the shell's < and > read and write with your own rights
        ? 77
        [bert] /usr/bin/env XCALLY_AGENTS_DB=own.db /usr/local/bin/set-id settings list
        error: "settings" with a file, directory or database of choice is for admins when it runs as root through sudo, and bert is not one
        hint: leave it out, or write -: the shell's < and > read and write with your own rights
        ? 77
        [bert] /usr/local/bin/set-id export-csv --output /var/lib/evil/agents.csv
        error: "export-csv" with a file, directory or database of choice is for admins when it runs as root through sudo, and bert is not one
        hint: leave it out, or write -: the shell's < and > read and write with your own rights
        ? 77
        [dario] /usr/local/bin/set-id list
        error: dario is not an operator
        hint: an admin can add one: xcally-agents operator add dario --role user --queue CHANNEL:NAME
        ? 77
        nothing of bert's ran

        """)
  }
}
