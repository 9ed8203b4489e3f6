import Domain
import Samples

// What reviewers do. Every refusal comes before any change, as a transaction that fails changes nothing; words that were
// refused are the exception.
extension DeskModel {
    mutating func take(_ member: String, limit: Int, _ wish: Step.Wish) throws -> String {
        let room = policy.liveLeases - leases.count { $0.member == member && $0.isLive }
        if room <= 0 { throw LeaseError.tooManyLive(limit: policy.liveLeases) }
        notice()
        let offered = claims.indices
            .filter { claims[$0].slots.contains(.open) && mayHave($0, member) && wish.fits(claims[$0].seed) }
            .sorted { claims[$0].rank > claims[$1].rank }
            .prefix(min(limit, room))
        let answers = offered.map { claim in
            let slot = claims[claim].slots.firstIndex(of: .open) ?? 0
            let shown = shown(claim)
            claims[claim].slots[slot] = .leased(leases.count)
            leases.append(Hold(claim: claim, member: member, scale: shown))
            return "\(claim) scale \(shown) draft \(drafts[Pair(claim: claim, member: member)]?.words ?? "none")"
        }
        return Step.took(answers, open: count(.open), leased: count(.held), empty: empty(member, wish, answers.isEmpty))
    }

    /// The version of the scale that a reviewer is shown: that of the claim's reviews, else that of whoever holds it.
    private func shown(_ claim: Int) -> Int {
        if let given = claims[claim].scale { return given }
        for case .leased(let lease) in claims[claim].slots where leases[lease].isLive { return leases[lease].scale }
        return scale
    }

    private enum Kind { case open, held }

    private func count(_ kind: Kind) -> Int {
        claims.flatMap(\.slots).count { slot in
            switch slot {
            case .open: kind == .open
            case .leased: kind == .held
            case .done: false
            }
        }
    }

    private func empty(_ member: String, _ wish: Step.Wish, _ isEmpty: Bool) -> [Int]? {
        guard isEmpty else { return nil }
        var (others, notForYou, filteredOut) = (0, 0, 0)
        for claim in claims.indices {
            for slot in claims[claim].slots {
                if case .leased(let lease) = slot, leases[lease].member != member { others += 1 }
                guard slot == .open else { continue }
                if !mayHave(claim, member) {
                    notForYou += 1
                } else if !wish.fits(claims[claim].seed) {
                    filteredOut += 1
                }
            }
        }
        return [others, notForYou, filteredOut]
    }

    /// Never of one's own article, nor a second slot of a claim, nor again what one skipped or took back, nor what one could
    /// read the reviews of.
    private func mayHave(_ claim: Int, _ member: String) -> Bool {
        if articles[claims[claim].seed.article].submitter == member { return false }
        let oversees = !(people[member]?.roles ?? []).isDisjoint(with: Self.overseers)
        if oversees, claims[claim].isDisclosed { return false }
        if let ended = people[member]?.sightEnded, reviews.contains(where: { $0.claim == claim && $0.at <= ended }) {
            return false
        }
        if let skipped = skips[Pair(claim: claim, member: member)], !skipped.isOver { return false }
        return !claims[claim].slots.contains { slot in
            switch slot {
            case .open: false
            case .leased(let lease): leases[lease].member == member
            case .done(let review): reviews[review].member == member
            }
        }
    }

    /// - Throws: what a lease that is not the caller's own live one is refused with.
    func requireLive(_ lease: Int, _ member: String, token: Step.Token) throws {
        if leases[lease].member != member { throw NotFound("lease") }
        if !leases[lease].isLive || token == .wrong { throw refusal(of: lease, draftKept: false) }
    }

    private func refusal(of lease: Int, draftKept: Bool) -> LeaseError {
        if leases[lease].isLive { return .wrongToken(until: .sample) }
        let ending = leases[lease].ending ?? .expired
        return ending == .submitted
            ? .submitted(.sample(by: 1), draftKept: draftKept)
            : .lost(ending, draftKept: draftKept, why: leases[lease].why)
    }

    mutating func release(_ lease: Int, _ member: String, token: Step.Token) throws {
        try requireLive(lease, member, token: token)
        end(lease, .released)
    }

    mutating func skip(_ lease: Int, _ member: String, token: Step.Token) throws {
        try requireLive(lease, member, token: token)
        let claim = leases[lease].claim
        leases[lease].why = "no"
        end(lease, .skipped)
        skips[Pair(claim: claim, member: member)] = Skipped(at: clock, forEver: policy.skip != .queue, isSkip: true)
        let times = skips.count { $0.key.claim == claim && $0.value.isSkip && $0.value.at >= claims[claim].queuedAt }
        guard policy.skip == .triage, times >= policy.skipLimit else { return }
        // Noticed here too: a lease that has run out holds nothing, and its claim may go.
        notice(of: claim)
        if claims[claim].status == .queued, taken(claim) == 0 {
            claims[claim].slots = []
            claims[claim].status = .detected
        }
    }

    mutating func save(_ words: String, _ lease: Int, _ member: String, token: Step.Token) throws {
        if leases[lease].member != member { throw NotFound("lease") }
        let live = leases[lease].isLive
        if live, token == .wrong { throw refusal(of: lease, draftKept: false) }
        drafts[Pair(claim: leases[lease].claim, member: member)] = Note(
            words: words, origin: live ? .saved : .leaseLost)
        if !live { throw refusal(of: lease, draftKept: true) }
    }

    mutating func review(
        _ lease: Int, _ member: String, rating: String, words: String, token: Step.Token
    ) throws -> String {
        if leases[lease].member != member { throw NotFound("lease") }
        try Self.requireRating(rating, on: leases[lease].scale)
        let (claim, pair) = (leases[lease].claim, Pair(claim: leases[lease].claim, member: member))
        if leases[lease].isLive, token == .wrong { throw refusal(of: lease, draftKept: false) }
        guard leases[lease].isLive else {
            // Sent again, what is stored as a review needs no draft.
            let isStored = counting(claim).map { reviews[$0] }
                .contains { $0.member == member && $0.rating == rating && $0.words == words }
            if !isStored { drafts[pair] = Note(words: words, origin: .leaseLost) }
            throw refusal(of: lease, draftKept: !isStored)
        }
        let version = 1 + reviews.count { $0.claim == claim && $0.member == member }
        let slot = claims[claim].slots.firstIndex(of: .leased(lease)) ?? 0
        claims[claim].slots[slot] = .done(reviews.count)
        reviews.append(Opinion(claim: claim, member: member, rating: rating, words: words, version: version, at: clock))
        leases[lease].ending = .submitted
        claims[claim].scale = leases[lease].scale
        drafts[pair] = nil
        claims[claim].status = settled(claim)
        return "version \(version), \(claims[claim].status.rawValue)"
    }

    private static func requireRating(_ rating: String, on scale: Int) throws {
        if rating != "unverifiable", !ratings(scale).contains(rating) {
            throw InputError("rating", "is not on the scale")
        }
    }

    /// The slot of one's own review that counts.
    private func ownSlot(_ review: Int, _ member: String) throws -> Int {
        if reviews[review].member != member { throw NotFound("review") }
        return try slot(of: review)
    }

    private func slot(of review: Int) throws -> Int {
        let claim = claims[reviews[review].claim]
        if !claim.isUndecided { throw ReviewError.settled(claim.status) }
        guard let slot = claim.slots.firstIndex(of: .done(review)) else { throw ReviewError.superseded }
        return slot
    }

    mutating func replace(_ review: Int, _ member: String, rating: String, words: String) throws -> String {
        let slot = try ownSlot(review, member)
        let old = reviews[review]
        try Self.requireRating(rating, on: claims[old.claim].scale ?? scale)
        claims[old.claim].slots[slot] = .done(reviews.count)
        reviews.append(
            Opinion(
                claim: old.claim, member: member, rating: rating, words: words, version: old.version + 1, at: clock))
        claims[old.claim].status = settled(old.claim)
        return "version \(old.version + 1), \(claims[old.claim].status.rawValue), "
            + "saw others \(reviews.contains { $0.claim == old.claim && $0.member != member })"
    }

    mutating func withdraw(_ review: Int, _ member: String) throws -> String {
        let slot = try ownSlot(review, member)
        let claim = reviews[review].claim
        claims[claim].slots[slot] = .open
        if counting(claim).isEmpty { claims[claim].scale = nil }
        skips[Pair(claim: claim, member: member)] = Skipped(at: clock, forEver: true, isSkip: false)
        claims[claim].status = settled(claim)
        return "\(claims[claim].status.rawValue)"
    }

    mutating func sendBack(_ review: Int, by editor: String) throws {
        let claim = reviews[review].claim
        if !claims[claim].isUndecided { throw ReviewError.settled(claims[claim].status) }
        if isBlind(editor, to: claim) { throw NotFound("review") }
        _ = try slot(of: review)
        if reviews[review].member == editor { throw ReviewError.own }
        returned.insert(review)
    }
}
