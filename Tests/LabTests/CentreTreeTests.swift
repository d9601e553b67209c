import AgentsSystem
import AsteriskConfig
import Foundation
import SystemPackage
import TestSupport
import Testing

/// The reader of trees finds the same as Asterisk's own parser.
@Suite struct CentreTreeTests {
  @Test(arguments: [AsteriskVersion.v16, .v22], ["centres", "trees"])
  func `a tree is read as Asterisk reads it`(
    _ version: AsteriskVersion, _ fixtures: String
  ) async throws {
    let cases = Lab.repository.appending(path: "Fixtures/\(fixtures)")
    let names = try FileManager.default.contentsOfDirectory(atPath: cases.systemPath).sorted()
    #expect(names.count > 10)
    var (compared, refused) = (0, 0)
    try await Lab.withAsterisk(version) { asterisk in
      let manager = try ManagerInterface(asterisk)
      for name in names {
        let centre = try Centre(copying: cases.appending(path: name), to: asterisk)
        for file in centre.roots {
          let tree = ConfigTree(
            reading: file, in: asterisk.configurationDirectory.systemPath.withoutFinalSlash,
            from: .real)
          let expected = Result { try manager.configuration(of: file, withTemplates: true) }
          switch expected {
          case .success(let sections):
            let (ours, theirs) = (tree.sections.map(Shown.init), sections.map(Shown.init))
            #expect(ours == theirs, "\(name)/\(file)")
            compared += theirs.count
            #expect(tree.refusals.filter { $0.isWhole } == [], "\(name)/\(file)")
          case .failure(let error):
            // The manager reports a refused file as "invalid format".
            #expect("\(error)".contains("invalid"), "\(name)/\(file): \(error)")
            #expect(tree.refusals.last?.isWhole == true, "\(name)/\(file)")
            refused += 1
          }
        }
        try centre.remove()
      }
      try manager.logoff()
    }
    #expect(compared > 50 && (fixtures == "centres" || refused > 5))
  }

  /// A section in the form that both sides have.
  private struct Shown: Equatable {
    let name: String
    let isTemplate: Bool
    let templates: [String]
    let lines: [String]

    init(_ section: ManagerInterface.Section) {
      name = section.name
      isTemplate = section.isTemplate
      templates = section.templates
      lines = section.lines.map { "\($0.key)=\($0.value)" }
    }

    init(_ section: ConfigTree.Section) {
      name = section.name
      isTemplate = section.isTemplate
      templates = section.templates
      lines = section.settings.map { "\($0.setting.name)=\($0.setting.value)" }
    }
  }

  /// The files of a case, in a directory that an Asterisk serves.
  private struct Centre {
    let directory: URL
    let names: [String]

    /// The files of one directory, without its subdirectories.
    var roots: [String] { names.filter { $0.hasSuffix(".conf") }.sorted() }

    init(copying source: URL, to asterisk: RunningAsterisk) throws {
      let files = FileManager.default
      directory = asterisk.configurationDirectory
      names = try files.contentsOfDirectory(atPath: source.systemPath)
      for name in names {
        let target = directory.appending(path: name)
        try? files.removeItem(at: target)
        try files.copyItem(at: source.appending(path: name), to: target)
      }
    }

    func remove() throws {
      for name in names { try FileManager.default.removeItem(at: directory.appending(path: name)) }
    }
  }
}

extension ConfigSource {
  fileprivate static var real: ConfigSource {
    ConfigSource { (path) throws(Failure) in
      do throws(SystemError) {
        return try ForeignFiles.read(at: FilePath(path), limit: 1 << 20)
      } catch {
        throw Failure("\(error)")
      }
    } matches: { (pattern) throws(Failure) in
      do throws(SystemError) {
        return try ForeignFiles.paths(matching: pattern)
      } catch {
        throw Failure("\(error)")
      }
    }
  }
}

extension String {
  fileprivate var withoutFinalSlash: String { hasSuffix("/") ? String(dropLast()) : self }
}
