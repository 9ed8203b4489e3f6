package import Domain

extension TakeRequest: JSONBody {
    package enum Field: String, CaseIterable, Sendable {
        case limit, waitSeconds, kinds, languages, articleId, claimId, claimant, assigned, counts
    }

    package init(_ fields: Fields<Field>) throws {
        self.init(
            limit: try fields.integer(.limit) ?? 1,
            waitSeconds: try fields.integer(.waitSeconds) ?? 0,
            kinds: try fields.words(.kinds),
            languages: try fields.texts(.languages),
            articleID: try fields.id(.articleId),
            claimID: try fields.id(.claimId),
            claimant: try fields.text(.claimant),
            isAssigned: try fields.flag(.assigned) ?? false,
            countsQueue: try fields.flag(.counts) ?? false
        )
    }
}

/// What proves that a lease is one's own, with a reason for what is done to it.
package struct LeaseBody: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case token, reason }

    package let token: Int
    package let reason: String?

    package init(_ fields: Fields<Field>) throws {
        token = try fields.token(.token) ?? fields.missing(.token)
        reason = try fields.text(.reason)
        try Input.optionalText(reason, fields.field(.reason), limit: 5000)
    }
}

/// A review with the token of the lease that it is given under.
package struct ReviewBody: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case token, rating, rationale, evidence }

    package let token: Int
    package let input: ReviewInput

    package init(_ fields: Fields<Field>) throws {
        token = try fields.token(.token) ?? fields.missing(.token)
        input = ReviewInput(
            rating: try fields.text(.rating) ?? fields.missing(.rating),
            rationale: try fields.text(.rationale) ?? fields.missing(.rationale),
            evidence: try fields.objects(.evidence) ?? []
        )
    }
}

/// A half-written review with the token of its lease.
package struct DraftBody: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case token, rating, rationale, evidence }

    package let token: Int
    package let content: Draft.Content

    package init(_ fields: Fields<Field>) throws {
        token = try fields.token(.token) ?? fields.missing(.token)
        content = Draft.Content(
            rating: try fields.text(.rating),
            rationale: try fields.text(.rationale),
            evidence: try fields.objects(.evidence) ?? []
        )
    }
}
