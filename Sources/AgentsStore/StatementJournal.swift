import Glibc
internal import GRDBSQLite

/// Where SQLite keeps what one statement may have to undo.
///
/// From 64 KiB on that is a file, and stays one for the rest of the transaction: an import then wrote
/// ten pages twice for each agent. A statement of ours undoes some pages, never a table.
enum StatementJournal {
  /// Keeps it in memory; must be called before SQLite is used for the first time.
  static let keepInMemory: Void = {
    typealias Configure = @convention(c) (CInt, CInt) -> CInt
    // Declared with a variable number of arguments; x86-64 and AArch64 pass integers to both kinds
    // of function in the same registers.
    guard let symbol = unsafe dlsym(nil, "sqlite3_config") else { return }
    _ = unsafe unsafeBitCast(symbol, to: Configure.self)(SQLITE_CONFIG_STMTJRNL_SPILL, 16 << 20)
  }()
}
