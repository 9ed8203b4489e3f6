#ifndef CLAIMDESK_LEXICONS_H
#define CLAIMDESK_LEXICONS_H

#include <stddef.h>
#include <stdint.h>

/// The number of resource files that are carried in the binary.
size_t lexicon_count(void);

/// A file's name relative to Sources/Extraction/Resources; NULL past the last one.
const char *lexicon_name_at(size_t index);

/// A file's bytes; NULL past the last one.
const uint8_t *lexicon_bytes_at(size_t index);

/// A file's length in bytes; 0 past the last one.
size_t lexicon_length_at(size_t index);

#endif
