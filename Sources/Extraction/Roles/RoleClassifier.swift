/// Gives every sentence its role.
///
/// Nothing is body by proof: a sentence is body unless something speaks against it, since dropping reporting is worse
/// than keeping a prompt. Signs are phrases, then the company a short line keeps.
struct RoleClassifier {
    let source: SourceText
    let lexicon: Lexicon
    let furniture: Furniture
    let tokens: [Token]
    let blocks: [Block]
    let budget: ReadingBudget

    /// - Throws: `ReadingInterruption` when the budget ends the reading.
    func classify(_ units: inout [Unit], title: String?) throws(ReadingInterruption) {
        var evidence: [Furniture.Evidence] = []
        evidence.reserveCapacity(units.count)
        for index in units.indices {
            // What follows looks at each sentence's tokens a few times, and never at another sentence's.
            budget.charge(12 * units[index].tokens.count)
            try budget.check()
            evidence.append(furniture.evidence(tokens, units[index].tokens, lexicon))
            units[index].role = ownRole(units[index], evidence[index], index)
        }
        TitleFinder(source: source, tokens: tokens, blocks: blocks, budget: budget).mark(&units, title: title)
        markSections(&units, evidence)
        spread(&units, evidence)
        markCaptions(&units)
    }

    /// The role that the sentence's own words give it.
    private func ownRole(_ unit: Unit, _ evidence: Furniture.Evidence, _ index: Int) -> Role {
        switch blocks[unit.block].kind {
        case .machinery: return .boilerplate
        case .image: return .caption
        default: break
        }
        if evidence.boilerplate >= 1, evidence.boilerplate >= evidence.credit { return .boilerplate }
        if evidence.caption >= 1 { return .caption }
        if evidence.credit >= 1 || (evidence.credit > 0 && unit.words <= 12 && !hasVerb(unit)) { return .credit }
        // Only where a report was filed ends in a dash.
        if isDateLine(unit) || tokens[unit.tokens].last?.kind == .dash { return .boilerplate }
        if index < 12, isByline(unit) { return .credit }
        return .body
    }

    /// "Thursday, January 12, 2006", "3:45 p.m. EST, June 4".
    private func isDateLine(_ unit: Unit) -> Bool {
        guard unit.words <= 12, unit.words > 0 else { return false }
        var dated = false
        for token in tokens[unit.tokens] where token.key != 0 {
            if token.has([.weekday, .month]) {
                dated = true
            } else if token.kind == .number || token.shape == .upper && token.count <= 4 {
                continue
            } else if !Self.dateWords.contains(token.key) {
                return false
            }
        }
        return dated
    }

    private static let dateWords: Set<UInt64> = Set(
        ["at", "on", "updated", "published", "posted", "last", "modified", "a.m", "p.m", "am", "pm", "et", "of", "the"]
            .map { WordKey($0).value }
    )

    /// "By Jane Doe and John Roe, Staff Writers".
    private func isByline(_ unit: Unit) -> Bool {
        guard unit.words >= 2, unit.words <= 14, !unit.isClosed,
            let first = tokens[unit.tokens].first, first.isWord("by"), first.shape != .lower
        else { return false }
        return tokens[unit.tokens].dropFirst().allSatisfy {
            $0.key == 0 || $0.shape != .lower || $0.isWord("and") || $0.has(.preposition)
        }
    }

    /// A heading such as "Related stories" takes the lines below it, until a paragraph of prose.
    private func markSections(_ units: inout [Unit], _ evidence: [Furniture.Evidence]) {
        var inSection = false
        for index in units.indices {
            if evidence[index].isHeading, evidence[index].boilerplate >= 1, units[index].role == .boilerplate {
                inSection = true
            } else if inSection {
                if isProse(units[index], units, index) { inSection = false } else { units[index].role = .boilerplate }
            }
        }
    }

    private func isProse(_ unit: Unit, _ units: [Unit], _ index: Int) -> Bool {
        guard unit.words >= 10 else { return false }
        let first = tokens[unit.tokens.lowerBound]
        let dash = tokens[unit.tokens].contains { $0.kind == .dash && $0.spaced }
        // An entry of a list of sources: a quoted title, a dash, an outlet, a date.
        if first.kind == .openQuote, dash { return false }
        return unit.isClosed || unit.words >= 25
    }

    /// Weak signs count beside strong ones, and short lines between two pieces of furniture are furniture.
    private func spread(_ units: inout [Unit], _ evidence: [Furniture.Evidence]) {
        let strong = units.indices.filter { units[$0].role == .boilerplate && evidence[$0].boilerplate >= 1 }
        for (place, index) in strong.enumerated() {
            for neighbour in [index - 1, index + 1] where units.indices.contains(neighbour) {
                if units[neighbour].role == .body, evidence[neighbour].boilerplate >= 0.5, units[neighbour].words <= 25
                {
                    units[neighbour].role = .boilerplate
                }
            }
            guard place + 1 < strong.count, strong[place + 1] - index <= 4 else { continue }
            for between in (index + 1)..<strong[place + 1]
            where units[between].role == .body && (evidence[between].boilerplate > 0 || isLabel(units[between])) {
                units[between].role = .boilerplate
            }
        }
    }

    /// A short line that is not a sentence.
    private func isLabel(_ unit: Unit) -> Bool { unit.words <= 8 && (!unit.isClosed || unit.words <= 3) }

    /// What stands before a picture's credit is its caption; so is a block of names without a verb.
    private func markCaptions(_ units: inout [Unit]) {
        for index in units.indices where units[index].role == .body {
            let opens = index == 0 || units[index - 1].block != units[index].block
            guard opens, units[index].words <= 40 else { continue }
            let isLast = index + 1 == units.count || units[index + 1].block != units[index].block
            let credited = index + 1 < units.count && units[index + 1].role == .credit
            if credited, !isLast || (!units[index].isClosed && units[index].words <= 30) {
                units[index].role = .caption
            } else if isLast, index > 1, isVerbless(units[index]) {
                units[index].role = .caption
            }
        }
    }

    /// A line of names without a verb. One that ends in a full stop must also say where in the picture or when: verbs
    /// that look like nouns ("the group views") are not known for verbs, and a sentence is no caption.
    private func isVerbless(_ unit: Unit) -> Bool {
        guard unit.words >= 4, namesSomething(unit), !hasVerb(unit) else { return false }
        guard unit.isClosed else { return true }
        let words = tokens[unit.tokens]
        let places = words.contains { $0.has([.weekday, .month]) || $0.kind == .openBracket }
        return places && unit.words <= 24
            && !words.contains {
                $0.shape == .lower
                    && ($0.has(.cue) || ($0.count > 4 && source.string(Int($0.end) - 2, Int($0.end)) == "ed"))
            }
    }

    private func namesSomething(_ unit: Unit) -> Bool {
        tokens[unit.tokens].dropFirst().contains { $0.kind == .word && $0.shape != .lower && !$0.has(.stop) }
    }

    /// "(left)" and "(right)" are places, no verbs.
    private func hasVerb(_ unit: Unit) -> Bool {
        unit.tokens.contains { index in
            let token = tokens[index]
            guard token.shape == .lower, index == 0 || tokens[index - 1].kind != .openBracket else { return false }
            return token.has([.auxiliary, .modal]) || (token.has([.verb, .eventVerb]) && !token.has(.adverb))
        }
    }
}
