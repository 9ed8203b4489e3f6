#ifndef CLAIMDESK_ASSETS_H
#define CLAIMDESK_ASSETS_H

#include <stddef.h>

/// A file of the repository that the binary carries.
typedef struct {
    /// Its path from the root of the repository.
    const char *name;
    /// Its bytes, not terminated by a NUL.
    const unsigned char *bytes;
    size_t length;
} cd_asset;

/// How many files the binary carries.
size_t cd_asset_count(void);

/// One of them; `index` is less than `cd_asset_count()`. (Functions, because Swift cannot import an array of unknown size.)
cd_asset cd_asset_at(size_t index);

#endif
