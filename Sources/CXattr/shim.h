/* getxattr(2): access control lists are kept in extended attributes. */
#include <sys/xattr.h>
