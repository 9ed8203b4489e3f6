/// Cuts a range of a text into tokens, in one pass.
struct Tokenizer {
    let source: SourceText
    let lexicon: Lexicon
    let budget: ReadingBudget

    /// Appends the tokens of the range to `tokens`.
    ///
    /// - Throws: `ReadingInterruption` when the budget ends the reading.
    func tokenize(_ range: TextRange, into tokens: inout [Token]) throws(ReadingInterruption) {
        try source.scalars.withUnsafeBufferPointer { scalars throws(ReadingInterruption) in
            var pass = TokenPass(scalars: scalars, lexicon: lexicon, budget: budget, limit: range.end)
            try pass.run(from: range.start, into: &tokens)
        }
    }
}

/// The state of one pass over a block.
private struct TokenPass {
    let scalars: UnsafeBufferPointer<UInt32>
    let lexicon: Lexicon
    let budget: ReadingBudget
    let limit: Int
    var doubleOpen = false
    var singleOpen = false

    mutating func run(from start: Int, into tokens: inout [Token]) throws(ReadingInterruption) {
        var index = start
        var spaced = true
        while index < limit {
            let traits = CharacterTraits.of(scalars[index])
            if traits.contains(.space) {
                spaced = true
                index += 1
                budget.charge()
                continue
            }
            let token: Token
            if !traits.isDisjoint(with: .wordPart) {
                token = traits.contains(.ideograph) ? ideograph(index, spaced) : word(index, spaced)
            } else {
                token = mark(index, spaced)
            }
            tokens.append(token)
            budget.charge(token.count)
            try budget.check()
            index = Int(token.end)
            spaced = false
        }
    }

    private func traits(_ index: Int) -> CharacterTraits { index < limit ? CharacterTraits.of(scalars[index]) : .space }

    private func ideograph(_ start: Int, _ spaced: Bool) -> Token {
        var token = make(.word, start, start + 1, spaced)
        token.key = WordKey.mix(WordKey.seed, scalars[start])
        return token
    }

    private func word(_ start: Int, _ spaced: Bool) -> Token {
        var index = start
        var hash = WordKey.seed
        var base: UInt64?
        var (upper, lower, digits, letters) = (0, 0, 0, 0)
        var possessive = false
        scan: while index < limit {
            let scalar = scalars[index]
            let kind = CharacterTraits.of(scalar)
            if !kind.isDisjoint(with: .wordPart) {
                if kind.contains(.ideograph) { break }
                if kind.contains(.upper) { upper += 1 }
                if kind.contains(.lower) { lower += 1 }
                if kind.contains(.letter) { letters += 1 }
                if kind.contains(.digit) { digits += 1 }
            } else {
                let next = traits(index + 1)
                let joins = next.contains(.letter) || next.contains(.digit)
                if kind.contains(.apostrophe) {
                    if !next.contains(.letter) || letters == 0 { break }
                    if CharacterTraits.folded(scalars[index + 1]) == 0x73, traits(index + 2).isDisjoint(with: .wordPart)
                    {
                        base = hash
                        possessive = true
                    }
                } else if kind.contains(.hyphen) {
                    if !joins { break }
                } else if scalar == 0x2E {
                    if !periodJoins(start, index, digits: digits, letters: letters) { break }
                } else if scalar == 0x2C {
                    guard digits > 0, next.contains(.digit), letters == 0 else { break scan }
                } else if scalar == 0x40 || scalar == 0x3A || scalar == 0x2F {
                    if let end = link(start, index) { return make(.link, start, end, spaced) }
                    // A slash between words ("and/or", "24/7") keeps them together; other marks do not.
                    guard scalar == 0x2F, joins else { break scan }
                } else if scalar == 0x26, index == start + upper, upper > 0, next.contains(.upper) {
                    // "AT&T", "R&D"
                } else {
                    break
                }
            }
            hash = WordKey.mix(hash, CharacterTraits.folded(scalar))
            index += 1
        }
        var token = make(letters == 0 || startsWithDigit(start) ? .number : .word, start, index, spaced)
        // Scripts without capitals have no shape that could tell anything.
        if upper == 0 {
            token.shape = lower == 0 ? .none : .lower
        } else if lower == 0 {
            token.shape = .upper
        } else {
            token.shape = traits(start).contains(.upper) && upper == 1 ? .capitalized : .mixed
        }
        token.key = hash
        token.classes = lexicon.classes(hash)
        // "WHO", "US", "IT": an acronym is no pronoun.
        if token.shape == .upper, letters > 1 {
            token.classes.subtract([
                .personalPronoun, .subjectPronoun, .relative, .question, .firstPerson, .unresolved, .sentenceStarter,
                .stop,
            ])
        }
        if let base {
            token.possessive = true
            if token.classes.isEmpty {
                token.key = base
                token.classes = lexicon.classes(base)
            }
        } else if possessive {
            token.possessive = true
        }
        return token
    }

    private func startsWithDigit(_ start: Int) -> Bool { traits(start).contains(.digit) }

    /// Whether a period inside a word belongs to it: decimals, "U.S", "a.m", addresses; not a missing blank ("end.Next").
    private func periodJoins(_ start: Int, _ index: Int, digits: Int, letters: Int) -> Bool {
        let next = traits(index + 1)
        let previous = traits(index - 1)
        if next.contains(.digit) { return previous.contains(.digit) }
        guard next.contains(.letter), previous.contains(.letter) || previous.contains(.digit) else { return false }
        // A single letter before the period: initials and abbreviations.
        let single = index - 1 == start || traits(index - 2).isDisjoint(with: .wordPart)
        if single && previous.contains(.letter) {
            // "plan B.The": an upper-case word of two letters or more after it is a new sentence.
            return !(next.contains(.upper) && traits(index + 2).contains(.lower))
        }
        // "example.com", "Jane.Doe": only when what follows is lower case.
        return next.contains(.lower)
    }

    /// The end of a web or mail address that holds the mark at `index`, if it is one.
    private func link(_ start: Int, _ index: Int) -> Int? {
        let mark = scalars[index]
        let isLink: Bool
        if mark == 0x40 {
            isLink = index > start && traits(index + 1).contains(.letter)
        } else if mark == 0x3A {
            isLink = index + 2 < limit && scalars[index + 1] == 0x2F && scalars[index + 2] == 0x2F
        } else {
            // "example.com/path": a period was joined before the slash.
            var dotted = false
            var back = index - 1
            while back > start, index - back < 64 {
                if scalars[back] == 0x2E { dotted = true }
                back -= 1
            }
            budget.charge(index - back)
            isLink = dotted && traits(start).contains(.letter)
        }
        guard isLink else { return nil }
        var end = index
        while end < limit, !traits(end).contains(.space), !isQuoteOrBracket(scalars[end]) { end += 1 }
        budget.charge(end - index)
        while end > index, isTrailing(scalars[end - 1]) { end -= 1 }
        return end
    }

    private func isQuoteOrBracket(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x22, 0x201C, 0x201D, 0x3C, 0x3E, 0x5D, 0x29, 0xAB, 0xBB: true
        default: false
        }
    }

    private func isTrailing(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x27, 0x2019: true
        default: false
        }
    }

    private mutating func mark(_ start: Int, _ spaced: Bool) -> Token {
        var end = start + 1
        let kind: Token.Kind
        switch scalars[start] {
        case 0x2E:
            while end < limit, scalars[end] == 0x2E { end += 1 }
            kind = end - start > 1 ? .ellipsis : .period
        case 0x3002, 0xFF0E, 0x06D4, 0x0964: kind = .period
        case 0x2026:
            while end < limit, scalars[end] == 0x2E || scalars[end] == 0x2026 { end += 1 }
            kind = .ellipsis
        case 0x3F, 0x21:
            kind = scalars[start] == 0x3F ? .question : .exclamation
            while end < limit, scalars[end] == 0x3F || scalars[end] == 0x21 { end += 1 }
        case 0xFF1F, 0x061F: kind = .question
        case 0xFF01: kind = .exclamation
        case 0x2C, 0x060C, 0x3001, 0xFF0C: kind = .comma
        case 0x3A, 0xFF1A: kind = .colon
        case 0x3B, 0x061B: kind = .semicolon
        case 0x2012...0x2015: kind = .dash
        case 0x2D, 0x2010, 0x2011:
            while end < limit, CharacterTraits.of(scalars[end]).contains(.hyphen) { end += 1 }
            kind = .dash
        case 0x22, 0xFF02:
            doubleOpen = opens(start, spaced, isOpen: doubleOpen)
            kind = doubleOpen ? .openQuote : .closeQuote
        case 0x201C, 0xAB, 0x201E, 0x201F, 0x300C, 0x300E:
            doubleOpen = true
            kind = .openQuote
        case 0x201D where !doubleOpen && spaced && !traits(start + 1).contains(.space):
            // A closing mark that a typist put at the beginning of a quotation.
            doubleOpen = true
            kind = .openQuote
        case 0x201D, 0xBB, 0x300D, 0x300F:
            doubleOpen = false
            kind = .closeQuote
        case 0x60 where traits(start + 1).isDisjoint(with: .space), 0x2018, 0x201A, 0x201B:
            // Two single marks are a typist's double quotation mark.
            if end < limit, scalars[end] == scalars[start] {
                end += 1
                doubleOpen = true
                kind = .openQuote
            } else {
                singleOpen = true
                kind = .openSingle
            }
        case 0x27, 0x2019, 0x2BC:
            if end < limit, scalars[end] == scalars[start] {
                end += 1
                doubleOpen = opens(start, spaced, isOpen: doubleOpen, width: 2)
                kind = doubleOpen ? .openQuote : .closeQuote
            } else {
                singleOpen = opens(start, spaced, isOpen: singleOpen)
                kind = singleOpen ? .openSingle : .closeSingle
            }
        case 0x28, 0x5B, 0x7B, 0xFF08: kind = .openBracket
        case 0x29, 0x5D, 0x7D, 0xFF09: kind = .closeBracket
        case 0x24, 0xA2...0xA5, 0x20A0...0x20CF: kind = .currency
        case 0x25, 0x2030: kind = .percent
        case 0x2022, 0x2043, 0x25AA, 0x25CF, 0x25E6, 0xB7, 0x25A0: kind = .bullet
        default: kind = .symbol
        }
        return make(kind, start, end, spaced)
    }

    /// Whether a straight mark opens: a blank or opening mark before it and none after it, or nothing open to close.
    private func opens(_ start: Int, _ spaced: Bool, isOpen: Bool, width: Int = 1) -> Bool {
        let blankAfter = traits(start + width).contains(.space)
        if spaced { return !blankAfter || !isOpen }
        let before = scalars[start - 1]
        let openingBefore =
            before == 0x28 || before == 0x5B || before == 0x2014 || before == 0x2013 || before == 0x2D || before == 0x22
            || before == 0x201C || before == 0x2018 || before == 0x27
        return openingBefore && !blankAfter && !isOpen
    }

    private func make(_ kind: Token.Kind, _ start: Int, _ end: Int, _ spaced: Bool) -> Token {
        Token(
            start: Int32(start),
            end: Int32(end),
            kind: kind,
            shape: .none,
            spaced: spaced,
            possessive: false,
            key: 0,
            classes: []
        )
    }
}
