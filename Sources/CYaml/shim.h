/* libyaml: its events know the line and the column of everything, which findings about a file need. */
#include <yaml.h>
