/// The names of an article by their last word, so that "Warren" leads to "Col. Steve Warren", and who holds which office.
struct NameTable {
    private let reading: Reading
    private var budget: ReadingBudget { reading.budget }
    private var fullestByLast: [UInt64: Range<Int>] = [:]
    private var fullestBySkeleton: [UInt64: Range<Int>] = [:]
    /// The names that stand after "of" or "in", where a place may have run into them ("president of Chad Idris Roe").
    private var doubtful: Set<UInt64> = []
    /// The last word of whoever is called governor, chairman and so on; nil where several are.
    private var holders: [UInt64: UInt64?] = [:]

    /// Longer runs of capitals are no names.
    private static let longestName = 24

    /// - Throws: `ReadingInterruption` when the budget ends the reading.
    init(_ reading: Reading) throws(ReadingInterruption) {
        self.reading = reading
        let tokens = reading.tokens
        for unit in reading.units where unit.role != .boilerplate {
            try reading.budget.check()
            reading.budget.charge(2 * unit.tokens.count)
            var start: Int?
            for index in unit.tokens.lowerBound...unit.tokens.upperBound {
                if index < unit.tokens.upperBound, Self.isPart(tokens, index, start, unit.tokens) {
                    if start == nil { start = index }
                    continue
                }
                if let first = start {
                    add(first..<index, unit.tokens)
                    addAcronym(first..<index, unit.tokens)
                }
                start = nil
            }
        }
    }

    /// The longest name of the article that ends in this word, of two words or more.
    func fullest(_ last: Int) -> Range<Int>? {
        guard let spelled = fullestBySkeleton[skeleton(last)] else { return fullestByLast[reading.tokens[last].key] }
        guard let written = fullestByLast[reading.tokens[last].key] else { return spelled }
        return weight(spelled) > weight(written) ? spelled : written
    }

    /// Whether a word ends a name of several words, as family names do.
    func isPersonal(_ last: UInt64) -> Bool { fullestByLast[last] != nil }

    /// The name of the one person of the article who holds an office ("governor").
    func holder(of office: UInt64) -> Range<Int>? {
        guard let last = holders[office] ?? nil else { return nil }
        return fullestByLast[last]
    }

    /// The person whom the sentence before this token begins with, within one paragraph: whom "he" most likely means.
    func subject(before token: Int) -> Range<Int>? {
        let units = reading.units
        let index = units.firstReaching(token, budget)
        guard index > 0, units[index - 1].block == units[index].block else { return nil }
        return opening(units[index - 1].tokens)
    }

    /// The person whom a sentence begins with.
    func opening(_ unit: Range<Int>) -> Range<Int>? {
        var start: Int?
        for index in unit.prefix(10) {
            budget.charge()
            if Self.isPart(reading.tokens, index, start, unit) {
                if start == nil { start = index }
            } else if let first = start {
                let before = first > unit.lowerBound ? reading.tokens[first - 1] : nil
                if before?.has(.preposition) == true, before?.isWord(.`for`) == false { return nil }
                guard let full = fullest(index - 1), full.count > 1,
                    !reading.tokens[full].contains(where: { $0.has(.organizationNoun) })
                else { return nil }
                return full
            } else if reading.tokens[index].has([.auxiliary, .personalPronoun]) {
                return nil
            }
        }
        return nil
    }

    /// How much of a name a run holds: its words without offices first, then all its words.
    private func weight(_ run: Range<Int>) -> Int {
        budget.charge(run.count)
        return run.reduce(0) { sum, index in
            guard reading.tokens[index].kind == .word else { return sum }
            return sum + (index + 1 < run.upperBound && isOffice(index) ? 1 : 8)
        }
    }

    /// A word without its vowels, accents and doubled letters: spellings of one foreign name ("Belmokhtar",
    /// "Belmoktar") agree in it.
    func skeleton(_ index: Int) -> UInt64 {
        let token = reading.tokens[index]
        guard token.count <= Token.longestWord else { return token.key }
        budget.charge(token.count)
        var hash = WordKey.seed ^ 0x5E1E
        var count = 0
        var last: UInt32 = 0
        for position in Int(token.start)..<Int(token.end) {
            let scalar = Self.unaccented(CharacterTraits.folded(reading.source.scalars[position]))
            if scalar == 0x27 { break }
            switch scalar {
            case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79, 0x68, last: continue
            default:
                hash = WordKey.mix(hash, scalar == 0x71 || scalar == 0x63 ? 0x6B : scalar)
                last = scalar
                count += 1
            }
        }
        // Short names have too few consonants to tell people apart.
        return count >= 4 ? hash : token.key
    }

    /// The base letters of U+00DF to U+017F, as names are spelled without accents.
    private static let base = Array(
        ("saaaaaaaceeeeiiiidnooooo/ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll"
            + "nnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs").unicodeScalars.map(\.value)
    )

    private static func unaccented(_ scalar: UInt32) -> UInt32 {
        scalar >= 0xDF && scalar - 0xDF < UInt32(base.count) ? base[Int(scalar - 0xDF)] : scalar
    }

    /// "the World Health Organization (WHO)": the letters in brackets stand for the name.
    private mutating func addAcronym(_ run: Range<Int>, _ unit: Range<Int>) {
        let tokens = reading.tokens
        guard run.upperBound + 2 < unit.upperBound, tokens[run.upperBound].kind == .openBracket,
            tokens[run.upperBound + 2].kind == .closeBracket, tokens[run.upperBound + 1].shape == .upper,
            tokens[run.upperBound + 1].count >= 2
        else { return }
        // "the Centers for Disease Control and Prevention (CDC)": back over small words to the first letter.
        let letter = CharacterTraits.folded(reading.source.scalars[Int(tokens[run.upperBound + 1].start)])
        var start = run.lowerBound
        var index = run.lowerBound
        let floor = max(unit.lowerBound, run.lowerBound - 8)
        budget.charge(8)
        while index > floor, !opens(start, with: letter) {
            index -= 1
            let token = tokens[index]
            guard token.kind == .word || token.kind == .comma,
                token.shape != .lower || token.has([.preposition, .conjunction]) || token.kind == .comma
            else { break }
            if token.shape != .lower, token.kind == .word { start = index }
        }
        if !opens(start, with: letter) { start = run.lowerBound }
        guard (2...Self.longestName).contains(run.upperBound - start) else { return }
        fullestByLast[tokens[run.upperBound + 1].key] = start..<run.upperBound
    }

    private func opens(_ index: Int, with letter: UInt32) -> Bool {
        CharacterTraits.folded(reading.source.scalars[Int(reading.tokens[index].start)]) == letter
    }

    private mutating func add(_ run: Range<Int>, _ unit: Range<Int>) {
        let tokens = reading.tokens
        var start = run.lowerBound
        while start < run.upperBound, tokens[start].has([.determiner, .weekday, .month]) { start += 1 }
        guard start < run.upperBound else { return }
        let last = tokens[run.upperBound - 1]
        // "Governor Jane Roe", "French President Jean Roe": the name without the office, and who holds it.
        if !last.has([.organizationNoun, .personNoun, .title]) {
            for index in start..<run.upperBound - 1 where isOffice(index) {
                hold(tokens[index].key, last.key)
                start = index + 1
            }
            apposition(run, unit, last.key)
        }
        guard run.upperBound - start >= 2, run.upperBound - start <= 6 else { return }
        let isDoubtful =
            start == run.lowerBound && start > unit.lowerBound
            && (tokens[start - 1].isWord(.of) || tokens[start - 1].isWord(.`in`))
        if let known = fullestByLast[last.key] {
            let wasDoubtful = doubtful.contains(last.key)
            guard wasDoubtful == isDoubtful ? weight(known) < weight(start..<run.upperBound) : wasDoubtful else {
                return
            }
        }
        if isDoubtful { doubtful.insert(last.key) } else { doubtful.remove(last.key) }
        fullestByLast[last.key] = start..<run.upperBound
        let spelling = skeleton(run.upperBound - 1)
        if let known = fullestBySkeleton[spelling], weight(known) >= weight(start..<run.upperBound) { return }
        fullestBySkeleton[spelling] = start..<run.upperBound
    }

    /// A title in full ("Governor"), which is no part of a name; abbreviations and ranks of birth are.
    private func isOffice(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        return token.has(.title) && token.count > 3 && !Self.ranks.contains(token.key)
            && reading.tokens[index + 1].kind == .word
    }

    private static let ranks: Set<UInt64> = Set(
        [
            "queen", "prince", "princess", "sheikh", "ayatollah", "rabbi", "father", "deputy", "vice", "king", "lord",
            "dame",
            "pope",
        ].map {
            WordKey($0).value
        }
    )

    /// "the mayor of Calder, Jane Roe" and "Jane Roe, the mayor of Calder".
    private mutating func apposition(_ run: Range<Int>, _ unit: Range<Int>, _ last: UInt64) {
        let tokens = reading.tokens
        guard run.count >= 2 else { return }
        if run.lowerBound - 1 > unit.lowerBound, tokens[run.lowerBound - 1].kind == .comma {
            var index = run.lowerBound - 2
            let floor = max(unit.lowerBound, run.lowerBound - 8)
            while index >= floor, tokens[index].kind == .word, !tokens[index].has(.auxiliary) {
                if tokens[index].has(.title) { return hold(tokens[index].key, last) }
                index -= 1
            }
        }
        guard run.upperBound + 1 < unit.upperBound, tokens[run.upperBound].kind == .comma else { return }
        for index in run.upperBound + 1..<min(unit.upperBound, run.upperBound + 7) {
            guard tokens[index].kind == .word, !tokens[index].has([.auxiliary, .preposition]) else { return }
            if tokens[index].has(.title) { return hold(tokens[index].key, last) }
        }
    }

    private mutating func hold(_ office: UInt64, _ last: UInt64) {
        if let known = holders[office], known != last { holders[office] = .some(nil) } else { holders[office] = last }
    }

    private static func isPart(_ tokens: [Token], _ index: Int, _ start: Int?, _ range: Range<Int>) -> Bool {
        let token = tokens[index]
        // "Nancy A. Youssef", "Col. Steve Warren": the period of an initial or title.
        if token.kind == .period, let start, index > start, !token.spaced, index + 1 < range.upperBound {
            let before = tokens[index - 1]
            return before.count <= 4 && tokens[index + 1].shape != .lower && tokens[index + 1].kind == .word
        }
        guard token.kind == .word,
            token.shape == .capitalized || token.shape == .mixed || (token.shape == .upper && token.count > 1)
                || (token.count == 1 && token.shape == .upper && start != nil)
        else { return false }
        if index > range.lowerBound, tokens[index - 1].possessive { return start == nil }
        if start == nil,
            token.has([.sentenceStarter, .adverb, .subordinator, .preposition, .personalPronoun, .organizationNoun])
        {
            return token.has(.title)
        }
        return !token.has([.personalPronoun, .weekday, .month])
    }
}
