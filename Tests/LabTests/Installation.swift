import Foundation
import TestSupport

/// The product with an Asterisk of the lab.
///
/// It has its own database, and its files are where that Asterisk reads them.
struct Installation {
  let asterisk: RunningAsterisk
  let scratch: Scratch
  /// The driver with which its phones register.
  var driver: Driver

  /// A password that meets every rule.
  static let password = "Paper-Boat-7"

  init(bare asterisk: RunningAsterisk, _ driver: Driver) throws {
    self.asterisk = asterisk
    self.driver = driver
    scratch = try Scratch()
  }

  init(_ asterisk: RunningAsterisk, _ driver: Driver = .sip16) async throws {
    try self.init(bare: asterisk, driver)
    try scratch.write("582047\n", to: "first.pin")
    try scratch.write("7093\n", to: "second.pin")
    try await set("asteriskDir", asterisk.asteriskDirectory.systemPath)
    try await set("licenseMobile", "true")
    // For the others, `auto` must find the driver itself.
    if driver == .pjsip16 { try await set("asteriskDriver", "pjsip") }
  }

  /// Starts an Asterisk with the product, and stops it even if `body` fails.
  ///
  /// - Parameters:
  ///   - driver: the Asterisk and the driver with which phones register.
  ///   - prepare: called with `asteriskDir`, still empty, before Asterisk starts.
  static func run(
    _ driver: Driver = .sip16, prepare: (URL) throws -> Void = { _ in },
    _ body: (Installation) async throws -> Void
  ) async throws {
    try await Lab.withAsterisk(driver.version, prepare: prepare) {
      try await body(Installation($0, driver))
    }
  }

  /// Runs the binary.
  ///
  /// Its `asterisk` is the one of the lab.
  func run(_ arguments: [String], input: String = "") async throws -> Program.Result {
    try await Program.run(
      arguments, in: scratch, input: input, path: [asterisk.wrapperDirectory.systemPath])
  }

  /// Runs the binary, which must succeed, and returns its output.
  @discardableResult
  func done(_ arguments: String..., input: String = "") async throws -> String {
    let result = try await run(arguments, input: input)
    guard result.status == 0 else { throw Unexpected(arguments: arguments, result: result) }
    return result.output
  }

  func set(_ key: String, _ value: String) async throws {
    try await done("settings", "set", key, value)
  }

  /// Creates an agent of that name.
  ///
  /// Given options come last, so they win.
  @discardableResult
  func create(
    _ name: String, _ arguments: String..., fullName: String = "Anna Rossi",
    password: String = password
  ) async throws -> String {
    let words = ["create", name, "--full-name=\(fullName)", "--email", "\(name)@example.com"]
    let all = words + arguments + ["--password-stdin"]
    let result = try await run(all, input: password + "\n")
    guard result.status == 0 else { throw Unexpected(arguments: all, result: result) }
    return result.output
  }

  /// The result of a registration as that agent.
  func register(
    _ name: String, _ password: String = password
  ) async throws -> SIPPhone.Answer {
    try await SIPPhone.register(username: name, password: password, at: asterisk)
  }

  /// A phone with the username and password of an agent or telephone.
  func phone(
    _ name: String, password: String = password, whenCalled manner: Phone.Manner = .answers()
  ) throws -> Phone {
    try Phone(
      name, password: password, at: asterisk, port: driver.port(of: asterisk), whenCalled: manner)
  }

  /// The recorded calls, as Asterisk keeps them.
  func recordings() throws -> [URL] {
    let directory = asterisk.spoolDirectory.appending(path: "monitor")
    return try FileManager.default.contentsOfDirectory(
      at: directory, includingPropertiesForKeys: nil)
  }

  /// The recorded call of an agent.
  func recording(of name: String) throws -> URL {
    let files = try recordings().filter { $0.lastPathComponent.hasPrefix("\(name)-") }
    guard files.count == 1 else { throw NoRecording(files: files) }
    return files[0]
  }

  /// The `Name : value` lines of `sip show peer`, or of `sip show user`.
  func shown(_ name: String, as kind: String = "peer") async throws -> [String: String] {
    let lines = try await asterisk.command("sip show \(kind) \(name)").split(separator: "\n")
    return lines.reduce(into: [:]) { fields, line in
      let halves = line.split(separator: ":", maxSplits: 1)
      guard halves.count == 2 else { return }
      fields[halves[0].trimmingCharacters(in: .whitespaces)] =
        halves[1].trimmingCharacters(in: .whitespaces)
    }
  }

  /// The peers that Asterisk runs, sorted.
  func peers() async throws -> [String] {
    let lines = try await asterisk.command("sip show peers").split(separator: "\n")
    // Without a network, Asterisk's console prints a complaint before the table.
    let table = lines.drop { !$0.hasPrefix("Name/username") }
    return table.dropFirst().dropLast().compactMap { line in
      line.prefix { $0 != " " && $0 != "/" }.description
    }.sorted()
  }

  /// A file and everything it includes, as Asterisk's own parser reads it, by section.
  func sections(of file: String) throws -> [String: ManagerInterface.Section] {
    let manager = try ManagerInterface(asterisk)
    let sections = try manager.configuration(of: file)
    try manager.logoff()
    return Dictionary(sections.map { ($0.name, $0) }) { section, more in
      // Of the modules used here, only that of the mailboxes has several sections of one name.
      precondition(file == "voicemail.conf")
      var section = section
      section.lines += more.lines
      return section
    }
  }

  /// The generated files, by their paths below `asteriskDir`.
  func files() throws -> Set<String> {
    let directory = asterisk.asteriskDirectory.systemPath
    return Set(
      try FileManager.default.subpathsOfDirectory(atPath: directory).filter {
        $0.hasSuffix(".conf")
      })
  }

  /// There is not exactly one recorded call.
  struct NoRecording: Error {
    let files: [URL]
  }

  /// A run that did not end as expected.
  struct Unexpected: Error, CustomStringConvertible {
    let arguments: [String]
    let result: Program.Result

    var description: String {
      "\(arguments.joined(separator: " ")): \(result.status)\n\(result.output)\(result.errors)"
    }
  }
}
