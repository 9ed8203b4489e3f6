import Domain
import Extraction
import Store

/// Which of an article's claims stand in a new version: the same exact words are the same claim, as long as they are not
/// somebody else's there, or part of another sentence.
struct CarriedClaims {
    /// The id of each claim that was detected, by its ordinal: a known one or a new one.
    let ids: [Int: Claim.ID]
    /// Claims that the desk had already and that were detected again.
    let known: Set<Claim.ID>
    /// Parts of claims that were detected again. Nobody detects a part, so it goes where the whole goes.
    let parts: [(part: StandingClaim, whole: StandingClaim, detected: DetectedClaim)]

    /// How many claims of the same words are looked at: a text may say the same thousands of times.
    private static let reach = 50

    /// - Parameters:
    ///   - item: of the new version.
    ///   - items: of the versions in which the claims stand.
    init(
        _ standing: [StandingClaim], to detected: [DetectedClaim], in item: Item,
        items: [ArticleVersion.ID: Item], newID: () -> Claim.ID
    ) {
        func isAgain(_ claim: StandingClaim, _ detected: DetectedClaim, isChecked: Bool) -> Bool {
            guard let anchor = claim.anchor else { return false }
            let there = Domain.Anchor(detected.anchor)
            let isSaidSo = items[claim.versionID]?.isSaid(as: item) ?? true
            // Nothing around it has changed: whom an editor named meanwhile, no reading knows.
            if isSaidSo, anchor.prefix == there.prefix, anchor.suffix == there.suffix { return true }
            let isSameSentence = anchor.surroundings == there.surroundings
            let isSameVoice = claim.claimant.isSameVoice(as: item.claimant(Domain.Claimant(detected.claimant)))
            // What was found out about the words is about them as they stood; what is open may be looked at as it stands.
            if isChecked { return isSaidSo && isSameSentence && isSameVoice }
            return isSameVoice || isSaidSo && isSameSentence
        }
        let words = Set(detected.map(\.anchor.exact))
        let byID = Dictionary(standing.map { ($0.id, $0) }) { first, _ in first }
        func stands(_ claim: StandingClaim) -> Bool {
            if let own = claim.words, words.contains(own) { return true }
            guard let whole = claim.splitFrom.flatMap({ byID[$0] }) else { return false }
            return stands(whole)
        }
        // A merged claim is known only as long as the claim into which it went: else nobody would check its words.
        let candidates = standing.filter { claim in
            claim.mergedInto.flatMap { byID[$0] }.map(stands) ?? true
        }
        // The last of each is the next to go: a text may say the same a hundred thousand times.
        var byWords = Dictionary(grouping: candidates.reversed(), by: \.words)
        var ids: [Int: Claim.ID] = [:]
        var again: [Claim.ID: DetectedClaim] = [:]
        for claim in detected {
            let known = byWords[claim.anchor.exact]?.suffix(Self.reach) ?? []
            if let place = known.lastIndex(where: { isAgain($0, claim, isChecked: $0.isChecked) }),
                let first = byWords[claim.anchor.exact]?.remove(at: place)
            {
                again[first.id] = claim
                ids[claim.ordinal] = first.id
            } else {
                ids[claim.ordinal] = newID()
            }
        }
        self.ids = ids
        known = Set(again.keys)
        let places = Set(detected.map { $0.anchor.start..<$0.anchor.end })
        parts = candidates.compactMap { part in
            // A part of a part goes with the whole of both.
            var whole = part
            while again[whole.id] == nil, let next = whole.splitFrom.flatMap({ byID[$0] }) { whole = next }
            // Those that somebody added are looked for one by one.
            guard whole.id != part.id, !part.isAdded, let found = again[whole.id],
                isAgain(whole, found, isChecked: part.isChecked)
            else { return nil }
            guard let start = part.start(in: whole, at: found.anchor.start), let length = part.length else {
                return nil
            }
            return places.contains(start..<start + length) ? nil : (part, whole, found)
        }
    }

    /// The claims that the desk keeps; those that are open and not among them leave it.
    var kept: Set<Claim.ID> { known.union(parts.map(\.part.id)) }

    /// The parts at their places in the new version.
    func foundParts(in item: Item) throws -> [IncomingClaim] {
        try parts.flatMap { part, whole, detected -> [IncomingClaim] in
            let found = IncomingClaim(detected, id: whole.id, ids: [:], in: item)
            guard let anchor = found.anchor, let start = part.start(in: whole, at: anchor.range.start),
                let length = part.length
            else { return [] }
            let place = ClaimPart(start: start, end: start + length)
            return try ClaimSplit.pieces(of: anchor, [place]).map { found.part(id: part.id, $0) }
        }
    }
}

extension StandingClaim {
    /// Where this part of another begins when that one begins at `start`.
    fileprivate func start(in whole: StandingClaim, at start: Int) -> Int? {
        guard let own = anchor?.textRange, let other = whole.anchor?.textRange else { return nil }
        return start + own.start - other.start
    }

    fileprivate var length: Int? { anchor.map { $0.range.end - $0.range.start } }
}

extension IncomingClaim {
    /// A part of this claim: what was noted about the whole, as far as it concerns the part's words.
    func part(id: Claim.ID, _ piece: ClaimSplit.Piece) -> IncomingClaim {
        IncomingClaim(
            id: id, ordinal: ordinal, statement: piece.statement, context: context, anchor: piece.anchor,
            otherAnchors: [], claimant: claimant, kind: kind, checkable: checkable, worthiness: worthiness,
            score: score, reasons: reasons, annotations: annotations.within(piece.anchor), conflictsWith: [])
    }
}

extension ClaimAnnotations {
    /// Those that lie in a part of the claim's words.
    func within(_ anchor: Domain.Anchor) -> ClaimAnnotations {
        ClaimAnnotations(
            dates: dates.filter { $0.range.start >= anchor.range.start && $0.range.end <= anchor.range.end },
            figures: figures.filter(anchor.exact.contains), names: names.filter(anchor.exact.contains))
    }
}
