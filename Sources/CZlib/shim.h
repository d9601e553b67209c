/* zlib: logs that rotation compressed, and the archive for a support case. */
#include <zlib.h>
