// The files of Sources/Extraction/Resources as bytes in the binary. Resource bundles of the package manager would
// have to be shipped beside the executable; #embed (C23, clang) makes one file of it and tracks changes.
//
// A new file needs an array and a line in the table; a test compares the table with the folder.

#include "lexicons.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t en_abbreviations[] = {
#embed "../Extraction/Resources/en/abbreviations.txt"
};
static const uint8_t en_checkworthiness[] = {
#embed "../Extraction/Resources/en/checkworthiness.tsv"
};
static const uint8_t en_cue_nouns[] = {
#embed "../Extraction/Resources/en/cue-nouns.tsv"
};
static const uint8_t en_cue_states[] = {
#embed "../Extraction/Resources/en/cue-states.tsv"
};
static const uint8_t en_cues[] = {
#embed "../Extraction/Resources/en/cues.tsv"
};
static const uint8_t en_furniture[] = {
#embed "../Extraction/Resources/en/furniture.tsv"
};
static const uint8_t en_reasons[] = {
#embed "../Extraction/Resources/en/reasons.tsv"
};
static const uint8_t en_signals[] = {
#embed "../Extraction/Resources/en/signals.tsv"
};
static const uint8_t en_words[] = {
#embed "../Extraction/Resources/en/words.txt"
};
static const uint8_t languages[] = {
#embed "../Extraction/Resources/languages.tsv"
};

#define FILE_NAMED(name, bytes) {name, bytes, sizeof bytes}

static const struct {
    const char *name;
    const uint8_t *bytes;
    size_t length;
} files[] = {
    FILE_NAMED("en/abbreviations.txt", en_abbreviations),
    FILE_NAMED("en/checkworthiness.tsv", en_checkworthiness),
    FILE_NAMED("en/cue-nouns.tsv", en_cue_nouns),
    FILE_NAMED("en/cue-states.tsv", en_cue_states),
    FILE_NAMED("en/cues.tsv", en_cues),
    FILE_NAMED("en/furniture.tsv", en_furniture),
    FILE_NAMED("en/reasons.tsv", en_reasons),
    FILE_NAMED("en/signals.tsv", en_signals),
    FILE_NAMED("en/words.txt", en_words),
    FILE_NAMED("languages.tsv", languages),
};

static const size_t count = sizeof files / sizeof *files;

size_t lexicon_count(void) { return count; }

const char *lexicon_name_at(size_t index) { return index < count ? files[index].name : NULL; }

const uint8_t *lexicon_bytes_at(size_t index) { return index < count ? files[index].bytes : NULL; }

size_t lexicon_length_at(size_t index) { return index < count ? files[index].length : 0; }
