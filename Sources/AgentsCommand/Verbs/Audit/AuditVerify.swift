internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct AuditVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check that no row of the audit trail was touched.",
    usage: "xcally-agents audit verify [--head HASH] [options]",
    discussion: """
      Ends with 0 when every row is as it was written, and with 1 when one was edited,
      removed or moved, naming the first. Who can write the database can write a whole
      new chain: keep the head that this prints somewhere else, and give it next time.

        $ xcally-agents audit verify
        $ xcally-agents audit verify --head "$(cat /mnt/elsewhere/head)" --quiet
        $ xcally-agents audit verify --format names >/mnt/elsewhere/head
      """)

  @Option(help: ArgumentHelp("An earlier head, which must be there.", valueName: "hash"))
  var head: String?
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard let head else { return }
    guard head.utf8.count == 64, head.allSatisfy(\.isHexDigit) else {
      throw ValidationError(
        "'--head' takes 64 hexadecimal digits, as \"audit verify\" prints them.")
    }
  }

  func run() throws {
    let verdict = try store.centre().verifyAudit(head: head?.lowercased())
    try Presenter(output).answer(Answer(verdict))
    guard verdict.finding == nil else { throw ExitStatus.differs }
  }
}
