import Glibc

/// The system's log, syslog(3).
package enum SystemLog {
  /// Who writes; syslog(3) keeps the pointer.
  private static let name: StaticString = "xcally-agents"

  /// Writes lines for those who may read of authorizations (facility `authpriv`, level `notice`).
  ///
  /// Where nobody takes them they are lost, and nothing fails.
  package static func write(_ lines: [String]) {
    let name = unsafe UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    unsafe openlog(name, LOG_PID, LOG_AUTHPRIV)
    for line in lines {
      // The line is an argument and not the format, so that no "%" in it means anything.
      unsafe line.withCString { text in
        unsafe withVaList([text]) { unsafe vsyslog(LOG_AUTHPRIV | LOG_NOTICE, "%s", $0) }
      }
    }
    closelog()
  }
}
