/// A thousand internals: what one generated file holds.
///
/// With one file for all, a change would cost more the larger the centre is. With one file for each
/// agent, Asterisk would start slowly, because its start is quadratic in the number of files.
package struct NumberBlock: Hashable, Comparable, Sendable {
  /// The first number, a multiple of 1000.
  package let first: Int

  /// How many internals a block has.
  package static let size = 1000

  package init(containing internalNumber: Internal) {
    let number = Int(internalNumber.text) ?? 0
    first = number - number % Self.size
  }

  package init(first: Int) {
    self.first = first
  }

  /// nil when no block starts there.
  init?(startingAt first: Int) {
    guard (0...9_999_999_999).contains(first), first.isMultiple(of: Self.size) else { return nil }
    self.first = first
  }

  package var range: ClosedRange<Int> { first...(first + Self.size - 1) }

  /// `1000-1999`, the name of its file.
  package var name: String { "\(range.lowerBound)-\(range.upperBound)" }

  package static func < (a: Self, b: Self) -> Bool { a.first < b.first }
}
