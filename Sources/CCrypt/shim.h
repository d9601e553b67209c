/* crypt(3) of libcrypt, and explicit_bzero(3) to clear what it worked on. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <crypt.h>
#include <string.h>
