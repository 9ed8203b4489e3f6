/// Finds what a sentence that opens with "he", "it" or "they" most likely refers to.
struct Antecedent {
    let reading: Reading

    private var tokens: [Token] { reading.tokens }
    private var units: [Unit] { reading.units }

    /// How many words into a sentence a pronoun still needs its antecedent from outside.
    private static let reach = 12
    private static let farthest = 4

    /// The sentence that holds the antecedent; nil where the sentence stands on its own.
    func context(of index: Int) -> String? {
        guard needsContext(units[index]) else { return nil }
        var back = index - 1
        while back >= 0, index - back <= Self.farthest {
            let unit = units[back]
            if unit.role == .body || unit.role == .dek, !needsContext(unit) || index - back == Self.farthest {
                return reading.words(unit)
            }
            back -= 1
        }
        return nil
    }

    /// Whether a pronoun stands before any name it could refer to.
    private func needsContext(_ unit: Unit) -> Bool {
        for index in unit.tokens.prefix(Self.reach) {
            reading.budget.charge()
            let token = tokens[index]
            if token.has(.unresolved), !isDeterminer(index, unit) { return true }
            if token.kind == .word, token.shape != .lower,
                index > unit.tokens.lowerBound || !token.has([.sentenceStarter, .stop])
            {
                return false
            }
        }
        return false
    }

    /// "this week", "that the …": not a pronoun.
    private func isDeterminer(_ index: Int, _ unit: Unit) -> Bool {
        guard tokens[index].has(.demonstrative), index + 1 < unit.tokens.upperBound else { return false }
        return tokens[index].isWord("that")
            ? index > unit.tokens.lowerBound : !tokens[index + 1].has([.auxiliary, .verb])
    }
}
