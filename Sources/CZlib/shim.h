#ifndef CZLIB_SHIM_H
#define CZLIB_SHIM_H

#include <string.h>
#include <zlib.h>

/* deflateInit2 is a macro, which Swift does not import. Negative window bits: no header, as zip files have it. */
static inline int czlib_begin_raw(z_stream *stream, int level) {
    memset(stream, 0, sizeof(*stream));
    return deflateInit2(stream, level, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
}

/* The same to read it. */
static inline int czlib_begin_raw_inflate(z_stream *stream) {
    memset(stream, 0, sizeof(*stream));
    return inflateInit2(stream, -MAX_WBITS);
}

#endif
