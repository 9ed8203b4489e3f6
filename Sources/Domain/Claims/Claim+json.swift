extension Claim {
    /// A claim as clients see it.
    ///
    /// - Parameters:
    ///   - reviews: those that the one who asks may see.
    ///   - verdict: the latest; nil before one was made.
    ///   - draftVerdict: shown in its place, marked `"status":"draft"`, while no verdict was made.
    package func json(reviews: [Review] = [], verdict: Verdict? = nil, draftVerdict: VerdictDraft? = nil) -> JSON {
        [
            "id": JSON(id),
            "articleId": JSON(articleID),
            "versionId": JSON(versionID),
            "versionNumber": .int(versionNumber),
            "appearance": appearance.json,
            "ordinal": .int(ordinal),
            "status": JSON(status),
            "statement": .string(statement),
            "context": JSON(context),
            "anchor": anchor?.json ?? .null,
            "otherAnchors": JSON(company.otherAnchors.map(\.json)),
            "occurrences": .int(company.occurrences),
            "claimant": claimant.json,
            "kind": JSON(kind),
            "checkable": .bool(checkable),
            "checkworthy": JSON(worthiness),
            "score": .double(score),
            "reasons": JSON(reasons),
            "dates": JSON(annotations.dates.map(\.json)),
            "figures": JSON(annotations.figures),
            "names": JSON(annotations.names),
            "conflictsWith": JSON(company.conflictsWith.map(JSON.init)),
            "detector": .string(detector),
            "priority": .int(priority),
            "requiredReviews": .int(requiredReviews),
            "reviews": JSON(reviews.map(\.json)),
            "verdict": verdict?.json(of: status) ?? draftVerdict?.json ?? .null,
            "paused": .bool(isPaused),
            "revision": .int(revision),
            "createdAt": JSON(createdAt),
            "queuedAt": JSON(queuedAt),
            "decidedAt": JSON(decidedAt),
            "publishedAt": JSON(publishedAt),
            "reopenedAt": JSON(reopenedAt),
            "mergedInto": JSON(mergedInto),
            "splitFrom": JSON(splitFrom),
            "addedBy": addedBy.map { ["id": JSON($0.id), "name": .string($0.name)] } ?? .null,
            "source": source?.json ?? .null,
        ]
    }
}

extension ClaimSource {
    /// `{title,url}`
    package var json: JSON { ["title": JSON(title), "url": JSON(url)] }
}

extension Anchor {
    /// `{part,start,end,utf16:{start,end},utf8:{start,end},exact,prefix,suffix}`; start and end in code points of the part.
    package var json: JSON {
        [
            "part": JSON(part),
            "start": .int(range.start),
            "end": .int(range.end),
            "utf16": utf16.json,
            "utf8": utf8.json,
            "exact": .string(exact),
            "prefix": .string(prefix),
            "suffix": .string(suffix),
        ]
    }
}

extension Anchor.Range {
    /// `{start,end}`, end exclusive.
    package var json: JSON { ["start": .int(start), "end": .int(end)] }
}

extension Claimant {
    /// `{name,kind,quotation,organization}`
    package var json: JSON {
        ["name": JSON(name), "kind": JSON(kind), "quotation": JSON(quotation), "organization": .bool(isOrganization)]
    }
}

extension DateMention {
    /// `{start,end,words,resolved}`; start and end in code points.
    package var json: JSON {
        ["start": .int(range.start), "end": .int(range.end), "words": .string(words), "resolved": .string(resolved)]
    }
}
