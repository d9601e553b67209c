import Glibc

private typealias Words = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// What the C library handed over: the number of words, and the words.
private nonisolated(unsafe) var handedOver: (count: CInt, words: Words?) = (0, nil)

private func takeOver(_ count: CInt, _ words: Words?, _ environment: Words?) {
  unsafe handedOver = unsafe (count, words)
}

/// glibc calls what stands in this section before `main`, with the arguments of `main`.
@section(".init_array")
@used
private let takingOver: @convention(c) (CInt, Words?, Words?) -> Void = unsafe takeOver

/// The words that this process was started with.
///
/// Swift's own `CommandLine` reads them from `/proc`, and has none where that is not mounted: every command
/// would then be the one without words, which shows the help and has succeeded.
package enum ProcessArguments {
  /// With the program's name in front; what is not UTF-8 is repaired.
  package static let all: [String] = (0..<count).map { index in
    unsafe handedOver.words?[index].map { unsafe String(cString: $0) } ?? ""
  }

  /// The place of the first word that is not UTF-8, and that `all` so has another word for.
  package static var firstNotUTF8: Int? {
    (0..<count).first { index in
      unsafe handedOver.words?[index].map { unsafe String(validatingCString: $0) == nil } ?? false
    }
  }

  private static var count: Int { unsafe Int(handedOver.count) }
}
