import Domain
package import Foundation
package import Workflow

/// How much of a desk is to be made up, and when it is to have happened.
package struct VolumePlan: Sendable, Hashable {
    package static let claimRange = 1...50_000_000
    static let claimsPerArticle = 25
    /// The stretch of time over which a desk's work is spread, days.
    static let days = 730
    static let detector = "volume"

    package let claims: Int
    /// The seed of every number in the desk: the same seed gives the same desk.
    package let seed: UInt64
    /// Nothing happened after this.
    package let until: Date

    package init(claims: Int, seed: UInt64, until: Date) {
        self.claims = claims
        self.seed = seed
        self.until = until
    }

    package var articles: Int { (claims + Self.claimsPerArticle - 1) / Self.claimsPerArticle }

    /// The claims of the n-th article, as numbers over the whole desk.
    func claimNumbers(ofArticle place: Int) -> Range<Int> {
        let first = place * Self.claimsPerArticle
        return first..<min(claims, first + Self.claimsPerArticle)
    }

    /// When the n-th article comes in, Unix seconds: evenly over the days, in working hours, few at weekends.
    func arrival(ofArticle place: Int, _ random: inout VolumeRandom) -> Double {
        let end = until.timeIntervalSince1970
        let share = (Double(place) + random.unit()) / Double(articles)
        var day = ((end / 86_400) - Double(Self.days) * (1 - share)).rounded(.down)
        // 1970 began on a Thursday: 0 is Monday.
        let weekday = Int(day + 3) % 7
        if weekday >= 5, random.chance(0.7) { day -= Double(weekday - random.below(5)) }
        let hour = 6 + 7 * (random.unit() + random.unit())
        let second = (day * 86_400 + hour * 3600).rounded() + random.unit()
        return second < end - 60 ? second : end - 60 - random.unit() * 36_000
    }

    /// The people and the scale of a made-up desk.
    package func newsroom(slug: String, name: String, scale: Newsroom.Scale) -> Newsroom {
        let roles: [Role] =
            [.submitter, .submitter] + Array(repeating: .reviewer, count: 9) + Array(repeating: .editor, count: 3)
            + [.auditor, .admin]
        let members = roles.enumerated().map { place, role in
            // From the far end of the claimants, who are hardly ever quoted.
            let person = VolumeClaimants.person(400 + place)
            return Newsroom.Person(
                name: person, email: "\(role.rawValue)\(place + 1)@\(slug).example", roles: [role])
        }
        return Newsroom(desk: Newsroom.Profile(slug: slug, name: name), members: members, scale: scale)
    }
}

/// Who works on the desk that is filled, and on which scale.
struct VolumeStaff: Sendable {
    let submitters: [Member.ID]
    let reviewers: [Member.ID]
    let editors: [Member.ID]
    let scale: RatingScale

    /// - Throws: `InputError` when the desk lacks the people that a claim needs.
    init(_ members: [Member], scale: RatingScale) throws(InputError) {
        let submitters = members.filter { $0.roles.contains(.submitter) }
        let editors = members.filter { $0.roles.contains(.editor) && !$0.roles.contains(.submitter) }
        // Apart from each other, so that nobody works on their own article or publishes their own review.
        let taken = Set((submitters + editors).map(\.id))
        let reviewers = members.filter { $0.roles.contains(.reviewer) && !taken.contains($0.id) }
        guard !submitters.isEmpty, !editors.isEmpty, reviewers.count >= 2 else {
            throw InputError(
                "desk", "needs a submitter, an editor, and two reviewers who are neither, to be filled with claims")
        }
        self.submitters = submitters.map(\.id)
        self.reviewers = reviewers.map(\.id)
        self.editors = editors.map(\.id)
        self.scale = scale
    }
}
