/// What betrays page furniture, credits and captions, from `furniture.tsv`.
struct Furniture: Sendable {
    private enum Place: Sendable { case start, whole, any }

    private struct Sign: Sendable {
        var role: Role
        var weight: Double
        var place: Place
    }

    /// How strongly a sentence looks like furniture; 1 is enough alone.
    struct Evidence {
        var boilerplate = 0.0
        var credit = 0.0
        var caption = 0.0
        /// A phrase that is the whole sentence and heads a list ("Related stories").
        var isHeading = false
    }

    private var table = PhraseTable<Sign>()

    init(language: String) {
        for line in Resource.lines("\(language)/furniture.tsv") {
            let columns = line.split(separator: "\t")
            guard columns.count == 4, let role = Role(rawValue: String(columns[1])) else { continue }
            let place: Place = columns[3] == "start" ? .start : columns[3] == "whole" ? .whole : .any
            table.add(columns[0], Sign(role: role, weight: columns[2] == "strong" ? 1 : 0.5, place: place))
        }
    }

    /// The evidence in a sentence.
    func evidence(_ tokens: [Token], _ range: Range<Int>, _ lexicon: Lexicon) -> Evidence {
        var found = Evidence()
        guard let first = range.first(where: { tokens[$0].key != 0 }),
            let last = range.last(where: { tokens[$0].key != 0 })
        else { return found }
        var secondPerson = false
        var reports = false
        for index in first...last {
            let token = tokens[index]
            guard token.key != 0 else { continue }
            if token.has(.secondPerson) { secondPerson = true }
            if token.has(.cue), let verb = lexicon.cue(token.key), verb.frames.contains(.quote),
                verb.forms.contains(.past), index > first
            {
                reports = true
            }
            table.matches(tokens, at: index, limit: last + 1) { sign, length in
                switch sign.place {
                case .start where index != first, .whole where index != first || index + length != last + 1: return
                default: break
                }
                switch sign.role {
                case .credit: found.credit += sign.weight
                case .caption: found.caption += sign.weight
                default:
                    found.boilerplate += sign.weight
                    if sign.place == .whole || sign.place == .start, range.count <= 8 { found.isHeading = true }
                }
            }
        }
        if found.boilerplate > 0, found.boilerplate < 1, secondPerson { found.boilerplate += 0.25 }
        // "The company said it uses cookies": somebody is reported to have said so; that is news.
        if reports, !secondPerson { found.boilerplate -= 0.75 }
        if range.count > 45 { found.boilerplate -= 0.5 }
        return found
    }
}
