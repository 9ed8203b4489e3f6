/// Scores every sentence of a reading.
struct SentenceScoring {
    let reading: Reading
    let lexicon: Lexicon
    let scorer: Scorer

    /// Sentences of these roles are scored as news; the others are furniture or stand above the text.
    static let scored: Set<Role> = [.body, .dek, .caption]

    /// - Throws: `ReadingInterruption` when the budget ends the reading.
    func sentences(_ claimants: [Claimant?]) throws(ReadingInterruption) -> [Sentence] {
        let reader = SignalReader(source: reading.source, lexicon: lexicon)
        var parts = Scorer.PartSums(none: .none)
        var weighings: [Scorer.Weighing?] = []
        try forEachView(claimants) { view in
            // One word states nothing, nor do pictures alone.
            let isWeighed = view.unit.words >= 2 && hasLetters(view.unit)
            weighings.append(isWeighed ? scorer.weigh(view, reader, &parts) : nil)
        }
        let sums = Surroundings.settled(weighings.map { $0?.sum }, usual: scorer.weights.usual)
        var next = 0
        var sentences: [Sentence] = []
        sentences.reserveCapacity(reading.units.count)
        func sentence(_ index: Int, _ unit: Unit) -> Sentence {
            var sentence = Sentence(range: unit.range, role: unit.role, text: reading.source.string(unit.range))
            sentence.claimant = claimants[index]
            guard Self.scored.contains(unit.role) else { return sentence }
            defer { next += 1 }
            guard let weighing = weighings[next] else { return sentence }
            let words = reading.tokens[unit.tokens]
            let judgement = scorer.judge(weighing, sum: sums[next], words: words, claimant: claimants[index])
            sentence.checkWorthiness = judgement.checkWorthiness
            sentence.score = judgement.score
            sentence.kind = judgement.kind
            sentence.reasons = judgement.reasons
            return sentence
        }
        for (index, unit) in reading.units.enumerated() {
            // Its text, and its words once more.
            reading.budget.charge(2 * unit.range.count + unit.tokens.count)
            try reading.budget.check()
            sentences.append(sentence(index, unit))
        }
        return sentences
    }

    /// The scored sentences with their place in the article.
    ///
    /// - Throws: `ReadingInterruption` when the budget ends the reading.
    func views(_ claimants: [Claimant?]) throws(ReadingInterruption) -> [SentenceView] {
        var views: [SentenceView] = []
        try forEachView(claimants) { views.append($0) }
        return views
    }

    /// Hands the views over one at a time: all the views of a text of millions of lines take hundreds of megabytes.
    private func forEachView(
        _ claimants: [Claimant?], _ body: (SentenceView) -> Void
    ) throws(ReadingInterruption) {
        let scored = reading.units.indices.filter { Self.scored.contains(reading.units[$0].role) }
        var seen = KeyTable<Bool>(none: false)
        var opening = KeyTable<Bool>(none: false)
        for index in scored.prefix(Self.openingSentences) { remember(reading.units[index], &opening) }
        var lastBlock = -1
        for (place, index) in scored.enumerated() {
            let unit = reading.units[index]
            // Its words, its signals, its shape, and the parts of words of a length that is bounded.
            reading.budget.charge(8 * unit.tokens.count + unit.range.count)
            try reading.budget.check()
            body(
                SentenceView(
                    unit: unit,
                    tokens: reading.tokens,
                    quotes: reading.quotes,
                    claimant: claimants[index],
                    index: place,
                    count: scored.count,
                    opensBlock: unit.block != lastBlock,
                    repetition: repetition(unit, &seen),
                    lead: place < Self.openingSentences ? 0 : share(unit, of: opening),
                    isAlone: false
                ))
            lastBlock = unit.block
        }
    }

    /// How many sentences open the story.
    private static let openingSentences = 2

    private func hasLetters(_ unit: Unit) -> Bool {
        reading.source.scalars[unit.range.start..<unit.range.end].contains {
            CharacterTraits.of($0).contains(.letter)
        }
    }

    private func remember(_ unit: Unit, _ words: inout KeyTable<Bool>) {
        for token in reading.tokens[unit.tokens] where token.key != 0 && !token.has(.stop) {
            words.set(token.key, true)
        }
    }

    /// The share of a sentence's content words that stand in a table.
    private func share(_ unit: Unit, of words: KeyTable<Bool>) -> Double {
        var content = 0
        var known = 0
        for token in reading.tokens[unit.tokens] where token.key != 0 && !token.has(.stop) {
            content += 1
            if words[token.key] { known += 1 }
        }
        return content == 0 ? 0 : Double(known) / Double(content)
    }

    /// The share of a sentence's content words that came before; then they count as seen.
    private func repetition(_ unit: Unit, _ seen: inout KeyTable<Bool>) -> Double {
        var content = 0
        var known = 0
        for token in reading.tokens[unit.tokens] where token.key != 0 && !token.has(.stop) {
            content += 1
            if !seen.set(token.key, true) { known += 1 }
        }
        return content == 0 ? 0 : Double(known) / Double(content)
    }
}
