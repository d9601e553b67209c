internal import Foundation

/// The whole command line, as `--experimental-dump-help` describes it.
package struct CommandSurface: Decodable {
  package let command: Command

  package struct Command: Decodable {
    package let commandName: String
    package let abstract: String
    package let discussion: String?
    package let subcommands: [Command]?
    package let arguments: [Argument]?

    /// The subcommands, without "help", which the parser adds.
    package var verbs: [Command] { (subcommands ?? []).filter { $0.commandName != "help" } }
  }

  package struct Argument: Decodable {
    package let kind: Kind
    package let names: [Name]?
    package let valueName: String?
    package let abstract: String?
    package let defaultValue: String?
    package let sectionTitle: String?
    package let shouldDisplay: Bool
    package let isRepeating: Bool
    package let completionKind: CompletionKind?

    package enum Kind: String, Decodable {
      case positional, option, flag
    }
  }

  package struct Name: Decodable {
    package let kind: String
    package let name: String

    /// The name after the dash that mdoc writes.
    package var behindDash: String { kind == "long" ? "-\(name)" : name }
  }

  /// The kind of words that the shell offers: the first key of an object.
  package struct CompletionKind: Decodable {
    private struct Key: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    package let word: String

    package init(from decoder: any Decoder) throws {
      word = try decoder.container(keyedBy: Key.self).allKeys.first?.stringValue ?? ""
    }
  }

  /// The surface of the built binary.
  package static func ofProgram() async throws -> CommandSurface {
    let dump = try await Program.run(["--experimental-dump-help"], in: Scratch()).output
    return try JSONDecoder().decode(CommandSurface.self, from: Data(dump.utf8))
  }

  /// A command with one of its options or arguments.
  package struct Place {
    /// The words of the command, without the program's name.
    package let verb: [String]
    package let argument: Argument

    /// `--output`; for an argument the command too, `import-csv FILE`.
    package var word: String {
      argument.names?.first { $0.kind == "long" }.map { "--\($0.name)" }
        ?? (verb + [(argument.valueName ?? "word").uppercased()]).joined(separator: " ")
    }
  }

  /// All options and arguments that name a file or directory, as their completion or the name of their value tells.
  package var filePlaces: [Place] {
    places(command, []).filter { place in
      let value = (place.argument.valueName ?? "").lowercased()
      return ["file", "directory"].contains(place.argument.completionKind?.word)
        || ["file", "dir", "path"].contains { value.contains($0) }
    }
  }

  private func places(_ command: Command, _ verb: [String]) -> [Place] {
    (command.arguments ?? []).filter { $0.kind != .flag }.map { Place(verb: verb, argument: $0) }
      + command.verbs.flatMap { places($0, verb + [$0.commandName]) }
  }
}
