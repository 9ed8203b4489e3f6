/// Noun phrases that begin somewhere.
extension PhraseReader {
    /// The end of the noun phrase that begins at a token, without what only might belong to it.
    func coreEnd(from start: Int, limit: Int) -> Int {
        var index = start
        if index < limit, tokens[index].has(.personalPronoun) { return index + 1 }
        while index < limit, tokens[index].has([.determiner, .possessive, .numberWord]), !isName(index) {
            index += 1
            budget.charge()
        }
        let isNameRun = index < limit && isName(index)
        while index < limit,
            isNominal(index)
                || (tokens[index].isWord(.and) && index > start && index + 1 < limit && isNominal(index + 1))
        {
            budget.charge()
            // A run of names ends where plain words begin, and the other way round after a title.
            if isNameRun, !isName(index), index > start, !tokens[index].isWord(.and),
                !tokens[index].has([.personNoun, .title, .organizationNoun])
            {
                break
            }
            if index > start, tokens[index].has(.determiner), !isName(index) { break }
            index += 1
        }
        return index
    }

    /// The end of the noun phrase that begins at a token, with the prepositional phrases that hang on it.
    func phraseEnd(from start: Int, limit: Int) -> Int {
        var end = coreEnd(from: start, limit: limit)
        while end + 1 < limit, end > start, tokens[end].has(.preposition), links(tokens[end]), !tokens[end].isWord(.by)
        {
            budget.charge()
            guard !tokens[end + 1].has([.weekday, .month, .relativeTime]), !tokens[end + 1].has(.timeNoun) else {
                break
            }
            let next = coreEnd(from: end + 1, limit: limit)
            guard next > end + 1 else { break }
            end = next
        }
        return end
    }
}
