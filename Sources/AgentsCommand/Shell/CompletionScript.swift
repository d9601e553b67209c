internal import ArgumentParser

/// The completion script for a shell: the parser's script, corrected.
struct CompletionScript {
  private let shell: CompletionShell

  /// - Parameter arguments: those of the program; nil unless they ask for a script.
  init?(_ arguments: ArraySlice<String>) {
    let words = arguments.flatMap { $0.split(separator: "=", maxSplits: 1).map(String.init) }
    guard words.first == "--generate-completion-script", words.count <= 2,
      let shell = words.count == 2
        ? CompletionShell(rawValue: words[1]) : CompletionShell.autodetected()
    else { return nil }
    self.shell = shell
  }

  var text: String {
    let script = XcallyAgents.completionScript(for: shell)
    return switch shell {
    case .bash: script + "\n" + Self.bash
    case .zsh:
      // The last lines call the functions above them.
      script.replacing("if [[ \"${funcstack[1]}\"", with: Self.zsh + "if [[ \"${funcstack[1]}\"")
        + "\n"
    default: script + "\n" + Self.fish
    }
  }

  /// bash splits words at "=" and ":" and replaces only the part after them.
  ///
  /// `compgen -W` would expand
  /// a name, and so run commands in it.
  private static let bash = #"""

    __xcally-agents_add_completions() {
        local completion
        if [[ "${1}" != -W ]]; then
            compopt -o filenames
            while IFS='' read -r completion; do
                COMPREPLY+=("${completion}")
            done < <(compgen "${@}" -- "${cur}")
            return
        fi
        while IFS='' read -r completion; do
            [[ -n "${completion}" && "${completion}" == "${cur#[\'\"]}"* ]] && COMPREPLY+=("${completion}")
        done <<< "${2}"
    }

    # Joins what bash has split, completes, and takes off what stands before the split.
    __xcally-agents_joined() {
        local line="${COMP_LINE}" piece before='' head=''
        local -a words=()
        local -i index last=-1 current=0
        for index in "${!COMP_WORDS[@]}"; do
            piece="${COMP_WORDS[index]}"
            if ((last >= 0)) && [[ "${line}" != [[:blank:]]* && ("${piece}" == [=:]* || "${before}" == *[=:]) ]]; then
                ((index == COMP_CWORD)) && head="${words[last]}"
                words[last]+="${piece}"
            else
                words[++last]="${piece}"
            fi
            if ((index == COMP_CWORD)); then
                current=last
                [[ "${piece}" == [=:]* ]] && head+="${piece}"
            fi
            line="${line#"${line%%[![:blank:]]*}"}"
            line="${line#"${piece}"}"
            before="${piece}"
        done
        local -a COMP_WORDS=("${words[@]}")
        local -i COMP_CWORD=current
        _xcally-agents "${1}" "${head}${2}" "${words[current - 1]}"
        # The parser's function would leave its trap to every function behind it.
        trap - RETURN
        COMPREPLY=("${COMPREPLY[@]#"${head}"}")
        # A key is not the end of a word.
        if [[ "${#COMPREPLY[@]}" -eq 1 && "${COMPREPLY[0]}" == *= ]]; then compopt -o nospace; fi
    }

    complete -F __xcally-agents_joined xcally-agents

    """#

  /// The parser's function treats text after a colon as a description, and puts a blank after keys.
  private static let zsh = #"""
    __xcally-agents_complete() {
        local -a keys=("${(@M)@:#*=}") others=("${(@)@:#*=}")
        local -i ret=1
        (( ${#keys} )) && compadd -S '' -- "${keys[@]}" && ret=0
        (( ${#others} )) && compadd -- "${others[@]}" && ret=0
        return "${ret}"
    }


    """#

  /// We ignore where in the word the cursor is; `complete -C` cannot tell it anyway.
  private static let fish = #"""

    function __xcally-agents_tokens
        if test "$argv[1]" = -tC
            echo 0
        else if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
            commandline --tokens-raw $argv
        else
            commandline -o $argv
        end
    end

    """#
}
