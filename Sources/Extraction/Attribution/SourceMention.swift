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
        tokens = phrase
        headToken = phrase.lowerBound
        let first = all[phrase.lowerBound]
        isDefinite = first.isWord("the") || first.has(.demonstrative)
        if phrase.count == 1, first.has([.personalPronoun, .relative]) || first.isWord("that") {
            form = .pronoun
            head = first.key
            isPlural = first.isWord("they") || first.isWord("we")
            isOrganization = false
            return
        }
        let coreEnd = Self.coreEnd(reader, phrase)
        var head = coreEnd - 1
        while head > phrase.lowerBound, all[head].kind != .word { head -= 1 }
        self.head = SourceMention.singular(reader, head)
        let noun = all[head]
        headToken = head
        isPlural = self.head != noun.key || noun.isWord("people") || noun.isWord("police") || noun.isWord("media")
        name =
            Self.personName(reader, phrase.lowerBound..<coreEnd)
            ?? Self.appositionName(reader, coreEnd..<phrase.upperBound)
        let isUpper =
            noun.shape != .lower && !noun.has([.sentenceStarter])
            && (head > reader.range.lowerBound || !noun.has(.personNoun))
        if noun.has(.personNoun), !(isUpper && name != nil) || noun.shape == .lower {
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
                noun.has([.organizationNoun, .documentNoun]) || isDefinite
                || all[phrase].contains {
                    $0.shape == .upper && $0.count > 1 && $0.count < 7 && !$0.has(.title) && phrase.count <= 2
                }
            if noun.has(.personNoun), name == nil { form = .description }
        } else {
            form = noun.has([.organizationNoun, .documentNoun]) ? .body : name != nil ? .name : .description
            isOrganization = form == .body
            if form == .description, noun.has(.timeNoun) { form = .body }
        }
        if all[phrase].contains(where: { $0.has(.anonymousWord) }) { form = .description }
    }

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
        if last.has([.personNoun, .organizationNoun]), last.kind == .word { return nil }
        // A lone capital after an article is a body or a nationality ("the Pentagon").
        if start > core.lowerBound, all[start - 1].has([.determiner]), core.upperBound - start == 1 { return nil }
        return start..<core.upperBound
    }

    /// "a spokesman for the ministry, Jane Doe": a name of two words or more after a comma.
    private static func appositionName(_ reader: PhraseReader, _ rest: Range<Int>) -> Range<Int>? {
        let all = reader.tokens
        for index in rest where all[index].kind == .comma && index + 2 < rest.upperBound {
            var end = index + 1
            while end < rest.upperBound, all[end].kind == .word, all[end].shape != .lower,
                !all[end].has([.organizationNoun, .determiner])
            {
                end += 1
            }
            if end - index > 2, end == rest.upperBound || all[end].kind == .comma { return index + 1..<end }
        }
        return nil
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
        guard token.count > 3, !token.possessive, reader.source.scalars[Int(token.end) - 1] == 0x73,
            reader.source.scalars[Int(token.end) - 2] != 0x73
        else { return token.key }
        var hash = WordKey.seed
        for position in Int(token.start)..<Int(token.end) - 1 {
            hash = WordKey.mix(hash, CharacterTraits.folded(reader.source.scalars[position]))
        }
        return hash
    }
}
