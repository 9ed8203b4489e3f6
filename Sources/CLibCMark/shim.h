#ifndef CLIBCMARK_SHIM_H
#define CLIBCMARK_SHIM_H

#include <cmark.h>

#endif
