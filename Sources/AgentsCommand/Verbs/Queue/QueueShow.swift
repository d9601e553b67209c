internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct QueueShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show queues with their members, and where these come from.",
    usage: "xcally-agents queue show CHANNEL:NAME... [options]",
    discussion: """
      A member is in the queue itself (direct), or a team brings it. Who is not active
      is disabled and gets no calls, or is locked and gets no chats.

        $ xcally-agents queue show voice:sales
        $ xcally-agents queue show voice:sales --format csv
      """)

  @Argument(
    help: "CHANNEL:NAME.",
    completion: Completions.queues)
  var queues: [String]
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws {
    let names = try collecting(queues) { (words) throws(Finding) in try QueueName(words) }
    let sheets = try store.centre().queues(names)
    try Presenter(output).show(Answer(sheets, output.color))
  }
}

extension Answer {
  private static let columns = [
    Column(key: "name"), Column(key: "fullname"), Column(key: "penalty", isNumber: true),
    Column(key: "source"), Column(key: "active"),
  ]

  fileprivate init(_ sheets: [QueueSheet], _ color: ColorChoice) {
    // One row for each member of each queue.
    let members = sheets.flatMap { sheet in
      sheet.members.map { [.string(sheet.queue.name.text)] + $0.cells }
    }
    self.init([], Rows([Column(key: "queue")] + Self.columns, members))
    names = Rows(Self.columns, members.map { Array($0.dropFirst()) })
    (document, isDocumentInLines) = (.objects(sheets.map(Self.object)), true)
    lines = sheets.enumerated().flatMap { index, sheet in
      (index > 0 ? [Line("").kept] : []) + Self.lines(sheet, color)
    }
  }

  private static func lines(_ sheet: QueueSheet, _ color: ColorChoice) -> [Line] {
    let values = [
      ("strategy", sheet.queue.strategy.rawValue), ("weight", sheet.queue.weight.text),
      ("teams", sheet.teams), ("members", String(sheet.members.count)),
    ]
    let head =
      [Line(sheet.queue.name.text, .heading)] + values.map { .pair($0, $1, width: 8) }
      + sheet.kept.map { .pair($0, width: 8) }
    let table = Line.table(Rows(columns, sheet.members.map(\.cells)), color)
    return (head + (table.isEmpty ? [] : [Line("")] + table)).map(\.kept)
  }

  private static func object(_ sheet: QueueSheet) -> JSON {
    .object([
      ("queue", .string(sheet.queue.name.text)),
      ("strategy", .string(sheet.queue.strategy.rawValue)),
      ("weight", .number(sheet.queue.weight.value)), ("teams", JSON(sheet.teams, .list([]))),
      ("kept", JSON(sheet.kept)),
      ("members", .array(Rows(columns, sheet.members.map(\.cells)).objects)),
    ])
  }
}

extension QueueMember {
  fileprivate var cells: [JSON] {
    [
      .string(name), .string(fullname), .number(penalty), .array(sources.map(JSON.string)),
      .bool(isActive),
    ]
  }
}
