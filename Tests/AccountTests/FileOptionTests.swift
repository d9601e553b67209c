internal import AgentsCommand
internal import AgentsSystem
internal import TestSupport
internal import Testing

/// Options that name files, given by an account for which the program runs as root through sudo(8).
///
/// The account owns the working directory, in which `-` is a link.
@Suite(.enabled(if: Operator.isRoot, "accounts and namespaces belong to root"))
struct FileOptionTests {
  /// Words that complete a command.
  ///
  /// All other commands take the name of an agent.
  private static let words = [
    "create": "new --full-name N --email n@example.com", "list": "", "edit": "mrossi --alias x",
    "delete": "mrossi -y", "export-csv": "", "import-csv": "-", "queue create": "voice:new",
    "reset-password complete": "--token-file -", "queue list": "", "queue show": "voice:sales",
    "queue edit": "voice:sales --strategy random", "queue delete": "voice:sales -y",
    "add-to-queue": "mrossi --queue voice:sales", "remove-from-queue": "mrossi --queue voice:sales",
    "add-to-team": "mrossi --team night", "remove-from-team": "mrossi --team night",
    "add-to-profile": "mrossi --profile day", "remove-from-profile": "mrossi --profile day",
    "team create": "late", "team list": "", "team show": "night", "team delete": "night -y",
    "profile create": "late", "profile list": "", "profile show": "day",
    "profile delete": "day -y", "telephone create": "desk --full-name D", "telephone list": "",
    "telephone show": "mrossi", "telephone rename": "mrossi desk",
    "telephone edit": "mrossi --full-name M",
    "telephone delete": "mrossi -y", "logs list": "", "logs prune": "--older-than 1d",
    "logs bundle": "mrossi --output -", "capacity": "mrossi --channel chat", "operator list": "",
    "operator add": "dario --role user", "operator edit": "bert --permission full",
    "operator remove": "bert", "audit list": "", "audit show": "1", "audit verify": "",
    "audit prune": "--before 2020-01-01 -y", "settings list": "", "settings get": "sipRealm",
    "settings set": "minInternal 2000", "settings unset": "minInternal",
    "undo": "", "audit runs": "", "move": "--from voice:sales --to voice:night",
    "queue rename": "voice:sales voice:orders", "team rename": "night late",
    "profile rename": "day late", "apply": "", "status": "", "doctor": "", "diff": "",
    "centre export": "", "centre diff": "-", "centre apply": "-",
    "logon": "mrossi --telephone desk",
  ]

  /// The words of a command without the option under test.
  private static func words(of place: CommandSurface.Place) -> String {
    let verb = place.verb.joined(separator: " ")
    return switch (verb, place.word) {
    case ("reset-password complete", "--token-file"), ("import-csv", "import-csv FILE"),
      ("capacity", "--simulate"), ("adopt", "adopt DIRECTORY"), ("backup", "backup FILE"),
      ("restore-backup", "restore-backup FILE"), ("centre diff", "centre diff FILE"),
      ("centre apply", "centre apply FILE"):
      ""
    case ("logs bundle", "--output"): "mrossi"
    case ("backup", _): "/var/lib/desk/b.db"
    case ("restore-backup", _): "/var/lib/desk/b.db -y"
    case (_, "--names-from") where verb != "edit":
      (words[verb] ?? "").split(separator: " ").filter { $0 != "mrossi" }.joined(separator: " ")
    case ("edit", "--names-from"): "--alias x"
    case ("import-csv", "--rejects"): "- --keep-going"
    case ("adopt", _): "/var/lib/asterisk"
    default: words[verb] ?? "mrossi"
    }
  }

  private static func isStream(_ place: CommandSurface.Place) -> Bool {
    FileOption(rawValue: place.word)?.stream != nil
  }

  private static func line(_ place: CommandSurface.Place, _ file: String) -> String {
    let option = place.argument.kind == .option ? "\(place.word) \(file)" : file
    return "\(place.verb.joined(separator: " ")) \(words(of: place)) \(option)"
  }

  /// Every trace that a run could leave on root's files.
  ///
  /// Reading shows in the access time.
  private static let preparation = """
    xcally-agents operator edit bert --permission full -q
    xcally-agents settings set clientLogDir /var/lib/client -q --no-apply
    mkdir -p /var/lib/client/agent-mrossi
    echo '[2026-01-01 08:00:00] [INFO] start' >/var/lib/client/agent-mrossi/client.log
    mkdir -m 0755 /var/lib/desk
    chown bert /var/lib/desk
    cp picture /var/lib/precious
    echo canary >>/var/lib/precious
    mkfifo -m 0600 /var/lib/pipe
    touch -a -d @1 /var/lib/precious
    chmod 0600 /var/lib/precious
    out=$PWD/out
    mkdir $out
    cp -a /var/lib/xcally-agents saved
    cp -a /var/lib/asterisk asterisk
    saved=$PWD
    cd /var/lib/desk
    # Each run finds the centre as it was.
    renew() {
      rm -rf /var/lib/xcally-agents /var/lib/asterisk
      cp -a $saved/saved /var/lib/xcally-agents
      cp -a $saved/asterisk /var/lib/asterisk
    }
    look() { stat -c '%i %s %a %u %X %Y' /var/lib/precious /var/lib/pipe; ls /var/lib; stat -c '%N' /var/lib/desk/*; }
    run() { who=$1; shift; timeout 20 runuser -u $who -- sudo -n xcally-agents "$@" 2>&1 >$out/data && echo "? 0" || echo "? $?"; }
    changed() { [ "$before" = "$(look)" ] || { echo "CHANGED: $*"; look; before=$(look); }; }

    """

  /// The smallest PNG.
  private static let picture = "\u{89}PNG\r\n\u{1a}\n"

  private func machine() throws -> SudoMachine {
    let machine = try SudoMachine()
    try machine.scratch.write(Self.picture, to: "picture")
    return machine
  }

  @Test func `a dash is never a file`() async throws {
    let places = try await CommandSurface.ofProgram().filePlaces
    #expect(places.count > 100)
    var session = Self.preparation
    for place in places {
      let line = Self.line(place, "-")
      // The message must be the same whatever the target of the link is: a file, nothing, a pipe without a writer.
      // For a word that is refused, one target is enough.
      let targets = Self.isStream(place) ? "precious nowhere pipe" : "precious"
      session += """
        rm -f $out/*
        for target in \(targets); do
          ln -sfn ../$target -- -
          before=$(look)
          for who in bert anna; do
            renew
            run $who \(line) </dev/null >$out/$who.$target
            changed $who "\(line)"
          done
        done
        for who in bert anna; do
          for answer in $out/$who.*; do
            cmp -s $out/$who.precious $answer || { echo "REVEALED: \(line)"; cat $answer; }
          done
        done
        grep -l canary $out/* && echo "CANARY: \(line)"
        echo "$(tail -n 1 $out/bert.precious) $(tail -n 1 $out/anna.precious) \(line)"

        """
    }
    let lines = try await machine().happened(session).split(separator: "\n")
    #expect(lines.filter { !$0.hasPrefix("? ") } == [])
    #expect(lines.count == places.count)
    for (line, place) in zip(lines, places) {
      // `-` is refused where it is not a stream, before any permission is checked; elsewhere its form is accepted.
      #expect(line.hasPrefix("? 64 ? 64 ") != Self.isStream(place), "\(line)")
    }
  }

  @Test func `no file is opened for who is no admin, whatever it is called`() async throws {
    let places = try await CommandSurface.ofProgram().filePlaces
    var session = Self.preparation + "ln -s ../precious -- -\n"
    for place in places {
      let isCommon = ["--db", "--asterisk-dir"].contains(place.word)
      let files = isCommon ? "$PWD/-" : "./- /var/lib/precious /var/lib/pipe /dev/stdin /dev/fd/0"
      session += """
        for file in \(files); do
          before=$(look)
          renew
          run bert \(Self.line(place, "$file")) <../precious >$out/bert
          changed "\(Self.line(place, "$file"))"
          echo "$(tail -n 1 $out/bert) $(cat $out/bert $out/data | grep -c canary) \(Self.line(place, "$file"))"
        done

        """
    }
    let lines = try await machine().happened(session).split(separator: "\n")
    #expect(lines.count > places.count)
    #expect(lines.filter { !$0.hasPrefix("? 77 0 ") } == [])
  }

  @Test func `a database of choice is not even looked for`() async throws {
    let happened = try await machine().happened(
      """
      mkdir -m 0700 /var/lib/private
      ln -s loop /var/lib/private/loop
      ln -s /var/lib/xcally-agents/agents.db /var/lib/private/own
      long=$(printf '%0300d' 0)
      for file in none loop loop/below own $long; do
        runuser -u bert -- sudo -n xcally-agents list --db /var/lib/private/$file 2>&1 || echo "? $?"
      done | sort | uniq -c

      """)
    #expect(
      happened == """
              5 ? 77
              5 error: "list" with a file, directory or database of choice is for admins when it runs as root through sudo, and bert is not one
              5 hint: leave it out, or write -: the shell's < and > read and write with your own rights

        """)
  }
}
