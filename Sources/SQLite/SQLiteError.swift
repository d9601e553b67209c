internal import CSQLite

/// An error of SQLite, with its own code and words.
package struct SQLiteError: Error, Equatable, CustomStringConvertible {
  /// The extended result code (https://sqlite.org/rescode.html).
  package let extendedCode: Code
  /// SQLite's text, in English.
  package let message: String
  /// The statement that failed; nil when the file could not be opened.
  package let sql: String?

  package init(extendedCode: Code, message: String, sql: String? = nil) {
    self.extendedCode = extendedCode
    self.message = message
    self.sql = sql
  }

  /// The primary result code.
  package var code: Code { Code(rawValue: extendedCode.rawValue & 0xFF) }

  /// The extended code, SQLite's text and the statement: for bug reports.
  package var description: String {
    "SQLite \(extendedCode.rawValue): \(message)" + (sql.map { " in \($0)" } ?? "")
  }

  /// A result code of SQLite (https://sqlite.org/rescode.html), primary or extended.
  package struct Code: RawRepresentable, Hashable, Sendable {
    package let rawValue: CInt

    package init(rawValue: CInt) { self.rawValue = rawValue }

    package static let busy = Code(rawValue: SQLITE_BUSY)
    package static let locked = Code(rawValue: SQLITE_LOCKED)
    package static let notADatabase = Code(rawValue: SQLITE_NOTADB)
    package static let corrupt = Code(rawValue: SQLITE_CORRUPT)
    package static let format = Code(rawValue: SQLITE_FORMAT)
    package static let cannotOpen = Code(rawValue: SQLITE_CANTOPEN)
    package static let readOnly = Code(rawValue: SQLITE_READONLY)
    package static let permission = Code(rawValue: SQLITE_PERM)
    package static let authorization = Code(rawValue: SQLITE_AUTH)
    package static let full = Code(rawValue: SQLITE_FULL)
    package static let constraint = Code(rawValue: SQLITE_CONSTRAINT)
    package static let misuse = Code(rawValue: SQLITE_MISUSE)
    package static let inputOutput = Code(rawValue: SQLITE_IOERR)
    package static let reading = extended(SQLITE_IOERR, 1)
    package static let shortReading = extended(SQLITE_IOERR, 2)
    package static let syncing = extended(SQLITE_IOERR, 4)
    package static let syncingDirectory = extended(SQLITE_IOERR, 5)
    package static let unlocking = extended(SQLITE_IOERR, 8)
    package static let lockingForReading = extended(SQLITE_IOERR, 9)
    package static let locking = extended(SQLITE_IOERR, 15)

    /// SQLite defines the extended codes as macros, which Swift cannot import.
    private static func extended(_ code: CInt, _ number: CInt) -> Code {
      Code(rawValue: code | number << 8)
    }
  }
}
