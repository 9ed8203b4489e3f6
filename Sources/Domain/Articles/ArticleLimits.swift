/// What one article may hold: more takes a desk's database and its people longer than any text is worth, and what a whole
/// book says is checked chapter by chapter.
package enum ArticleLimits {
    /// Lines that are not blank.
    package static let lines = 25_000
    package static let sentences = 50_000
    /// The rows of five thousand claims, with two reviews each, are stored in some three seconds.
    package static let claims = 5_000

    /// Refuses a text by its lines, before it is taken in.
    ///
    /// - Throws: `InputError`, with the number that there is and the one that may be.
    package static func check(lines text: String, _ field: String) throws(InputError) {
        var (count, isBlank) = (0, true)
        for byte in text.utf8 {
            if byte == 0x0A || byte == 0x0D {
                isBlank = true
            } else if byte != 0x20, byte != 0x09, isBlank {
                (count, isBlank) = (count + 1, false)
            }
        }
        if count > lines {
            throw InputError(field, "must have at most \(lines) lines and has \(count); send it in parts")
        }
    }

    /// Why a text that was read is too much to be stored; nil when it is not. For whoever sent it.
    package static func refusal(sentences: Int, claims: Int) -> String? {
        func words(_ found: Int, _ what: String, _ most: Int) -> String {
            "The text has \(found) \(what), and one article may have \(most). Send it in parts."
        }
        if sentences > Self.sentences { return words(sentences, "sentences", Self.sentences) }
        if claims > Self.claims { return words(claims, "claims", Self.claims) }
        return nil
    }
}
