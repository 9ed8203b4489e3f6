/// Makes claims of the sentences that are worth checking.
struct ClaimBuilder {
    let reading: Reading
    let lexicon: Lexicon
    let names: NameTable
    let sentences: [Sentence]
    let publishedOn: PublicationDay?

    private static let roles: Set<Role> = [.body, .dek, .caption]

    /// The claims in reading order: repeats folded into the first, contradictions marked.
    ///
    /// - Throws: `ReadingInterruption` when the budget ends the reading.
    func claims() throws(ReadingInterruption) -> [DetectedClaim] {
        reading.budget.charge(2 * sentences.count)
        let worthy = sentences.indices.filter {
            Self.roles.contains(sentences[$0].role) && sentences[$0].checkWorthiness != .not
        }
        let ranges = worthy.map { reading.units[$0].tokens }
        let duplicates = try DuplicateFinder(tokens: reading.tokens, budget: reading.budget).duplicates(of: ranges)
        let maker = AnchorMaker(source: reading.source, budget: reading.budget)
        var claims: [DetectedClaim] = []
        // Claims are large, and moving a million of them again and again is what a long text would wait for.
        claims.reserveCapacity(worthy.count)
        var claimOfPlace: [Int] = []
        claimOfPlace.reserveCapacity(worthy.count)
        var claimed: [Int] = []
        for (place, index) in worthy.enumerated() {
            try reading.budget.check()
            let anchor = maker.anchor(sentences[index].range)
            if let first = duplicates[place] {
                let claim = claimOfPlace[first]
                claimOfPlace.append(claim)
                claims[claim].otherAnchors.append(anchor)
                claims[claim].score = max(claims[claim].score, sentences[index].score)
                continue
            }
            claimOfPlace.append(claims.count)
            claimed.append(index)
            claims.append(claim(index, anchor, ordinal: claims.count + 1))
        }
        try markConflicts(&claims, claimed)
        return claims
    }

    private func claim(_ index: Int, _ anchor: Anchor, ordinal: Int) -> DetectedClaim {
        let sentence = sentences[index]
        let tokens = reading.units[index].tokens
        let mentions = Mentions(source: reading.source, tokens: reading.tokens, budget: reading.budget)
        let dates = DateFinder(
            source: reading.source,
            tokens: reading.tokens,
            today: publishedOn.flatMap { CivilDay($0) },
            budget: reading.budget
        ).dates(in: tokens)
        return DetectedClaim(
            ordinal: ordinal,
            anchor: anchor,
            statement: reading.words(reading.units[index]),
            context: Antecedent(reading: reading).context(
                of: index
            ),
            claimant: sentence.claimant ?? .article,
            kind: sentence.kind,
            checkable: sentence.kind != .opinion && sentence.kind != .prediction,
            checkWorthiness: sentence.checkWorthiness,
            score: sentence.score,
            reasons: sentence.reasons,
            dates: dates,
            figures: mentions.figures(in: tokens, except: dates),
            names: mentions.names(in: tokens)
        )
    }

    private func markConflicts(
        _ claims: inout [DetectedClaim], _ claimed: [Int]
    ) throws(ReadingInterruption) {
        let finder = ConflictFinder(reading: reading, lexicon: lexicon, names: names)
        let conflicts = try finder.conflicts(claimed.map { reading.units[$0].tokens }, dates: claims.map(\.dates))
        for index in claims.indices { claims[index].conflictsWith = conflicts[index].map { $0 + 1 } }
    }
}
