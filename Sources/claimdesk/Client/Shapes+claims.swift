// The parts of claims and of what is known of them that the command line shows.
extension Shapes {
    struct ClaimDetail: Decodable {
        let id: String
        let articleId: String
        let ordinal: Int
        let status: String
        let statement: String
        let context: String?
        let anchor: Claim.Anchor?
        let claimant: Claim.Claimant
        let kind: String
        let score: Double?
        let reasons: [String]
        let priority: Int
        let requiredReviews: Int
        let reviews: [GivenReview]
        let verdict: GivenVerdict?
        let paused: Bool
        let mergedInto: String?
        let splitFrom: String?
    }

    struct Person: Decodable {
        let name: String
    }

    struct Evidence: Decodable {
        let id: String?
        let url: String?
        let title: String?
        let publisher: String?
        let quote: String?
        let stance: String?
        let kind: String?
        let interest: String?
        let archivedUrl: String?
    }

    /// A review as whoever may sees it.
    struct GivenReview: Decodable {
        let id: String
        let claimId: String
        let reviewer: Person
        let rating: Rating
        let rationale: String
        let evidence: [Evidence]?
        let submittedAt: String
        let version: Int
        let counts: Bool?
        let withdrawalReason: String?
    }

    /// A verdict, or the draft of one that agreeing reviews make: then nobody has decided yet.
    struct GivenVerdict: Decodable {
        let status: String
        let version: Int?
        let basis: String
        let rating: Rating
        let rationale: String
        let evidence: [Evidence]
        let overrideReason: String?
        let decidedBy: Person?
        let decidedAt: String?
    }

    struct Assignment: Decodable {
        let id: String
        let claimId: String
        let statement: String
        let member: Person
        let assignedBy: String
        let dueAt: String?
        let state: String
    }

    struct Comment: Decodable {
        let author: Person
        let text: String
        let open: Bool
        let writtenAt: String
    }

    struct CorrectionRequest: Decodable {
        let id: String
        let claimId: String
        let text: String
        let requesterName: String?
        let requesterContact: String?
        let url: String?
        let receivedAt: String
        let decision: String?
        let decidedAt: String?
    }

    struct Reply: Decodable {
        let id: String
        let channel: String
        let contact: String
        let contactedAt: String
        let answer: String?
        let answeredAt: String?
    }

    struct Triage: Decodable {
        let decision: String
        let reason: String
        let member: Person?
        let rule: String?
        let decidedAt: String
    }

    struct Entry: Decodable {
        let kind: String
        let verdictVersion: Int
        let publicText: String?
        let reason: String?
        let enteredBy: Person
        let enteredAt: String
    }

    struct KeptDraft: Decodable {
        let claimId: String
        let statement: String
        let claimStatus: String
        let draft: Take.Lease.Draft
    }

    struct Returned: Decodable {
        let reviewId: String
        let claimId: String
        let comment: String
        let returnedAt: String
    }

    struct Me: Decodable {
        struct Held: Decodable {
            let id: String
            let token: String
            let claimId: String
            let expiresAt: String
        }

        let member: Person
        let roles: [String]
        let leases: [Held]
    }

    struct LeaseEnd: Decodable {
        let id: String
        let claimId: String
        let expiresAt: String
        let ending: String?
    }

    struct Withdrawn: Decodable {
        let reviewId: String
        let claimStatus: String
    }
}
