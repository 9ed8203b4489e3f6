package import Domain
package import Foundation

extension Identifier {
    /// The same id for the same number, so that tests can say who is who.
    package static func sample(_ number: UInt64) -> Identifier {
        Identifier(rawValue: .version7(milliseconds: 1_795_361_462_417, high: 0, low: number))
    }
}

extension Claim {
    package static func sample(
        status: Status = .queued, claimant: Claimant = .init(name: nil, kind: .article, quotation: nil)
    )
        -> Claim
    {
        Claim(
            id: .sample(1),
            articleID: .sample(2),
            versionID: .sample(3),
            ordinal: 4,
            status: status,
            statement: "The wall costs 41.6 million euros.",
            context: nil,
            anchor: Anchor(
                range: .init(start: 10, end: 14),
                utf16: .init(start: 11, end: 15),
                utf8: .init(start: 13, end: 17),
                exact: "wall",
                prefix: "The ",
                suffix: " costs"
            ),
            claimant: claimant,
            kind: .quantity,
            checkable: true,
            worthiness: .important,
            score: 0.87,
            reasons: ["a sum of money"],
            detector: "rules-1",
            priority: -5,
            requiredReviews: 2,
            revision: 7,
            createdAt: .sample,
            queuedAt: .sample,
            decidedAt: nil,
            publishedAt: nil
        )
    }
}

extension Date {
    /// 2026-11-22T15:31:02.417Z
    package static let sample = Date(timeIntervalSince1970: 1_795_361_462.417)
}

extension Rating {
    /// Six points and two outcomes beside them, truest first.
    package static let sixPoints: [Rating] =
        [("true", 6), ("mostly_true", 5), ("half_true", 4), ("mostly_false", 3), ("false", 2), ("pants_on_fire", 1)]
        .map { Rating(key: $0.0, label: $0.0, value: $0.1, offScale: false, colour: nil) }
        + ["unverifiable", "not_a_claim"].map { Rating(key: $0, label: $0, value: nil, offScale: true, colour: nil) }

    /// Five points, the middle of which is on neither side.
    package static let fivePoints: [Rating] = ["true", "mostly_true", "mixed", "mostly_false", "false"]
        .map { Rating(key: $0, label: $0, value: nil, offScale: false, colour: nil) }
}

extension RatingScale {
    package static let sample = RatingScale(id: .sample(20), name: "Six points", version: 3, ratings: Rating.sixPoints)
}

extension Evidence {
    package static func sample(_ number: UInt64, _ url: String = "https://example.org/a", review: Review.ID? = nil)
        -> Evidence
    {
        Evidence(
            id: .sample(number),
            reviewID: review,
            item: EvidenceInput(url: url, stance: .refutes),
            retrievedAt: .sample
        )
    }
}

extension Review {
    package static func sample(
        _ number: UInt64 = 30,
        by reviewer: UInt64,
        rating: Rating = Rating.sixPoints[0],
        rationale: String = "Seen.",
        evidence: [Evidence] = []
    ) -> Review {
        Review(
            id: .sample(number),
            claimID: .sample(1),
            reviewerID: .sample(reviewer),
            reviewerName: "Reviewer \(reviewer)",
            scale: RatingScale.sample.reference,
            rating: rating,
            rationale: rationale,
            submittedAt: .sample,
            evidence: evidence
        )
    }
}

extension Role {
    /// Every set of roles, the empty one too.
    package static let sets: [Set<Role>] = (0..<(1 << allCases.count)).map { bits in
        Set(allCases.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element))
    }
}

extension Principal {
    /// - Parameter roles: of the member and of the key.
    package static func sample(_ member: UInt64, _ roles: Role...) -> Principal {
        sample(member, key: Set(roles), of: Set(roles))
    }

    /// - Parameters:
    ///   - roles: of the key.
    ///   - memberRoles: of its member.
    package static func sample(_ member: UInt64, key roles: Set<Role>, of memberRoles: Set<Role>) -> Principal {
        Principal(
            deskID: .sample(9),
            memberID: .sample(member),
            memberName: "Member \(member)",
            keyID: nil,
            roles: roles,
            memberRoles: memberRoles
        )
    }
}

extension Verdict {
    package static let sample = Verdict(
        id: .sample(40),
        claimID: .sample(1),
        version: 2,
        basis: .adjudication,
        scale: RatingScale.sample.reference,
        rating: Rating.sixPoints[4],
        rationale: "It is not so.",
        overrideReason: nil,
        decidedBy: .sample(50),
        decidedByName: "Edith",
        decidedAt: .sample,
        evidence: [.sample(41)]
    )
}
