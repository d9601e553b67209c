/* SQLite, with wrappers for what Swift cannot import: functions with variable arguments, and a macro that is
   a pointer. */
/* The session extension, which notes how rows change; Debian builds SQLite with it. */
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>

static inline int xcally_config_int(int option, int value) {
  return sqlite3_config(option, value);
}

static inline int xcally_db_config_int(sqlite3 *database, int option, int value) {
  return sqlite3_db_config(database, option, value, (int *)0);
}

static inline int xcally_bind_text(sqlite3_stmt *statement, int place, const char *text, int size) {
  return sqlite3_bind_text(statement, place, text, size, SQLITE_TRANSIENT);
}

static inline int xcally_bind_blob(sqlite3_stmt *statement, int place, const void *bytes, int size) {
  return sqlite3_bind_blob(statement, place, size ? bytes : "", size, SQLITE_TRANSIENT);
}
