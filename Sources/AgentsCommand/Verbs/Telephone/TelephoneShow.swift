internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct TelephoneShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show telephones with all their fields.",
    usage: "xcally-agents telephone show USERNAME... [options]",
    discussion: """
        $ xcally-agents telephone show desk1
        $ xcally-agents telephone show desk1 door --format csv
      """)

  @Argument(help: "Usernames of telephones.", completion: Completions.telephones)
  var usernames: [String]
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws {
    try Presenter(output).show(Answer(store.centre().telephones(usernames)))
  }
}

extension Answer {
  fileprivate init(_ sheets: [TelephoneSheet]) {
    let telephones = sheets.map(\.telephone)
    let fields = Telephone.fields
    let cells = telephones.map { telephone -> [JSON] in
      [.string(telephone.username)] + fields.map { JSON(telephone[$0.key] ?? "", $0.kind) }
    }
    let rows = Rows([Column(key: "name")] + fields.map(Column.init), cells)
    self.init([], rows)
    names = Rows(["name"], telephones.map { [.string($0.username)] })
    (document, isDocumentInLines) = (
      .objects(
        zip(cells, sheets).map { cells, sheet in
          .object(
            Array(zip(rows.columns.map(\.key), cells)) + [("kept", JSON(sheet.kept))])
        }), true
    )
    let width = fields.map(\.key.count).max() ?? 0
    lines = sheets.enumerated().flatMap { index, sheet in
      let telephone = sheet.telephone
      return (index > 0 ? [Line("").kept] : []) + [Line(telephone.username, .heading).kept]
        + fields.map { .pair($0.key, telephone[$0.key] ?? "", width: width).kept }
        + sheet.kept.map { .pair($0, width: width).kept }
    }
  }
}
