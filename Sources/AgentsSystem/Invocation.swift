import Glibc

private typealias Words = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// The arguments of the process from the C library: their number and the words.
private nonisolated(unsafe) var handedOver: (count: CInt, words: Words?) = (0, nil)

private func takeOver(_ count: CInt, _ words: Words?, _ environment: Words?) {
  unsafe handedOver = unsafe (count, words)
}

/// glibc calls the functions in this section before `main`, with the arguments of `main`.
@section(".init_array")
@used
private let takingOver: @convention(c) (CInt, Words?, Words?) -> Void = unsafe takeOver

/// The words that this process was started with.
///
/// Swift's `CommandLine` reads them from `/proc`. Where that is not mounted it has none: every command would only
/// show the help, with status 0.
package enum ProcessArguments {
  /// All words, the program's name first.
  ///
  /// Bytes that are not UTF-8 are replaced.
  package static let all: [String] = (0..<count).map { index in
    unsafe handedOver.words?[index].map { unsafe String(cString: $0) } ?? ""
  }

  /// The index of the first word that is not UTF-8 and so is changed in `all`; nil when there is none.
  package static var firstNotUTF8: Int? {
    (0..<count).first { index in
      unsafe handedOver.words?[index].map { unsafe String(validatingCString: $0) == nil } ?? false
    }
  }

  private static var count: Int { unsafe Int(handedOver.count) }
}

/// The environment this process was started with.
package enum EnvironmentVariable {
  /// The value of a variable; nil when it is not set.
  package static func value(of name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }
}
