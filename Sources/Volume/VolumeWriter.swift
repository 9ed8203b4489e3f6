import Digests
import Domain
import Foundation
import Store

/// Writes the articles of a made-up desk, each from its number alone.
struct VolumeWriter: Sendable {
    let plan: VolumePlan
    let staff: VolumeStaff
    /// The plan's seed, for this desk.
    let seed: UInt64
    let slug: String

    init(plan: VolumePlan, staff: VolumeStaff, slug: String) {
        self.plan = plan
        self.staff = staff
        self.slug = slug
        seed = VolumeRandom.seed(plan.seed, slug)
    }

    /// The n-th article with its claims and what became of them.
    func article(_ place: Int) -> VolumeArticle {
        var random = VolumeRandom(seed: seed, part: UInt64(place))
        let arrival = plan.arrival(ofArticle: place, &random)
        let year = 1970 + Int(arrival / 31_556_952)
        let topic = random.pick(VolumeTopic.all)
        var page = VolumePage(topic: topic, year: year)
        page.write(claims: plan.claimNumbers(ofArticle: place), &random)

        let submitter = random.pick(staff.submitters)
        let required = random.chance(0.55) ? 1 : 2
        let submission = submission(place, page, arrival: arrival, year: year, required, &random)
        let hash = Data(SHA256.hash(submission.content.utf8))
        let ready = arrival + 1 + random.unit()
        let story = VolumeStory(
            staff: staff, submitter: submitter, until: plan.until.timeIntervalSince1970, topic: topic, year: year,
            urgency: submission.urgency ?? 5, required: required)
        let claims = page.claims.enumerated().map { index, found -> VolumeClaim in
            var claim = VolumeClaim(
                id: random.id(at: ready), ordinal: index + 1, statement: found.statement,
                anchor: page.text.anchor(found.span), claimant: found.claimant, kind: found.kind,
                score: Double(random.number(200...990)) / 1000, reasons: Self.reasons[found.kind] ?? ["a statement"],
                createdAt: Date(timeIntervalSince1970: ready))
            claim.life = story.life(of: claim, found.spoiled, token: token(place, index), &random)
            return claim
        }
        return VolumeArticle(
            id: random.id(at: arrival), versionID: random.id(at: arrival), submission: submission,
            requiredReviews: required, contentHash: hash, identity: submission.identity(contentHash: ""),
            submittedBy: submitter, receivedAt: Date(timeIntervalSince1970: arrival),
            readyAt: Date(timeIntervalSince1970: ready), passages: page.passages, claims: claims)
    }

    /// The first of a claim's lease tokens. They lie below all that a take ever draws, and rise from claim to claim.
    private func token(_ place: Int, _ index: Int) -> Int {
        2 * (place * VolumePlan.claimsPerArticle + index - plan.articles * VolumePlan.claimsPerArticle)
    }

    private func submission(
        _ place: Int, _ page: VolumePage, arrival: Double, year: Int, _ required: Int, _ random: inout VolumeRandom
    ) -> Submission {
        let paper = random.zipf(VolumeWords.publishers.count)
        var topics = random.chance(0.1) ? [] : [page.topic.name]
        if !topics.isEmpty, random.chance(0.25) { topics.append(random.pick(VolumeTopic.all).name) }
        return Submission(
            externalID: "story-\(place + 1)", source: slug,
            url: "https://\(VolumeWords.hosts[paper])/\(year)/story-\(place + 1)", title: page.title,
            byline: VolumeClaimants.person(430 + random.below(60)), publisher: VolumeWords.publishers[paper],
            publishedAt: Date(timeIntervalSince1970: (arrival - Double(random.below(20_000))).rounded()),
            language: "en", body: page.text.text, urgency: random.chance(0.8) ? 5 : random.number(1...9),
            requiredReviews: required, topics: topics)
    }

    private static let reasons: [Claim.Kind: [String]] = [
        .quantity: ["a number", "a named body"], .event: ["an event", "a date"], .cause: ["a cause"],
        .comparison: ["a comparison", "a number"], .law: ["a rule of law"], .record: ["a record", "a year"],
        .prediction: ["a forecast"], .statement: ["what somebody knew or did"], .opinion: ["a judgement"],
    ]
}
