/// Says who speaks in each sentence, under the fullest form that the article gives.
struct ClaimantResolver {
    let reading: Reading
    let lexicon: Lexicon
    let names: NameTable

    private var tokens: [Token] { reading.tokens }
    private var units: [Unit] { reading.units }
    private var budget: ReadingBudget { reading.budget }

    /// The share of a sentence's words that must be attributed for the claimant to be the sentence's.
    private static let coverage = 0.4
    /// A claimant's name is cut behind so many code points: a page of capitals is no name, and would be repeated with each
    /// of its claims.
    private static let longestName = 1_000

    /// The claimant of each unit, nil for the article's own voice.
    ///
    /// - Throws: `ReadingInterruption` when the budget ends the reading.
    func resolve(_ found: [AttributionFinder.Found]) throws(ReadingInterruption) -> [Claimant?] {
        var cast = Cast()
        var claimants: [Claimant?] = Array(repeating: nil, count: units.count)
        var covered = Array(repeating: 0.0, count: units.count)
        for one in found {
            try budget.check()
            guard let speaker = speaker(of: one, &cast) else { continue }
            if one.isSpeech { cast.recent = speaker }
            guard one.isSpeech else { continue }
            for content in one.content {
                var index = units.firstReaching(content.lowerBound, budget)
                while index < units.count, units[index].tokens.lowerBound < content.upperBound {
                    budget.charge()
                    let share = share(of: content, in: units[index])
                    // The sentence with the cue is the source's even where the content is short ("denied the charge").
                    if share >= Self.coverage || index == one.unit, share > covered[index] {
                        covered[index] = share
                        claimants[index] = cast.claimant(speaker, one.quotation)
                    }
                    index += 1
                }
            }
        }
        continueQuotations(&claimants)
        return claimants
    }

    /// Sentences in quotation marks after an attributed quotation have the same speaker.
    private func continueQuotations(_ claimants: inout [Claimant?]) {
        budget.charge(units.count)
        for index in units.indices.dropFirst() where claimants[index] == nil {
            guard var previous = claimants[index - 1], previous.quotation != .indirect else { continue }
            let first = units[index].tokens.lowerBound
            let quote = reading.quotes.quote(at: first)
            // "It was rapid,” approved within hours": the quotation of the sentence before ends here.
            let ends = quote.map { $0.open < first } ?? false
            guard ends || isQuoted(units[index]) else { continue }
            let near = units[index].block - units[index - 1].block
            guard near == 0 || (near == 1 && (quote?.isContinuation == true || isQuoted(units[index]))) else {
                continue
            }
            previous.quotation = isQuoted(units[index]) ? .direct : .mixed
            claimants[index] = previous
        }
    }

    private func isQuoted(_ unit: Unit) -> Bool {
        let quoted = reading.quotes.words(in: unit.tokens).quoted
        return quoted > 0 && quoted * 10 >= unit.words * 8
    }

    private func share(of content: Range<Int>, in unit: Unit) -> Double {
        let range = content.clamped(to: unit.tokens)
        guard unit.words > 0 else { return 0 }
        return Double(reading.quotes.words(in: range).all) / Double(unit.words)
    }

    // MARK: Sources

    /// The speaker that an attribution's source names, describes or refers back to.
    private func speaker(of one: AttributionFinder.Found, _ cast: inout Cast) -> Int? {
        guard let phrase = one.source, !phrase.isEmpty else { return nil }
        let range = units[one.unit].tokens
        let reader = PhraseReader(
            source: reading.source, tokens: tokens, lexicon: lexicon, range: range, budget: budget)
        return speaker(of: phrase, reader, &cast)
    }

    private func speaker(of phrase: Range<Int>, _ reader: PhraseReader, _ cast: inout Cast) -> Int? {
        let mention = SourceMention(reader, phrase)
        switch mention.form {
        case .pronoun:
            // "He" at the beginning is whom the sentence before begins with; later, whom its own sentence begins with.
            if tokens[phrase.lowerBound].isWord(.he) || tokens[phrase.lowerBound].isWord(.she),
                let name = phrase.lowerBound - reader.range.lowerBound < 4
                    ? names.subject(before: reader.range.lowerBound)
                    : names.opening(reader.range.lowerBound..<phrase.lowerBound)
            {
                return named(SourceMention(reader, name: name), &cast)
            }
            return referent(mention, reader, &cast)
        case .name: return named(mention, &cast)
        case .description, .body: return described(mention, reader, &cast)
        }
    }

    private func named(_ mention: SourceMention, _ cast: inout Cast) -> Int? {
        guard let name = mention.name else { return nil }
        let last = name.upperBound - 1
        let full = names.fullest(last) ?? name
        budget.charge(3 * name.count + full.count)
        // "Sadiq Khan" in an article about Usman Khan, "ABC News" beside "NBC News": another one.
        if name.count > 1, tokens[name].allSatisfy({ $0.kind != .word || !$0.has(.title) }),
            Set(tokens[name].dropLast().map(\.key)).isDisjoint(with: tokens[full].dropLast().map(\.key)), full != name
        {
            let whole = tokens[name].reduce(WordKey.seed) { WordKey.mix($0 ^ $1.key, 0x20) }
            if let known = cast.byName[whole] { return known }
            let speaker = cast.add(
                Cast.Speaker(
                    name: words(name), form: .name, isPlural: false, isOrganization: mention.isOrganization
                )
            )
            cast.byName[whole] = speaker
            return speaker
        }
        let (written, spelled, listed) = (tokens[last].key, names.skeleton(last), tokens[full.upperBound - 1].key)
        if let known = cast.byName[written] ?? cast.byName[spelled] ?? cast.byName[listed] { return known }
        // A lone capitalized word that the article never gives a first name to is most likely a company or an agency.
        let isBody = mention.isOrganization || full.count == 1 && !tokens[last].has(.title)
        let shown = isBody && full == name ? phraseName(mention) : full
        let speaker = cast.add(Cast.Speaker(name: words(shown), form: .name, isPlural: false, isOrganization: isBody))
        cast.byName[written] = speaker
        cast.byName[spelled] = speaker
        cast.byName[listed] = speaker
        return speaker
    }

    /// "the official" is the official of before; "officials" without an article are new ones.
    private func described(_ mention: SourceMention, _ reader: PhraseReader, _ cast: inout Cast) -> Int? {
        if let author = author(mention, reader, &cast) { return author }
        budget.charge(2 * mention.tokens.count)
        let head = tokens[mention.headToken].key
        let modifiers = Set(tokens[mention.tokens].filter { $0.key != 0 && !$0.has(.stop) }.map(\.key)).subtracting([
            head
        ])
        let key = Cast.Head(head: mention.head, isPlural: mention.isPlural)
        if mention.isDefinite || mention.form == .body {
            let candidates = cast.byHead[key, default: []].suffix(8).reversed()
            if modifiers.isEmpty, let known = candidates.first { return known }
            if let known = candidates.first(where: { !cast.speakers[$0].modifiers.isDisjoint(with: modifiers) })
                ?? candidates.first
            {
                return known
            }
            // "The governor", where the article names one governor.
            if mention.isDefinite, !mention.isPlural, let holder = names.holder(of: head) {
                return named(SourceMention(reader, name: holder), &cast)
            }
        }
        let speaker = cast.add(
            Cast.Speaker(
                name: words(phraseName(mention)), form: mention.form, isPlural: mention.isPlural,
                isOrganization: mention.isOrganization, modifiers: modifiers
            )
        )
        cast.byHead[key, default: []].append(speaker)
        return speaker
    }

    /// Who speaks through a document: "the ministry's statement", "a letter from the union", "the statement".
    private func author(_ mention: SourceMention, _ reader: PhraseReader, _ cast: inout Cast) -> Int? {
        guard tokens[mention.headToken].has(.documentNoun) else { return nil }
        let first = mention.tokens.lowerBound
        budget.charge(mention.tokens.count)
        if let owner = (first..<mention.headToken).last(where: { tokens[$0].possessive }) {
            return speaker(of: first..<owner + 1, reader, &cast)
        }
        if tokens[first].has(.possessive) { return cast.recent }
        let after = mention.headToken + 1
        if after + 1 < mention.tokens.upperBound,
            let link = (after..<min(after + 4, mention.tokens.upperBound)).first(where: {
                tokens[$0].isWord(.by) || tokens[$0].isWord(.from)
            }), link + 1 < mention.tokens.upperBound
        {
            return speaker(of: link + 1..<mention.tokens.upperBound, reader, &cast)
        }
        // "The statement added …": of whoever spoke last, unless the article knows the document by itself.
        guard mention.isDefinite, mention.tokens.count == 2 else { return nil }
        return cast.byHead[Cast.Head(head: mention.head, isPlural: mention.isPlural)] == nil ? cast.recent : nil
    }

    /// Whom "he" or "they" means: somebody named earlier in the sentence, or the last speaker of that number.
    private func referent(_ mention: SourceMention, _ reader: PhraseReader, _ cast: inout Cast) -> Int? {
        let first = tokens[mention.tokens.lowerBound]
        guard !first.has([.firstPerson, .secondPerson]) else { return nil }
        if first.has(.relative) || first.isWord(.that) {
            guard let head = reader.nominal(before: mention.tokens.lowerBound, from: reader.range.lowerBound) else {
                return nil
            }
            let earlier = SourceMention(reader, head)
            if earlier.form == .name { return named(earlier, &cast) }
            // "They released a statement which said": whoever released it.
            guard tokens[earlier.headToken].has(.documentNoun),
                let verb = firstVerb(of: reader, before: head.lowerBound),
                let subject = reader.subject(before: verb, from: reader.range.lowerBound)
            else { return nil }
            return speaker(of: subject, reader, &cast)
        }
        if mention.isPlural {
            for index in (reader.range.lowerBound..<mention.tokens.lowerBound).reversed() {
                budget.charge()
                guard tokens[index].has(.personNoun), SourceMention.singular(reader, index) != tokens[index].key,
                    let phrase = reader.nominal(before: index + 1, from: reader.range.lowerBound)
                else { continue }
                return described(SourceMention(reader, phrase), reader, &cast)
            }
            return cast.lastPlural ?? cast.recent
        }
        if first.isWord(.it) { return cast.recent }
        return cast.recentPerson
    }

    private func firstVerb(of reader: PhraseReader, before end: Int) -> Int? {
        (reader.range.lowerBound..<end).first { index in
            budget.charge()
            return reader.isVerb(index)
        }
    }

    // MARK: Words

    /// The phrase without its relative clauses, appositions and participles.
    private func phraseName(_ mention: SourceMention) -> Range<Int> {
        let start = mention.tokens.lowerBound
        budget.charge(mention.tokens.count)
        let end = mention.tokens.first { index in
            let token = tokens[index]
            if token.kind == .comma || token.kind == .dash || (token.has(.relative) && index > start) { return true }
            // "locals contacted by email", "towns now based in"
            guard index > mention.headToken, token.shape == .lower, index + 1 < mention.tokens.upperBound else {
                return false
            }
            return token.has(.verb) && tokens[index + 1].has(.preposition) || token.isWord(.now)
                || endsInED(token) && tokens[index + 1].has(.preposition)
        }
        let range = start..<(end ?? mention.tokens.upperBound)
        return range.isEmpty ? mention.tokens : range
    }

    private func endsInED(_ token: Token) -> Bool {
        token.count > 4 && reading.source.scalars[Int(token.end) - 1] == 0x64
            && reading.source.scalars[Int(token.end) - 2] == 0x65
    }

    private func words(_ range: Range<Int>) -> String {
        let start = Int(tokens[range.lowerBound].start)
        var end = Int(tokens[range.upperBound - 1].end)
        if tokens[range.upperBound - 1].possessive, end - 2 > start { end -= 2 }
        end = min(end, start + Self.longestName)
        budget.charge(2 * (end - start))
        return Statement.words(reading.source, start, end)
    }
}
