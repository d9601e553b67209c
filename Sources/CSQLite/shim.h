/* SQLite, with wrappers for two things that Swift cannot import: a function with variable arguments, and a
   macro that is a pointer. */
#include <sqlite3.h>

static inline int xcally_config_int(int option, int value) {
  return sqlite3_config(option, value);
}

static inline int xcally_bind_text(sqlite3_stmt *statement, int place, const char *text, int size) {
  return sqlite3_bind_text(statement, place, text, size, SQLITE_TRANSIENT);
}
