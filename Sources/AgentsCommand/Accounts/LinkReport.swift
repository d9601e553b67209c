internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

/// To whom a link was sent.
struct LinkReport {
  var sent: [String] = []

  static let result = "mail sent"

  func write(_ options: OutputOptions) throws {
    let out = StandardOutput()
    switch options.format {
    case .table:
      if !options.quiet { for name in sent { try out.write("\(name): \(Self.result)\n") } }
    case .json, .jsonl, .csv, .names:
      var rows = try RowWriter(
        options.format, [Column(key: "name"), Column(key: "result")], to: out)
      for name in sent { try rows.write([.string(name), .string(Self.result)]) }
      try rows.finish()
    }
    try out.flush()
  }
}
