/// Finds the dates that a sentence mentions and resolves them against the day of publication.
struct DateFinder {
    let source: SourceText
    let tokens: [Token]
    let today: CivilDay?
    var budget = ReadingBudget()

    private static let weekdays = keys(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
    private static let months = keys([
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ])
    private static let shortMonths = keys([
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ])
    private static let small = keys([
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ])

    private static func keys(_ words: [String]) -> [UInt64: Int] {
        Dictionary(uniqueKeysWithValues: words.enumerated().map { (WordKey($1).value, $0) })
    }

    func dates(in range: Range<Int>) -> [DateMention] {
        var found: [DateMention] = []
        var index = range.lowerBound
        while index < range.upperBound {
            budget.charge()
            if let (end, resolved) = date(at: index, range) {
                let place = TextRange(start: Int(tokens[index].start), end: Int(tokens[end - 1].end))
                budget.charge(place.count)
                found.append(DateMention(range: place, words: source.string(place), resolved: resolved))
                index = end
            } else {
                index += 1
            }
        }
        return found
    }

    /// The date that begins at a token: past its last token, and what it means.
    private func date(at index: Int, _ range: Range<Int>) -> (Int, String)? {
        let token = tokens[index]
        if token.kind == .number { return dayFirst(index, range) ?? ago(index, range) ?? year(index) }
        guard token.kind == .word else { return nil }
        if token.has(.numberWord) { return ago(index, range) }
        if token.has(.month), token.shape != .lower, let month = month(token) { return monthFirst(index, month, range) }
        guard let today else { return nil }
        if let weekday = Self.weekdays[token.key] { return (index + 1, nearest(weekday, index, range, today).text) }
        if token.isWord("yesterday") { return (index + 1, CivilDay(number: today.number - 1).text) }
        if token.isWord("today") || token.isWord("tonight") { return (index + 1, today.text) }
        if token.isWord("tomorrow") { return (index + 1, CivilDay(number: today.number + 1).text) }
        let step = token.isWord("last") ? -1 : token.isWord("next") ? 1 : token.isWord("this") ? 0 : nil
        guard let step, index + 1 < range.upperBound else { return nil }
        let next = tokens[index + 1]
        if let weekday = Self.weekdays[next.key] {
            var days = weekday - today.weekday
            if step <= 0, days >= 0, step < 0 { days -= 7 }
            if step > 0, days <= 0 { days += 7 }
            return (index + 2, CivilDay(number: today.number + days).text)
        }
        guard let resolved = shifted(today, by: step, next) else { return nil }
        return (index + 2, resolved)
    }

    /// "June 14, 2015", "June 14", "June 2015", "in June".
    private func monthFirst(_ index: Int, _ month: Int, _ range: Range<Int>) -> (Int, String)? {
        var next = index + 1
        guard next < range.upperBound, let number = number(next) else {
            guard let today, index > range.lowerBound, tokens[index - 1].has(.preposition) else { return nil }
            // The last such month: news looks back.
            let year = month + 1 > today.day.month ? today.day.year - 1 : today.day.year
            return (next, CivilDay.text(year, month + 1))
        }
        next += 1
        if (1_500...2_100).contains(number) { return (next, CivilDay.text(number, month + 1)) }
        guard (1...31).contains(number) else { return nil }
        var yearPlace = next
        if yearPlace < range.upperBound, tokens[yearPlace].kind == .comma { yearPlace += 1 }
        if yearPlace < range.upperBound, let year = self.number(yearPlace), (1_500...2_100).contains(year) {
            return (yearPlace + 1, CivilDay.text(year, month + 1, number))
        }
        return closest(month + 1, number).map { (next, $0) }
    }

    /// "14 June 2015", "14 June".
    private func dayFirst(_ index: Int, _ range: Range<Int>) -> (Int, String)? {
        guard let day = number(index), (1...31).contains(day), index + 1 < range.upperBound,
            tokens[index + 1].has(.month),
            tokens[index + 1].shape != .lower, let month = month(tokens[index + 1])
        else { return nil }
        if index + 2 < range.upperBound, let year = number(index + 2), (1_500...2_100).contains(year) {
            return (index + 3, CivilDay.text(year, month + 1, day))
        }
        return closest(month + 1, day).map { (index + 2, $0) }
    }

    /// "three days ago", "10 years ago".
    private func ago(_ index: Int, _ range: Range<Int>) -> (Int, String)? {
        guard let today, index + 2 < range.upperBound, tokens[index + 2].isWord("ago"),
            let count = number(index) ?? Self.small[tokens[index].key], count < 2_000
        else { return nil }
        let unit = tokens[index + 1]
        if unit.isWord("day") || unit.isWord("days") { return (index + 3, CivilDay(number: today.number - count).text) }
        return shifted(today, by: -count, unit).map { (index + 3, $0) }
    }

    private func year(_ index: Int) -> (Int, String)? {
        guard tokens[index].count == 4, let year = number(index), (1_500...2_100).contains(year), index > 0 else {
            return nil
        }
        let before = tokens[index - 1]
        guard before.has([.preposition, .determiner, .timeNoun, .month, .subordinator]),
            !before.isWord("of") || index < 2
        else { return nil }
        // "about 1,900 people" has a comma; "by 2000 votes" has a noun that is counted.
        if index + 1 < tokens.count, tokens[index + 1].has([.unit, .personNoun]) { return nil }
        return (index + 1, CivilDay.text(year))
    }

    /// A week, month or year so many before or after today's.
    private func shifted(_ today: CivilDay, by count: Int, _ unit: Token) -> String? {
        let day = today.day
        if unit.isWord("week") || unit.isWord("weeks") { return CivilDay(number: today.number + 7 * count).week }
        if unit.isWord("weekend") { return CivilDay(number: today.number + 7 * count).week }
        if unit.isWord("month") || unit.isWord("months") {
            let months = day.year * 12 + day.month - 1 + count
            return months > 0 ? CivilDay.text(months / 12, months % 12 + 1) : nil
        }
        if unit.isWord("year") || unit.isWord("years") {
            return day.year + count > 0 ? CivilDay.text(day.year + count) : nil
        }
        return nil
    }

    /// The last such weekday, today included; the next one where the sentence speaks of the future.
    private func nearest(_ weekday: Int, _ index: Int, _ range: Range<Int>, _ today: CivilDay) -> CivilDay {
        budget.charge(8)
        let ahead = tokens[max(range.lowerBound, index - 8)..<index].contains {
            $0.isWord("will") || $0.isWord("scheduled") || $0.isWord("upcoming") || $0.isWord("expected")
                || $0.isWord("plans")
        }
        let days = ((weekday - today.weekday) % 7 + 7) % 7
        if ahead { return CivilDay(number: today.number + days) }
        return CivilDay(number: today.number - (days == 0 ? 0 : 7 - days))
    }

    /// A day of a month without a year: the closest to the day of publication.
    private func closest(_ month: Int, _ day: Int) -> String? {
        guard let today else { return nil }
        let candidates = (-1...1).compactMap {
            CivilDay(PublicationDay(year: today.day.year + $0, month: month, day: day))
        }
        // Half a year ahead is still plausible for a plan; news more often looks back.
        return candidates.min { abs($0.number + 60 - today.number) < abs($1.number + 60 - today.number) }?.text
    }

    private func month(_ token: Token) -> Int? {
        Self.months[token.key] ?? Self.shortMonths[token.key] ?? (token.isWord("sept") ? 8 : nil)
    }

    private func number(_ index: Int) -> Int? {
        guard tokens[index].kind == .number else { return nil }
        // "14th" counts as 14.
        var token = tokens[index]
        budget.charge(token.count)
        while token.end > token.start, CharacterTraits.of(source.scalars[Int(token.end) - 1]).contains(.letter),
            tokens[index].count <= 4
        {
            token.end -= 1
        }
        return token.count == 0 ? nil : Figures.value(token, source)
    }
}
