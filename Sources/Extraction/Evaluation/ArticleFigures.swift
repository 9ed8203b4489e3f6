/// How well one article was read, beside the labels that people gave its sentences.
public struct ArticleFigures: Sendable {
    /// Sentences that people marked as page furniture, and those of them that were found.
    public var boilerplate = Counts()
    /// Body sentences by people's judgement, and those of them that were taken for something that is never a claim.
    public var body = 0
    /// Body sentences that were lost.
    public var bodyLost = 0
    /// Sentences whose role agrees, of all.
    public var rolesRight = 0
    /// All labelled sentences.
    public var sentences = 0
    /// Each labelled sentence's score and whether people find it important.
    public var ranking: [(score: Double, isPositive: Bool)] = []
    /// Important against the rest at the shipped threshold.
    public var important = Counts()
    /// Important sentences among the top claims.
    public var importantAtTop = 0
    /// Sentences that have a claimant by people's judgement.
    public var claimants = 0
    /// Those with the right claimant.
    public var claimantsRight = 0
    /// Those that are rightly told to be anonymous or not.
    public var anonymityRight = 0

    /// Compares an extraction with labels; `top` claims by score count as the top.
    public init(gold: [GoldSentence], extraction: Extraction, top: Int = 40) {
        let best = extraction.claims.sorted { $0.score != $1.score ? $0.score > $1.score : $0.ordinal < $1.ordinal }
            .prefix(top)
        let ranges = Set(best.flatMap { [$0.anchor] + $0.otherAnchors }.map { TextRange(start: $0.start, end: $0.end) })
        for one in gold {
            let found = Evaluation.sentence(at: one.range, in: extraction.sentences)
            sentences += 1
            addRole(one, found)
            if let worth = one.checkWorthiness {
                ranking.append((found?.score ?? 0, worth == .important))
                switch (worth == .important, found?.checkWorthiness == .important) {
                case (true, true): important.right += 1
                case (false, true): important.wrong += 1
                case (true, false): important.missed += 1
                case (false, false): break
                }
                if worth == .important, let found, ranges.contains(found.range) { importantAtTop += 1 }
            }
            addClaimant(one, found)
        }
    }

    /// The average precision of the scores.
    public var averagePrecision: Double { Evaluation.averagePrecision(ranking) }

    private mutating func addRole(_ gold: GoldSentence, _ found: Sentence?) {
        let role = found?.role
        if let role, gold.roles.contains(role) { rolesRight += 1 }
        let isFurniture = gold.roles.contains(.boilerplate)
        switch (isFurniture, role == .boilerplate) {
        case (true, true): boilerplate.right += 1
        case (true, false): boilerplate.missed += 1
        case (false, true): boilerplate.wrong += 1
        case (false, false): break
        }
        guard gold.roles == [.body] else { return }
        body += 1
        if role == nil || role == .boilerplate || role == .credit || role == .kicker || role == .headline {
            bodyLost += 1
        }
    }

    private mutating func addClaimant(_ gold: GoldSentence, _ found: Sentence?) {
        guard let first = gold.claimants.first else { return }
        claimants += 1
        guard let name = found?.claimant?.name else { return }
        let given = Self.plain(name)
        if ([first] + gold.claimants.dropFirst()).contains(where: {
            let wanted = Self.plain($0)
            return wanted == given || wanted.contains(given) || given.contains(wanted)
        }) {
            claimantsRight += 1
        }
        if let isAnonymous = gold.isAnonymous, (found?.claimant?.kind == .anonymous) == isAnonymous {
            anonymityRight += 1
        }
    }

    /// A name without its article, in lower case, with plain apostrophes.
    private static func plain(_ name: String) -> String {
        var text = name.lowercased().map { $0 == "’" ? "'" : $0 }[...]
        for article in ["the ", "a ", "an "] where text.starts(with: article) {
            text = text.dropFirst(article.count)
            break
        }
        return String(text)
    }
}
