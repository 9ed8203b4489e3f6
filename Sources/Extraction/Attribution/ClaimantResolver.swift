/// Says who speaks in each sentence, under the fullest form that the article gives.
struct ClaimantResolver {
    let source: SourceText
    let lexicon: Lexicon
    let tokens: [Token]
    let quotes: QuoteMap
    let units: [Unit]

    /// Somebody or something that is quoted in the article.
    private struct Speaker {
        var name: String
        var form: SourceMention.Form
        var head: UInt64
        var isPlural: Bool
        var isOrganization: Bool
        /// The last word of a person's name.
        var surname: UInt64?
    }

    /// The share of a sentence's words that must be attributed for the claimant to be the sentence's.
    private static let coverage = 0.4

    /// The claimant of each unit, nil for the article's own voice.
    func resolve(_ found: [AttributionFinder.Found], names: NameTable) -> [Claimant?] {
        var speakers: [Speaker] = []
        var claimants: [Claimant?] = Array(repeating: nil, count: units.count)
        var covered = Array(repeating: 0.0, count: units.count)
        var recent: Int?
        for one in found {
            guard let speaker = speaker(of: one, &speakers, recent, names) else { continue }
            recent = speaker
            for content in one.content {
                var index = unitIndex(of: content.lowerBound)
                while index < units.count, units[index].tokens.lowerBound < content.upperBound {
                    let share = share(of: content, in: units[index])
                    if share >= Self.coverage, share > covered[index] {
                        covered[index] = share
                        claimants[index] = claimant(speakers[speaker], one.quotation)
                    }
                    index += 1
                }
            }
        }
        continueQuotations(&claimants)
        return claimants
    }

    private func claimant(_ speaker: Speaker, _ quotation: Claimant.Quotation) -> Claimant {
        Claimant(
            name: speaker.name,
            kind: speaker.form == .description ? .anonymous : .named,
            isOrganization: speaker.isOrganization,
            quotation: quotation
        )
    }

    /// Sentences that stand wholly in quotation marks after an attributed quotation have the same speaker.
    private func continueQuotations(_ claimants: inout [Claimant?]) {
        for index in units.indices.dropFirst() where claimants[index] == nil && isQuoted(units[index]) {
            guard var previous = claimants[index - 1], previous.quotation != .indirect else { continue }
            let same = units[index].block == units[index - 1].block
            let carried = quotes.quote(at: units[index].tokens.lowerBound)?.isContinuation == true
            guard same || carried || units[index].block == units[index - 1].block + 1 else { continue }
            previous.quotation = .direct
            claimants[index] = previous
        }
    }

    private func isQuoted(_ unit: Unit) -> Bool {
        var quoted = 0
        for index in unit.tokens where tokens[index].key != 0 && quotes.isQuoted(index) { quoted += 1 }
        return quoted > 0 && quoted * 10 >= unit.words * 8
    }

    private func share(of content: Range<Int>, in unit: Unit) -> Double {
        let range = content.clamped(to: unit.tokens)
        guard unit.words > 0 else { return 0 }
        return Double(tokens[range].reduce(0) { $0 + ($1.key == 0 ? 0 : 1) }) / Double(unit.words)
    }

    private func unitIndex(of token: Int) -> Int {
        var low = 0
        var high = units.count
        while low < high {
            let middle = (low + high) / 2
            if units[middle].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The speaker that an attribution's source names, describes or refers back to.
    private func speaker(
        of one: AttributionFinder.Found,
        _ speakers: inout [Speaker],
        _ recent: Int?,
        _ names: NameTable
    ) -> Int? {
        guard let phrase = one.source, !phrase.isEmpty else { return recent }
        let reader = PhraseReader(source: source, tokens: tokens, lexicon: lexicon, range: units[one.unit].tokens)
        let mention = SourceMention(reader, phrase)
        switch mention.form {
        case .pronoun:
            let first = tokens[phrase.lowerBound]
            if first.has(.firstPerson) || first.has(.secondPerson) { return nil }
            return lastSpeaker(speakers, recent, isPlural: mention.isPlural)
        case .name:
            guard let name = mention.name else { break }
            let surname = tokens[name.upperBound - 1].key
            if let known = speakers.firstIndex(where: { $0.surname == surname && $0.form == .name }) { return known }
            let full = names.fullest(surname) ?? name
            speakers.append(
                Speaker(
                    name: words(mention.isOrganization ? phraseName(mention) : full),
                    form: .name,
                    head: mention.head,
                    isPlural: false,
                    isOrganization: mention.isOrganization,
                    surname: surname
                )
            )
            return speakers.count - 1
        default: break
        }
        // "the official" is the official of before; "officials" without an article are new ones.
        if mention.isDefinite || mention.form == .body,
            let known = speakers.lastIndex(where: {
                $0.head == mention.head && $0.isPlural == mention.isPlural && $0.form != .name
            })
        {
            return known
        }
        speakers.append(
            Speaker(
                name: words(phraseName(mention)),
                form: mention.form,
                head: mention.head,
                isPlural: mention.isPlural,
                isOrganization: mention.isOrganization,
                surname: nil
            )
        )
        return speakers.count - 1
    }

    private func lastSpeaker(_ speakers: [Speaker], _ recent: Int?, isPlural: Bool) -> Int? {
        if let recent, speakers[recent].isPlural == isPlural { return recent }
        return speakers.lastIndex { $0.isPlural == isPlural && !$0.isOrganization } ?? recent
    }

    /// The phrase without its relative clauses and appositions.
    private func phraseName(_ mention: SourceMention) -> Range<Int> {
        let end = mention.tokens.first {
            tokens[$0].kind == .comma || tokens[$0].has(.relative) || tokens[$0].kind == .dash
        }
        let range = mention.tokens.lowerBound..<(end ?? mention.tokens.upperBound)
        return range.isEmpty ? mention.tokens : range
    }

    private func words(_ range: Range<Int>) -> String {
        var end = Int(tokens[range.upperBound - 1].end)
        if tokens[range.upperBound - 1].possessive { end -= 2 }
        return source.string(Int(tokens[range.lowerBound].start), max(end, Int(tokens[range.lowerBound].start)))
    }
}
