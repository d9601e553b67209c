import Glibc

/// The processors of this machine.
package enum Processors {
  /// Those that are running, at least one.
  package static var count: Int { max(1, sysconf(CInt(_SC_NPROCESSORS_ONLN))) }
}
