import Glibc

/// The environment this process was started with.
package enum EnvironmentVariable {
  /// The value of a variable; nil when it is not set.
  package static func value(of name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }
}
