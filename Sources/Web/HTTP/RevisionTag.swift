import Domain
package import HTTPTypes

/// The revision of a claim, a member, a desk or a scale as an entity tag (RFC 9110 §8.8.3).
package enum RevisionTag {
    package static func text(_ revision: Int) -> String { "\"\(revision)\"" }

    /// The revisions that `If-Match` asks for, any of which will do.
    ///
    /// - Returns: nil when the header is absent or `*`: whatever is there will do.
    /// - Throws: `Problem` (412) for tags that nothing here ever has or that are weak, `InputError` for what is no tag.
    package static func required(by headers: HTTPFields) throws -> Set<Int>? {
        guard let tags = EntityTags(headers, .ifMatch) else { return nil }
        guard tags.isWellFormed else {
            throw InputError("If-Match", "must be *, or ETags in their quotes with commas between them, such as \"3\"")
        }
        if tags.isAny { return nil }
        let strong = tags.strong
        let revisions = strong.compactMap { tag in
            // "03" is another tag than "3": they are compared letter by letter.
            Int(tag.dropFirst().dropLast()).flatMap { text($0) == tag ? $0 : nil }
        }
        if revisions.isEmpty { throw Problem(.changedMeanwhile, why(tags), field: "If-Match") }
        return Set(revisions)
    }

    /// Why a list that is well formed matches nothing at all.
    private static func why(_ tags: EntityTags) -> String {
        if tags.areWeak {
            return
                "If-Match compares strongly, and a weak ETag never matches (RFC 9110 §13.1.1). A proxy may have made it "
                + "weak: send it without W/."
        }
        let list = tags.strong.joined(separator: ", ").prefix(100)
        return list.isEmpty ? "If-Match names no ETag." : "Nothing here has the ETag \(list)."
    }
}
