import Foundation
import TestSupport
import Testing

/// Runs the script of `make demo` with the binary under test.
@Suite struct DemoTests {
  @Test func `the demo ends with everything as it should be`() async throws {
    let demo = Lab.repository.appending(path: "Tests/Demo/demo").path(percentEncoded: false)
    let result = try await Program.shell(
      "'\(demo)' '\(Program.path)'", in: Scratch(), path: ["/usr/sbin"])
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(result.output.hasSuffix("\n== All is as it should be\n\n"))
  }
}
