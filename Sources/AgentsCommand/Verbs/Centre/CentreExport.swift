internal import Agents
internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

struct CentreExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the whole centre as YAML.",
    usage: "xcally-agents centre export [--output FILE] [--with-secrets]",
    discussion: """
      Passwords and PINs are in the file only with --with-secrets: as hashes, digests
      and PINs. FILE is replaced as a whole or not at all, and keeps its owner and mode.

        $ xcally-agents centre export
        $ xcally-agents centre export --output centre.yaml
        $ xcally-agents centre export --with-secrets --output private.yaml
      """)

  @Option(
    help: ArgumentHelp("Replace this file (default: -, standard output).", valueName: "file"),
    completion: .file(), transform: FileOption.output.word)
  var output: FileWord?
  @Flag(help: "Also PINs, password hashes and SIP digests; needs --output.")
  var withSecrets = false
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard output?.path != nil || !withSecrets else {
      throw ValidationError("'--with-secrets' needs '--output': a pipe or screen is not private.")
    }
  }

  func run() throws {
    let path = output?.path
    let centre = store.centre(files: withSecrets ? [] : [output])
    try centre.exportState(withSecrets: withSecrets, to: path?.string ?? "") { bytes in
      if withSecrets, let path { try PrivateFile.check(path) }
      try ExportTarget(path: path, isPrivate: withSecrets).write { try $0(bytes) }
    }
  }
}
