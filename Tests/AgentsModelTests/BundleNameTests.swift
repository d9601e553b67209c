@testable import AgentsModel
import Testing

/// The names of the logs in a bundle.
struct BundleNameTests {
  private func paths(_ names: String..., directory: String = "d") throws -> [String] {
    var bundle = BundleNames()
    let files = try names.map { try #require(LogFileName($0)) }
    return bundle.paths(of: files, in: directory)
  }

  @Test func `a packed log gives way to the one that has its name`() throws {
    #expect(try paths("app.log.gz", "app.log") == ["d/2-app.log", "d/app.log"])
    #expect(
      try paths("app.log.1", "app.log.1.gz", "2-app.log.1", "b.log.gz")
        == ["d/app.log.1", "d/3-app.log.1", "d/2-app.log.1", "d/b.log"])
  }

  @Test func `long names stay apart, and whole characters`() throws {
    let end = times(60, "é") + ".log"
    let paths = try paths("a" + end, "b" + end)
    #expect(paths == ["d/" + times(47, "é") + ".log", "d/2-" + times(46, "é") + ".log"])
    for path in paths { #expect(path.utf8.count <= 100) }
  }

  @Test func `agents of one bundle have a directory each`() throws {
    var bundle = BundleNames()
    let file = try #require(LogFileName("a.log"))
    #expect(bundle.paths(of: [file], in: "a") == ["a/a.log"])
    #expect(bundle.paths(of: [file], in: "b") == ["b/a.log"])
    #expect(bundle.paths(of: [file], in: "b") == ["b/2-a.log"])
  }
}
