/// A whole number within bounds, which are part of the type.
public struct Number<Bounds: NumberBounds>: FieldValue {
  /// The number.
  public let value: Int

  package static var kind: FieldKind { .integer(Bounds.range) }
  /// In decimal digits.
  public var text: String { String(value) }

  /// Reads decimal digits.
  ///
  /// - Throws: a refusal for anything else, and for a number out of bounds.
  public init(parsing text: String) throws(Refusal) {
    guard text.utf8.allSatisfy(isASCIIDigit), let value = Int(text) else {
      throw Refusal("not-a-number", "\(quoted(text)) is not a whole number")
    }
    guard Bounds.range.contains(value) else {
      let bounds =
        Bounds.range.upperBound == .max
        ? "\(Bounds.range.lowerBound) or more"
        : "between \(Bounds.range.lowerBound) and \(Bounds.range.upperBound)"
      throw Refusal("out-of-range", "\(value) is not \(bounds)")
    }
    self.value = value
  }

  /// Takes a value from the program itself, and clamps it to the bounds.
  public init(_ value: Int) {
    self.value = min(max(value, Bounds.range.lowerBound), Bounds.range.upperBound)
  }
}

/// The bounds of a number, both ends included.
public protocol NumberBounds {
  /// The smallest and the largest number.
  static var range: ClosedRange<Int> { get }
}

/// A count: 0 or more.
package typealias Count = Number<AnyCount>
/// The bounds of ``Count``.
package enum AnyCount: NumberBounds { package static var range: ClosedRange<Int> { 0...Int.max } }

/// A TCP or UDP port.
package typealias Port = Number<PortBounds>
/// The bounds of ``Port``.
package enum PortBounds: NumberBounds { package static var range: ClosedRange<Int> { 1...65535 } }

/// Seconds before an automatic answer.
package typealias Delay = Number<DelayBounds>
/// The bounds of ``Delay``.
package enum DelayBounds: NumberBounds { package static var range: ClosedRange<Int> { 0...3600 } }

/// Seconds between SIP registrations.
package typealias Expires = Number<ExpiresBounds>
/// The bounds of ``Expires``.
package enum ExpiresBounds: NumberBounds {
  package static var range: ClosedRange<Int> { 60...86400 }
}
