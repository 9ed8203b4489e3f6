/// Every kind of problem that a client can meet. What there is to say of each stands in one table, its row.
package enum ProblemKind: CaseIterable, Sendable {
    case malformedRequest, invalidHost, malformedJSON, invalidUTF8, bodyMissing, keyMissing, keyUnknown, keyRevoked,
        keyExpired, forbidden, notFound,
        methodNotAllowed, notAcceptable, leaseLost, wrongToken, alreadySubmitted, tooManyLeases, nothingToAssign,
        assignmentEnded, wrongState,
        notEditable, reviewsAlreadyGiven,
        ownReview, reviewsMissing, reviewReturned, evidenceMissing, textMissing, claimChanged, embargoed, heldByGates,
        answered,
        sameVerdict,
        reviewSuperseded,
        reviewIsOwn, evidenceFixed, ownReviewMissing, lastAdmin, memberErased, keyNotLive, idempotencyKeyReused,
        changedMeanwhile,
        bodyTooLarge, unsupportedMediaType, invalidBody, invalidField, tooManyRequests, tooManyStreams, tooManyExports,
        exportNotReady,
        exportGone, rangeNotSatisfiable, webhookInactive, transferCodingUnsupported, internalError, unavailable

    /// The kind with that slug; nil when there is none.
    package init?(slug: String) {
        guard let kind = Self.allCases.first(where: { $0.slug == slug }) else { return nil }
        self = kind
    }

    /// The end of the problem's `type`: part of the contract, never changed and never used for anything else.
    package var slug: String { row.slug }

    /// The HTTP status that it always comes with.
    package var status: Int { row.status }

    /// A few words, the same every time.
    package var title: String { row.title }

    /// What a client does about it.
    package var remedy: String { row.remedy }

    /// What there is to say of a kind.
    struct Row {
        let slug: String
        let status: Int
        let title: String
        let remedy: String

        init(_ slug: String, _ status: Int, _ title: String, _ remedy: String) {
            self.slug = slug
            self.status = status
            self.title = title
            self.remedy = remedy
        }
    }
}
