import Agents
import AgentsModel
import Foundation
import TestSupport
import Testing

/// One way to break a healthy centre, and all that is found then.
struct Break: Sendable, CustomTestStringConvertible {
  let what: String
  let driver: Dialect.Driver
  /// `code severity subject`.
  let found: [String]
  /// The file and the line of the first finding, as `sip.conf 3`; nil = it has none.
  let place: String?
  let body: @Sendable (BrokenCentre) async throws -> Void

  init(
    _ what: String, _ driver: Dialect.Driver, _ found: [String], at place: String? = nil,
    _ body: @escaping @Sendable (BrokenCentre) async throws -> Void
  ) {
    (self.what, self.driver, self.found) = (what, driver, found)
    (self.place, self.body) = (place, body)
  }

  /// With chan_sip.
  init(
    _ what: String, _ found: [String], at place: String? = nil,
    _ body: @escaping @Sendable (BrokenCentre) async throws -> Void
  ) {
    self.init(what, .sip, found, at: place, body)
  }

  var testDescription: String { "\(driver.rawValue): \(what)" }

  /// Breaks a centre and compares what is found.
  func check() async throws {
    let place = try await BrokenCentre(driver)
    try await body(place)
    let report = try await place.report()
    #expect(
      report.findings.map { "\($0.code) \($0.severity.rawValue) \($0.subject.relative(to: place))" }
        == found)
    let first = report.findings.first
    if let wanted = self.place {
      let line = first?.line.map { " \($0)" } ?? ""
      #expect("\(first?.file?.split(separator: "/").last ?? "")\(line)" == wanted)
    }
    for finding in report.findings {
      #expect(!finding.message.isEmpty && !finding.consequence.isEmpty && !finding.remedy.isEmpty)
    }
  }
}

extension String {
  /// The path below the directory of a centre.
  func relative(to place: BrokenCentre) -> String { replacing(place.scratch.path + "/", with: "") }
}
