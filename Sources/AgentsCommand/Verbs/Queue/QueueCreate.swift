internal import Agents
internal import ArgumentParser

struct QueueCreate: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Create a queue.",
    usage: "xcally-agents queue create CHANNEL:NAME [options]",
    discussion: """
      Channels: voice, chat, mail, sms, openchannel, fax, whatsapp. Voice queues have
      the strategies of Asterisk, ringall first; the others beepall, rrmemory and
      leastrecent.

        $ xcally-agents queue create voice:sales --strategy rrmemory --weight 5
        $ xcally-agents queue create voice:vip --timeout 15 --maxlen 20 --joinempty strict
        $ xcally-agents queue create chat:help --team Support --if-not-exists
      """)

  @Argument(help: "CHANNEL:NAME; of voice: letters, digits, \"_\" and \"-\".") var queue: String
  @OptionGroup(title: "Fields") var fields: QueueFieldOptions
  @Flag(help: "Leave a queue of that name as it is.") var ifNotExists = false
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let (name, edit) = try fields.edit(of: queue)
    let report = try await store.centre().create(
      name, edit, skipsExisting: ifNotExists, change.mode)
    try Presenter(output).finish("queue", report)
  }
}
