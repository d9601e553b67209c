internal import TestSupport

/// An interactive shell on a terminal, in which somebody types lines and presses TAB after each.
struct TypedShell {
  /// The result for one line.
  struct Answer {
    var line: String
    /// The words that the completion offered to the shell, sorted, each once.
    var offered: [String]
  }

  /// The command that starts it without personal settings.
  private let command: String
  /// A script that loads the completions and writes the words they offer into the file `answers`.
  ///
  /// Ctrl-T adds the line.
  private let setup: String

  static let bash = TypedShell(
    command: "bash --norc --noprofile -i",
    setup: #"""
      bind 'set bell-style none'
      source /usr/share/bash-completion/bash_completion
      _completion_loader xcally-agents
      spy() { __xcally-agents_joined "$@"; offered=("${COMPREPLY[@]}"); }
      complete -F spy xcally-agents
      report() {
          printf 'offer %s\n' "${offered[@]}" >> answers
          printf 'line %s\n' "$READLINE_LINE" >> answers
          offered=()
          printf '[reported]'
      }
      bind -x '"\C-t": report'
      """#)

  static let zsh = TypedShell(
    command: "zsh -f -i",
    setup: #"""
      fpath=("$SHARE/zsh/site-functions" $fpath)
      autoload -Uz compinit
      compinit -D -u
      setopt no_beep no_auto_list
      compadd() {
          local -a _offered
          # With -D or -O zsh only asks; after that, the words may be gone.
          if [[ -z "${(M)@:#-[DOA]}" ]]; then
              builtin compadd -O _offered "$@"
              (( $#_offered )) && printf 'offer %s\n' "${_offered[@]}" >> answers
          fi
          builtin compadd "$@"
      }
      report() {
          printf 'line %s\n' "$BUFFER" >> answers
          printf '[reported]' > /dev/tty
      }
      zle -N report
      bindkey '^T' report
      """#)

  /// Types each line and TAB at a new shell.
  ///
  /// - Parameters:
  ///   - lines: the lines to type.
  ///   - scratch: the working directory.
  ///   - share: where completions are installed, as in `/usr/share`.
  func answers(to lines: [String], in scratch: Scratch, share: String) async throws -> [Answer] {
    try scratch.write(setup, to: "setup")
    let result = try await PseudoTerminal().session(
      command, in: scratch,
      environment: ["TERM": "dumb", "SHARE": share, "XDG_DATA_DIRS": share]
    ) { terminal in
      // Before the shell shows its prompt, the terminal itself would handle the keys.
      try terminal.type("source ./setup; PS1='rea''dy> '\n")
      var shown = try terminal.shown(upTo: "ready> ")
      for line in lines {
        // TAB, the report, and an empty line again.
        try terminal.type(line + "\t\u{14}\u{15}")
        shown += try terminal.shown(upTo: "[reported]")
      }
      try terminal.type("exit\n")
      return shown
    }
    guard result.status == 0 else { throw Failure(result: result) }
    return try noted(in: scratch)
  }

  struct Failure: Error {
    let result: Program.Result
  }

  private func noted(in scratch: Scratch) throws -> [Answer] {
    var answers: [Answer] = []
    var offered: Set<String> = []
    for note in try scratch.contents("answers").split(separator: "\n") {
      if let line = note.wholeMatch(of: /line (.*)/)?.output.1 {
        answers.append(Answer(line: String(line), offered: offered.sorted()))
        offered = []
      } else if let word = note.wholeMatch(of: /offer (.+)/)?.output.1 {
        offered.insert(String(word))
      }
    }
    return answers
  }
}
