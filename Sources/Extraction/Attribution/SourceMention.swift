/// What a source's noun phrase says about the source.
struct SourceMention: Sendable {
    enum Form: Sendable {
        /// "he", "they": somebody who was mentioned before.
        case pronoun
        /// A person or body by name.
        case name
        /// An unnamed person or people ("a senior official").
        case description
        /// One body, document or office that needs no name ("the government in Beida").
        case body
    }

    var tokens: Range<Int>
    /// The noun that the phrase is about.
    var headToken: Int
    var form: Form
    /// The tokens of the name, where there is one.
    var name: Range<Int>?
    /// The key of the noun that the phrase is about ("official"), without its plural ending where that is known.
    var head: UInt64
    var isPlural: Bool
    var isOrganization: Bool
    /// "the official": refers back to a description if there is one.
    var isDefinite: Bool

    init(_ reader: PhraseReader, _ phrase: Range<Int>) {
        let all = reader.tokens
        // Owners, outlets, acronyms, the name: each is looked for once in the phrase.
        reader.budget.charge(6 * phrase.count)
        tokens = phrase
        headToken = phrase.lowerBound
        let first = all[phrase.lowerBound]
        isDefinite = first.isWord(.the) || first.has(.demonstrative)
        if phrase.count == 1, first.has([.personalPronoun, .relative]) || first.isWord(.that) {
            form = .pronoun
            head = first.key
            isPlural = first.isWord(.they) || first.isWord(.we)
            isOrganization = false
            return
        }
        let coreEnd = Self.coreEnd(reader, phrase)
        var head = coreEnd - 1
        while head > phrase.lowerBound, all[head].kind != .word { head -= 1 }
        self.head = SourceMention.singular(reader, head)
        let noun = all[head]
        headToken = head
        isPlural = self.head != noun.key || noun.isWord(.people) || noun.isWord(.police) || noun.isWord(.media)
        name =
            Self.personName(reader, phrase.lowerBound..<coreEnd)
            ?? Self.appositionName(reader, coreEnd..<phrase.upperBound)
            ?? (noun.has(.title) ? Self.closingName(reader, coreEnd..<phrase.upperBound) : nil)
        let isUpper =
            noun.shape != .lower && !noun.has([.sentenceStarter])
            && (head > reader.range.lowerBound || !noun.has(.personNoun) && !Self.isAgents(reader, head))
        if noun.has(.personNoun) || noun.has(.title) && name == nil, !(isUpper && name != nil) || noun.shape == .lower {
            if name != nil, !isPlural {
                form = .name
            } else {
                // One holder of an office is as good as named: "the president", "Chad's president".
                let office =
                    noun.has(.title) && !isPlural
                    && (isDefinite || all[phrase.lowerBound..<head].contains { $0.possessive })
                    && !Self.vagueOffices.contains(noun.key)
                form = office ? .body : .description
            }
            isOrganization = false
        } else if isUpper {
            form = .name
            if name == nil { name = Self.nameRun(reader, phrase.lowerBound..<coreEnd) }
            isOrganization =
                noun.has([.organizationNoun, .documentNoun])
                || all[name ?? phrase.lowerBound..<coreEnd].contains {
                    $0.shape != .lower
                        && ($0.has(.organizationNoun) && !$0.has(.title) || Self.outlets.contains($0.key))
                } || isDefinite && !noun.has(.title)
                || all[phrase].contains {
                    $0.shape == .upper && $0.count > 1 && $0.count < 7 && !$0.has(.title) && phrase.count <= 2
                }
            if noun.has(.personNoun), name == nil { form = .description }
        } else {
            let isVague =
                noun.has(.documentNoun) && isPlural && !isDefinite
                && !all[phrase.lowerBound..<head].contains { $0.possessive }
            form =
                noun.has([.organizationNoun, .documentNoun]) && !isVague ? .body : name != nil ? .name : .description
            isOrganization = form == .body
            if form == .description, noun.has(.timeNoun) { form = .body }
        }
        // "One of the victims", "Some in the crowd"
        if phrase.count > 1, first.has(.subjectPronoun), all[phrase.lowerBound + 1].has(.preposition) {
            form = .description
            isOrganization = false
        }
        if noun.isWord(.police), name == nil || name == phrase {
            form = .body
            isOrganization = true
        }
        if all[phrase].contains(where: { $0.has(.anonymousWord) }) { form = .description }
    }

    /// A person by a name that stands elsewhere in the article.
    init(_ reader: PhraseReader, name: Range<Int>) {
        tokens = name
        headToken = name.upperBound - 1
        form = .name
        self.name = name
        head = reader.tokens[name.upperBound - 1].key
        isPlural = false
        isOrganization = false
        isDefinite = false
    }

    /// What newspapers and broadcasters are called; as plain words they mean other things.
    private static let outlets: Set<UInt64> = Set(
        [
            "news", "times", "post", "today", "tribune", "herald", "gazette", "patrol", "tv", "radio", "press", "daily",
            "inc", "corp", "ltd", "guardian", "telegraph", "chronicle", "observer", "reuters",
        ].map { WordKey($0).value }
    )

    private static let vagueOffices: Set<UInt64> = Set(
        [
            "spokesman", "spokeswoman", "spokesperson", "officer", "detective", "leader", "candidate", "attorney",
            "doctor",
            "judge", "deputy", "general", "professor",
        ].map { WordKey($0).value }
    )

    /// The end of the part before prepositions, commas and relative clauses.
    private static func coreEnd(_ reader: PhraseReader, _ phrase: Range<Int>) -> Int {
        var index = phrase.lowerBound + 1
        while index < phrase.upperBound {
            let token = reader.tokens[index]
            if token.kind == .comma || token.kind == .dash || token.kind == .openBracket { return index }
            if token.has([.preposition, .relative]), token.shape == .lower { return index }
            if token.shape == .lower, reader.isVerb(index),
                index > phrase.lowerBound + 1 || !reader.tokens[phrase.lowerBound].has(.determiner)
            {
                return index
            }
            if token.has([.personalPronoun]) { return index }
            index += 1
        }
        return phrase.upperBound
    }

    /// A name that closes the core: "Pentagon spokesman Col. Steve Warren".
    private static func personName(_ reader: PhraseReader, _ core: Range<Int>) -> Range<Int>? {
        let all = reader.tokens
        var start = core.upperBound
        while start > core.lowerBound {
            let token = all[start - 1]
            if token.kind == .period, start - 1 > core.lowerBound, !token.spaced {
                start -= 1
                continue
            }
            guard token.kind == .word, token.shape != .lower, !token.possessive || start == core.upperBound,
                !token.has([.determiner, .weekday])
            else { break }
            // "Pentagon spokesman": a plain noun parts the office from the name.
            if token.has([.personNoun, .organizationNoun]), !token.has(.title), start < core.upperBound { break }
            start -= 1
        }
        guard start < core.upperBound else { return nil }
        let last = all[core.upperBound - 1]
        if last.has([.personNoun, .organizationNoun, .title]), last.kind == .word { return nil }
        // A lone capital after an article is a body or a nationality ("the Pentagon").
        if start > core.lowerBound, all[start - 1].has([.determiner]), core.upperBound - start == 1 { return nil }
        return start..<core.upperBound
    }

    /// "a spokesman for the ministry, Jane Doe": a name of two words or more after a comma.
    private static func appositionName(_ reader: PhraseReader, _ rest: Range<Int>) -> Range<Int>? {
        let all = reader.tokens
        for index in rest where all[index].kind == .comma && index + 2 < rest.upperBound {
            reader.budget.charge()
            var start = index + 1
            // "lead author, doctoral candidate Jane Roe": plain words may come first.
            while start + 2 < rest.upperBound, all[start].kind == .word, all[start].shape == .lower,
                !all[start].has([.preposition, .relative, .auxiliary, .conjunction])
            {
                start += 1
                reader.budget.charge()
            }
            var end = start
            while end < rest.upperBound, all[end].kind == .word, all[end].shape != .lower,
                !all[end].has([.organizationNoun, .determiner])
            {
                end += 1
                reader.budget.charge()
            }
            if end - start > 1, end == rest.upperBound || all[end].kind == .comma { return start..<end }
        }
        return nil
    }

    /// "Meteorologists", "Authorities": people in the plural by the ending, where a capital only opens the sentence.
    private static func isAgents(_ reader: PhraseReader, _ index: Int) -> Bool {
        let scalars = reader.source.scalars[Int(reader.tokens[index].start)..<Int(reader.tokens[index].end)]
        return endings.contains { scalars.count > $0.count + 2 && scalars.suffix($0.count).elementsEqual($0) }
    }

    private static let endings = ["ists", "ers", "ors", "ians", "ities", "ants"].map { $0.unicodeScalars.map(\.value) }

    /// "Secretary of State Jane Roe": a name of two words that ends the phrase, after the office's own preposition.
    private static func closingName(_ reader: PhraseReader, _ rest: Range<Int>) -> Range<Int>? {
        let all = reader.tokens
        var end = rest.lowerBound
        while end < rest.upperBound, all[end].kind == .word { end += 1 }
        var start = end
        while start > rest.lowerBound, all[start - 1].shape != .lower, !all[start - 1].possessive,
            !all[start - 1].has([.determiner, .organizationNoun])
        {
            start -= 1
        }
        let opensBody =
            start > rest.lowerBound && all[start - 1].has(.organizationNoun) && all[start - 1].shape != .lower
        return end - start > 2 || end - start == 2 && opensBody ? end - 2..<end : nil
    }

    private static func nameRun(_ reader: PhraseReader, _ core: Range<Int>) -> Range<Int>? {
        var start = core.lowerBound
        while start < core.upperBound, reader.tokens[start].has(.determiner) || reader.tokens[start].shape == .lower {
            start += 1
        }
        return start < core.upperBound ? start..<core.upperBound : nil
    }

    /// The key of a noun without a plural s.
    static func singular(_ reader: PhraseReader, _ index: Int) -> UInt64 {
        let token = reader.tokens[index]
        guard token.count > 3, token.count <= Token.longestWord, !token.possessive,
            reader.source.scalars[Int(token.end) - 1] == 0x73,
            reader.source.scalars[Int(token.end) - 2] != 0x73
        else { return token.key }
        reader.budget.charge(token.count)
        var hash = WordKey.seed
        for position in Int(token.start)..<Int(token.end) - 1 {
            hash = WordKey.mix(hash, CharacterTraits.folded(reader.source.scalars[position]))
        }
        return hash
    }
}
