/// Finds claims of one article that cannot both be true: one says that something happened to somebody, another denies it.
struct ConflictFinder {
    let reading: Reading
    let lexicon: Lexicon
    let names: NameTable
    private var budget: ReadingBudget { reading.budget }

    /// At most so many claims with one verb are compared on each side.
    private static let mostCompared = 12

    /// What a sentence says happened.
    private struct Proposition {
        var claim: Int
        /// The person or thing: a name's skeleton, or the article's main character where it is only described.
        var subject: UInt64
        var isDenied: Bool
        var year: String?
    }

    static let denials: Set<UInt64> = Set(
        [
            "denied", "denies", "deny", "denying", "rejected", "rejects", "disputed", "disputes", "refuted", "refutes",
            "dismissed",
        ]
        .map { WordKey($0).value }
    )
    static let open: Set<UInt64> = Set(
        ["whether", "if", "unclear", "could", "might", "may", "would"].map { WordKey($0).value }
    )

    /// For each claim the places of those that contradict it. `sentences` are the claims' tokens, `dates` what they mention.
    ///
    /// - Throws: `ReadingInterruption` when the budget ends the reading.
    func conflicts(
        _ sentences: [Range<Int>], dates: [[DateMention]]
    ) throws(ReadingInterruption) -> [[Int]] {
        let main = try mainCharacter()
        var byVerb: [UInt64: [Proposition]] = [:]
        var verbs: [UInt64] = []
        for (claim, range) in sentences.enumerated() {
            try budget.check()
            for (verb, proposition) in propositions(claim, range, dates[claim], main) {
                if byVerb[verb] == nil { verbs.append(verb) }
                byVerb[verb, default: []].append(proposition)
            }
        }
        var conflicts: [[Int]] = Array(repeating: [], count: sentences.count)
        func add(_ first: Int, _ second: Int) {
            if !conflicts[first].contains(second) { conflicts[first].append(second) }
            if !conflicts[second].contains(first) { conflicts[second].append(first) }
        }
        for verb in verbs {
            let all = byVerb[verb] ?? []
            budget.charge(2 * all.count)
            let accounts = all.lazy.filter { !$0.isDenied }.prefix(Self.mostCompared)
            for denied in all.lazy.filter(\.isDenied).prefix(Self.mostCompared) {
                for said in accounts where said.claim != denied.claim {
                    guard said.subject == denied.subject,
                        said.year == nil || denied.year == nil || said.year == denied.year,
                        said.year == nil
                    else { continue }
                    add(denied.claim, said.claim)
                }
            }
        }
        for claim in sentences.indices.dropFirst() where deniesSentenceBefore(sentences[claim], sentences[claim - 1]) {
            add(claim - 1, claim)
        }
        return conflicts.map { $0.sorted() }
    }

    private func propositions(_ claim: Int, _ range: Range<Int>, _ dates: [DateMention], _ main: UInt64?) -> [(
        UInt64, Proposition
    )] {
        let tokens = reading.tokens
        let isExplicit = isExplicit(dates)
        let range = range.lowerBound..<min(range.upperBound, range.lowerBound + 200)
        let reader = PhraseReader(
            source: reading.source, tokens: tokens, lexicon: lexicon, range: range, budget: budget)
        var found: [(UInt64, Proposition)] = []
        var isDenied = false
        var isOpen = false
        for index in range {
            budget.charge()
            let token = tokens[index]
            if Self.denials.contains(token.key) { isDenied = true }
            if Self.open.contains(token.key) { isOpen = true }
            guard token.has(.eventVerb), token.shape == .lower, !isOpen, found.count < 8 else { continue }
            var start = index
            var isNegative = false
            while start > range.lowerBound, tokens[start - 1].shape == .lower,
                tokens[start - 1].has([.auxiliary, .adverb, .negation]), !tokens[start - 1].has([.determiner])
            {
                start -= 1
                budget.charge()
                if tokens[start].has(.negation) { isNegative = true }
            }
            guard let subject = reader.subject(before: start, from: range.lowerBound),
                let key = subjectKey(subject, reader, main)
            else { continue }
            budget.charge(dates.count)
            let year = dates.first { $0.resolved.count >= 4 && !$0.resolved.hasPrefix("W") }.map {
                String($0.resolved.prefix(4))
            }
            found.append(
                (
                    token.key,
                    Proposition(
                        claim: claim,
                        subject: key,
                        isDenied: isDenied != isNegative,
                        year: isExplicit ? year : nil
                    )
                )
            )
        }
        return found
    }

    /// Whether one of the dates is told in figures.
    private func isExplicit(_ dates: [DateMention]) -> Bool {
        dates.contains { date in
            budget.charge(date.words.utf8.count)
            return date.words.contains { $0.isNumber }
        }
    }

    private func subjectKey(_ subject: Range<Int>, _ reader: PhraseReader, _ main: UInt64?) -> UInt64? {
        let mention = SourceMention(reader, subject)
        if let name = mention.name, mention.form == .name { return names.skeleton(name.upperBound - 1) }
        // "the elusive militant": one person, described as known: whom the article is about.
        if mention.form == .description, mention.isDefinite, !mention.isPlural { return main }
        if let counterpart = counterpart(of: subject, reader) { return counterpart }
        if mention.form == .pronoun,
            reading.tokens[subject.lowerBound].isWord("he") || reading.tokens[subject.lowerBound].isWord("she")
        {
            return main
        }
        return nil
    }

    /// The name that the article mentions most, if it stands out.
    private func mainCharacter() throws(ReadingInterruption) -> UInt64? {
        var counts: [UInt64: Int] = [:]
        for unit in reading.units where unit.role != .boilerplate {
            budget.charge(unit.tokens.count)
            try budget.check()
            for index in unit.tokens.dropFirst() {
                let token = reading.tokens[index]
                guard token.kind == .word, token.shape == .capitalized, token.count >= 4,
                    !token.has([.personNoun, .organizationNoun, .title, .weekday, .month, .stop]),
                    names.isPersonal(token.key)
                else { continue }
                counts[names.skeleton(index), default: 0] += 1
            }
        }
        budget.charge(counts.count)
        var first: (name: UInt64, count: Int) = (0, 0)
        var second = 0
        for (name, count) in counts {
            if count > first.count {
                second = first.count
                first = (name, count)
            } else {
                second = max(second, count)
            }
        }
        // Of two that are named as often, none stands out.
        return first.count >= 3 && second * 3 <= first.count * 2 ? first.name : nil
    }
}
