internal import AgentsCommand
internal import Foundation
internal import TestSupport

/// A page of the manual, in mdoc(7).
struct ManualPage {
  /// `xcally-agents queue create`.
  let words: [String]
  let command: CommandSurface.Command
  /// Other pages and their sections, for "see also".
  let related: [String]
  /// The lines after `USAGE:` in the command's help.
  let usage: [String]

  var name: String { words.joined(separator: "-") }
  var fileName: String { name + ".1" }

  var text: String {
    var lines = [
      ".\\\" Made from the program by \"make docs\".",
      ".Dd \(Version.date)", ".Dt \(name.uppercased()) 1", ".Os \"xcally-agents \(Version.text)\"",
      ".Sh NAME", ".Nm \(name)", ".Nd \(Self.arguments(abstract))",
      ".Sh SYNOPSIS",
    ]
    lines += Array(usage.map { [Self.synopsis($0)] }.joined(separator: [".br"]))
    lines += [".Sh DESCRIPTION", Self.prose(command.abstract)]
    if let discussion = command.discussion { lines += Self.paragraphs(discussion) }
    lines += verbs + options
    lines += [".Sh ENVIRONMENT", ".Bl -tag -width Ds"]
    lines += [
      ".It Ev XCALLY_AGENTS_DB", "The database, where no", ".Fl -db", "names one.",
      ".It Ev NO_COLOR", "Set and not empty: no colour.", ".El",
    ]
    lines += Self.files
    lines += [".Sh EXIT STATUS", ".Bl -tag -width 130 -compact"]
    for status in ExitStatus.allCases {
      lines += [".It \(status.rawValue)", Self.prose(status.meaning)]
    }
    lines += [".El", ".Sh SEE ALSO"]
    lines += related.enumerated().map { index, page in
      ".Xr \(page)" + (index + 1 < related.count ? " ," : "")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var abstract: String {
    command.abstract.hasSuffix(".") ? String(command.abstract.dropLast()) : command.abstract
  }

  private var verbs: [String] {
    guard !command.verbs.isEmpty else { return [] }
    let items = command.verbs.flatMap {
      [".It Xr \(name)-\($0.commandName) 1", Self.prose($0.abstract)]
    }
    return [".Ss Verbs", ".Bl -tag -width Ds"] + items + [".El"]
  }

  /// The options under the titles of the help, in the same order.
  private var options: [String] {
    var titles: [String] = []
    var items: [String: [String]] = [:]
    for argument in command.arguments ?? [] where argument.shouldDisplay {
      let title = argument.kind == .positional ? "Arguments" : argument.sectionTitle ?? "Options"
      if items[title] == nil { titles.append(title) }
      items[title, default: []] += Self.item(argument)
    }
    // Options of every command come last.
    titles =
      titles.filter { $0 == "Arguments" }
      + titles.filter { !["Arguments", "Options"].contains($0) }
      + titles.filter { $0 == "Options" }
    return [".Sh OPTIONS"]
      + titles.flatMap { [".Ss \($0)", ".Bl -tag -width Ds"] + (items[$0] ?? []) + [".El"] }
  }

  private static func item(_ argument: CommandSurface.Argument) -> [String] {
    let value = argument.kind == .flag ? nil : argument.valueName
    let head: String
    if argument.kind == .positional {
      head = ".It Ar \(arguments(value ?? "word"))" + (argument.isRepeating ? " ..." : "")
    } else {
      let names = (argument.names ?? []).map { "Fl \($0.behindDash)" }.joined(separator: " , ")
      head = ".It " + names + (value.map { " Ar \(arguments($0))" } ?? "")
    }
    let byDefault = argument.defaultValue.map { " The default is \($0)." } ?? ""
    return [head, prose((argument.abstract ?? "") + byDefault)]
  }

  private static let files = [
    ".Sh FILES", ".Bl -tag -width Ds",
    ".It Pa /var/lib/xcally\\-agents/agents.db", "The database of root.",
    ".It Pa ~/.local/share/xcally\\-agents/agents.db",
    "The database of others; below", ".Ev XDG_DATA_HOME", "where that is set.",
    ".It Pa agents.db\\-avatars", "Pictures, beside the database.",
    ".It Pa /etc/asterisk/xcally",
    "The files written for Asterisk; the setting", ".Ic asteriskDir", "names another directory.",
    ".El",
  ]

  // MARK: - mdoc

  /// A usage line, with options in bold and placeholders in italics.
  private static func synopsis(_ line: String) -> String {
    escaped(line)
      .replacing(/(\\-\\-[a-z](?:[a-z]|\\-)*)/) { "\\fB\($0.output.1)\\fR" }
      .replacing(/\b[A-Z]{3,}\b|<[a-z]+>/) { "\\fI\($0.output)\\fR" }
      .replacing(/^xcally\\-agents((?: [a-z](?:[a-z]|\\-)*)*)/) { "\\fB\($0.output.0)\\fR" }
  }

  /// Indented lines are examples and keep their layout.
  ///
  /// Empty lines separate paragraphs.
  private static func paragraphs(_ text: String) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n\n") {
      var isExample = false
      lines.append(".Pp")
      for line in paragraph.split(separator: "\n") {
        if line.hasPrefix("  ") != isExample {
          isExample.toggle()
          if isExample, lines.last == ".Pp" { lines.removeLast() }
          lines.append(isExample ? ".Bd -literal -offset indent" : ".Ed")
        }
        lines.append(isExample ? escaped(line.dropFirst(2)) : prose(String(line)))
      }
      if isExample { lines.append(".Ed") }
    }
    return lines
  }

  /// Each sentence begins on a new line, as mdoc expects.
  private static func prose(_ text: String) -> String {
    escaped(text).replacing(/([.:?]\)?) (?=\p{Lu}|")/) { "\($0.output.1)\n" }
  }

  /// The text with everything escaped that mdoc would interpret.
  private static func escaped(_ text: some StringProtocol) -> String {
    let line = text.reduce(into: "") { line, character in
      switch character {
      case "\\": line += "\\e"
      case "-": line += "\\-"
      case "'": line += "\\(aq"
      case "`": line += "\\(ga"
      case "^": line += "\\(ha"
      case "~": line += "\\(ti"
      default: line.append(character)
      }
    }
    return line.hasPrefix(".") ? "\\&" + line : line
  }

  /// Words after a macro.
  ///
  /// Quotes would split them, and some words are macros themselves.
  private static func arguments(_ text: String) -> String {
    escaped(text).replacing("\"", with: "\\(dq").split(separator: " ")
      .map { $0.contains(/^[A-Z][a-z]?[a-z]?$/) || $0.count == 1 ? "\\&\($0)" : String($0) }
      .joined(separator: " ")
  }
}
