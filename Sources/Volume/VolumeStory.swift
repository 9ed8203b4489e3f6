import Domain
import Foundation
import Store

/// What becomes of the claims of one article, from its arrival up to the moment at which the desk is seen.
///
/// Every step takes its time, and what would come after the moment has not happened: so the last days' work is open, as
/// on a real desk. A few claims are forgotten on their way, so that some of the backlog is old.
struct VolumeStory {
    let staff: VolumeStaff
    let submitter: Member.ID
    /// Unix seconds, as all times here.
    let until: Double
    let topic: VolumeTopic
    let year: Int
    let urgency: Int
    let required: Int

    var reasoning: VolumeReasoning { VolumeReasoning(topic: topic, year: year) }

    /// Where a claim is forgotten.
    private enum Halt { case nowhere, queued, inReview, reviewed, decided }

    /// - Parameter token: the first of the claim's two lease tokens.
    func life(
        of claim: VolumeClaim, _ spoiled: VolumeCase?, token: Int, _ random: inout VolumeRandom
    ) -> VolumeLife {
        var life = VolumeLife()
        let found = claim.createdAt.timeIntervalSince1970
        let fate = random.unit()
        if fate < 0.02 { return life }
        if fate < 0.06 {
            dismiss(&life, at: found + random.delay(medianHours: 5), &random)
            return life
        }
        queue(&life, claim, at: found, &random)
        // Claims that nobody decided on are decided in the end: most of those that wait are young.
        let age = (until - found) / 86_400
        let halt =
            random.chance(0.004 + 0.35 * exp(-age / 25))
            ? random.pick([Halt.queued, .queued, .inReview, .reviewed, .decided]) : .nowhere
        if halt == .queued { return life }

        guard
            let (ratings, end) = review(
                &life, spoiled, token: token, stopEarly: halt == .inReview, from: found, &random)
        else { return life }
        let agreed = Set(ratings.map(\.key)).count == 1
        life.status = agreed ? .agreed : .disputed
        life.isDisclosed = true
        if halt == .reviewed { return life }
        decide(&life, claim, ratings, agreed: agreed, isLast: halt == .decided, from: end, spoiled, &random)
        return life
    }

    private func dismiss(_ life: inout VolumeLife, at time: Double, _ random: inout VolumeRandom) {
        let reasons = [
            "a judgement that no evidence can settle", "of no interest to our readers", "said in jest",
            "checked elsewhere",
        ]
        guard time < until else { return }
        life.status = .dismissed
        life.revision += 1
        life.triage = VolumeTriage(
            id: random.uuid(at: time), decision: .dismiss, reason: random.pick(reasons),
            member: random.pick(staff.editors), rule: nil, at: Date(timeIntervalSince1970: time))
    }

    private func queue(
        _ life: inout VolumeLife, _ claim: VolumeClaim, at time: Double, _ random: inout VolumeRandom
    ) {
        let queuedAt = Date(timeIntervalSince1970: time)
        life.status = .queued
        life.queuedAt = queuedAt
        life.triage = VolumeTriage(
            id: random.uuid(at: time), decision: .queue, reason: "score of at least \(DeskPolicy().queueScore)",
            member: nil, rule: TriageRules.queueScoreName, at: queuedAt)
        let rank = QueueRank.rank(priority: 0, urgency: urgency, score: claim.score, queuedAt: queuedAt)
        life.slots = (1...required).map {
            VolumeSlot(id: random.id(at: time), ordinal: $0, rank: rank, openedAt: queuedAt)
        }
    }

    /// Fills the slots one after the other.
    ///
    /// - Returns: the ratings and the time of the last review; nil when the reviews are not all in.
    private func review(
        _ life: inout VolumeLife, _ spoiled: VolumeCase?, token: Int, stopEarly: Bool, from: Double,
        _ random: inout VolumeRandom
    ) -> (ratings: [Rating], end: Double)? {
        var time = from
        var ratings: [Rating] = []
        let first = random.below(staff.reviewers.count)
        for place in life.slots.indices {
            if place > 0, stopEarly { return nil }
            let taken = time + random.delay(medianHours: place == 0 ? 5 : 4, spread: 1.1)
            let submitted = taken + 120 + random.unit() * 720
            guard submitted < until else { return nil }
            let rating = rating(after: ratings.first, &random)
            let other = 1 + random.below(staff.reviewers.count - 1)
            let reviewer = staff.reviewers[place == 0 ? first : (first + other) % staff.reviewers.count]
            let review = VolumeReview(
                id: random.id(at: submitted), leaseID: random.id(at: taken), token: token + place, reviewer: reviewer,
                takenAt: Date(timeIntervalSince1970: taken), expiresAt: Date(timeIntervalSince1970: taken + 900),
                submittedAt: Date(timeIntervalSince1970: submitted), rating: rating.key,
                rationale: spoiled?.rationale ?? reasoning.rationale(rating, &random))
            life.slots[place].review = review
            cite(&life, for: rating, review: review.id, by: reviewer, spoiled, at: submitted, &random)
            ratings.append(rating)
            life.revision += 1
            life.status = .inReview
            time = submitted
        }
        return (ratings, time)
    }

    private func cite(
        _ life: inout VolumeLife, for rating: Rating, review: Review.ID?, by member: Member.ID, _ spoiled: VolumeCase?,
        at time: Double, _ random: inout VolumeRandom
    ) {
        // One to three a verdict, however many reviews it rests on.
        let count = required == 1 ? 1 + random.zipf(3) : 1 + (random.chance(0.3) && life.evidence.count < 2 ? 1 : 0)
        for position in 0..<count {
            life.evidence.append(
                VolumeEvidence(
                    id: random.id(at: time), review: review, addedBy: member, position: position,
                    item: reasoning.item(for: rating, spoiled, &random), retrievedAt: Date(timeIntervalSince1970: time))
            )
        }
    }

    /// Any rating of the scale; a second opinion is the first one most of the time, or one beside it.
    func rating(after first: Rating?, _ random: inout VolumeRandom) -> Rating {
        let ratings = staff.scale.ratings
        guard let first, let place = ratings.firstIndex(of: first), !random.chance(0.08) else {
            let (on, off) = (ratings.filter { !$0.offScale }, ratings.filter(\.offScale))
            return random.pick(on.isEmpty || !off.isEmpty && random.chance(0.11) ? off : on)
        }
        if random.chance(0.76) { return first }
        return ratings[max(0, min(ratings.count - 1, place + (random.chance(0.5) ? 1 : -1)))]
    }

    /// The verdict, its publication, and what comes after.
    private func decide(
        _ life: inout VolumeLife, _ claim: VolumeClaim, _ ratings: [Rating], agreed: Bool, isLast: Bool, from: Double,
        _ spoiled: VolumeCase?, _ random: inout VolumeRandom
    ) {
        let decided = from + random.delay(medianHours: 3)
        guard decided < until, let first = ratings.first else { return }
        let editor = random.pick(staff.editors)
        // Agreeing reviews draft the verdict, and publishing it decides it; a claim that waits after its decision was put
        // in an editor's own words.
        let drafted = agreed && !isLast
        let published = drafted ? decided : decided + random.delay(medianHours: 2)
        let rating = agreed ? first : random.pick(ratings)
        let reviews = life.slots.compactMap(\.review)
        let verdict = VolumeVerdict(
            id: random.id(at: decided), version: 1, basis: drafted ? .agreement : .adjudication, rating: rating.key,
            rationale: drafted
                ? reviews.map(\.rationale).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
                    .joined(separator: "\n\n")
                : spoiled?.rationale ?? reasoning.rationale(rating, &random),
            evidence: life.evidence.map(\.id), decidedBy: editor, decidedAt: Date(timeIntervalSince1970: decided))
        life.verdicts = [verdict]
        life.decidedAt = verdict.decidedAt
        life.status = .decided
        life.revision += 1
        askForReply(&life, claim, rating, before: decided, &random)
        guard !isLast, published < until else { return }
        life.publishedAt = Date(timeIntervalSince1970: published)
        life.status = .published
        life.revision += 1
        life.entries = [
            VolumeEntry(
                id: random.id(at: published), verdict: verdict.id, kind: .publication, publicText: nil, request: nil,
                enteredBy: drafted ? editor : random.pick(staff.editors),
                enteredAt: Date(timeIntervalSince1970: published))
        ]
        aftermath(&life, verdict, rating, from: published, &random)
    }
}
