import Domain

/// The revision of a claim, a member, a desk or a scale as an entity tag (RFC 9110 §8.8.3).
package enum RevisionTag {
    package static func text(_ revision: Int) -> String { "\"\(revision)\"" }

    /// The revision that `If-Match` asks for.
    ///
    /// - Returns: nil when the header is absent or `*`: any revision will do.
    /// - Throws: `Problem` (412) for a tag that nothing here ever has, `InputError` for what is no tag or more than one.
    package static func required(by header: String?) throws -> Int? {
        guard let header, header != "*" else { return nil }
        let tag = header.filter { $0 != " " && $0 != "\t" }
        if tag.contains(",") { throw InputError("If-Match", "must be a single ETag, such as \"3\"") }
        guard tag.hasSuffix("\""), tag.hasPrefix("\"") || tag.hasPrefix("W/\""), tag.count > 1 else {
            throw InputError("If-Match", "must be an ETag with its quotes, such as \"3\"")
        }
        // A weak tag never matches here (RFC 9110 §13.1.1).
        guard tag.hasPrefix("\""), let revision = Int(tag.dropFirst().dropLast()) else {
            throw Problem(.changedMeanwhile, "Nothing here has the ETag \(header).", field: "If-Match")
        }
        return revision
    }
}
