/// Reads the signals of a sentence.
package struct SignalReader {
    package let source: SourceText
    let lexicon: Lexicon

    package init(source: SourceText, lexicon: Lexicon) {
        self.source = source
        self.lexicon = lexicon
    }

    private static let anonymity = [WordKey("anonymously"), WordKey("anonymity")]
    private static let authority = [WordKey("authorized"), WordKey("authorised")]
    private static let comment = [WordKey("comment"), WordKey("comments")]
    private static let declines = [
        WordKey("declined"), WordKey("refused"), WordKey("respond"), WordKey("responded"), WordKey("immediately"),
    ]

    /// How many sentences make the tail of an article, which is background and farewell.
    private static let tail = 5

    /// What a count of the words of a sentence found.
    private struct Counts {
        var names = 0
        var opinion = 0
        var quoted = 0
        var past = false
        var verb = false
        var declined = false
        var comment = false
        var anonymity = false
        var negation = false
    }

    package func signals(_ view: SentenceView) -> [SignalValue] {
        var values = Array(repeating: 0.0, count: Signal.count)
        var counts = Counts()
        readWords(view, &values, &counts)
        readShape(view, &values, counts)
        readPlace(view, &values)
        readSource(view, &values, counts)
        var found: [SignalValue] = []
        // All of a text's are held until its sums are settled.
        found.reserveCapacity(values.count { $0 != 0 })
        for (place, value) in values.enumerated() where value != 0 {
            if let signal = Signal(rawValue: place) { found.append(SignalValue(signal: signal, value: value)) }
        }
        return found
    }

    private func readWords(_ view: SentenceView, _ values: inout [Double], _ counts: inout Counts) {
        func set(_ signal: Signal) { values[signal.place] = 1 }
        let range = view.unit.tokens
        var inName = false
        for index in range {
            let token = view.tokens[index]
            if view.quotes?.isQuoted(index) == true, token.key != 0 { counts.quoted += 1 }
            switch token.kind {
            case .number: number(token, index, view, set)
            case .percent: set(.percent)
            case .currency: set(.money)
            case .openBracket: set(.brackets)
            default: break
            }
            let isName =
                token.kind == .word && token.shape != .lower
                && (index > range.lowerBound || !token.has([.sentenceStarter, .stop]))
                && !token.has([.weekday, .month, .personalPronoun])
            if isName, !inName { counts.names += 1 }
            inName = isName
            if isName, token.shape == .upper, token.count > 1, token.count < 7 { set(.acronym) }
            readClasses(token, set, &counts)
        }
        if counts.names >= 1 { set(.name) }
        if counts.names >= 2 { set(.names2) }
        if counts.names >= 4 { set(.names4) }
        if counts.opinion >= 1 { set(.opinion) }
        if counts.opinion >= 2 { set(.opinion2) }
        if counts.past { set(.pastVerb) }
        if !counts.verb { set(.noVerb) }
        if counts.declined, counts.comment { set(.noComment) }
        // In a long sentence with a source the note is only its end.
        if counts.anonymity, view.claimant == nil || view.unit.words <= 18 { set(.anonymityNote) }
    }

    private func readClasses(_ token: Token, _ set: (Signal) -> Void, _ counts: inout Counts) {
        if Self.anonymity.contains(where: { token.isWord($0) }) { counts.anonymity = true }
        // "They were not authorized to speak", against "the committee authorized subpoenas".
        if token.has(.negation) { counts.negation = true }
        if counts.negation, Self.authority.contains(where: { token.isWord($0) }) { counts.anonymity = true }
        if Self.comment.contains(where: { token.isWord($0) }) { counts.comment = true }
        if Self.declines.contains(where: { token.isWord($0) }) { counts.declined = true }
        if token.kind == .word, token.shape == .lower, token.count > 4, source.scalars[Int(token.end) - 1] == 0x64,
            source.scalars[Int(token.end) - 2] == 0x65
        {
            counts.past = true
            counts.verb = true
        }
        guard !token.classes.isEmpty else { return }
        if token.has(.magnitude) { set(.magnitude) }
        if token.has(.numberWord) { set(.ordinal) }
        if token.has(.month), token.shape != .lower { set(.date) }
        if token.has(.weekday) { set(.weekday) }
        if token.has(.relativeTime) { set(.relativeTime) }
        if token.has(.firstPerson) { set(.firstPerson) }
        if token.has(.secondPerson) { set(.secondPerson) }
        if token.has(.modal) { set(.modal) }
        if token.has(.future) { set(.future) }
        if token.has(.hedge) { set(.hedge) }
        if token.has(.negation) { set(.negation) }
        if token.has(.opinionWord) { counts.opinion += 1 }
        if token.has(.intensifier) { set(.intensifier) }
        if token.has(.unclear) { set(.unclear) }
        if token.has(.interpretation) { set(.interpretation) }
        if token.has(.contested) { set(.contested) }
        if token.has(.feeling) { set(.feeling) }
        if token.has(.comparative) { set(.comparative) }
        if token.has(.causeWord) { set(.cause) }
        if token.has(.lawWord) { set(.law) }
        if token.has(.recordWord) { set(.record) }
        if token.has(.eventVerb) {
            set(.event)
            counts.verb = true
        }
        if token.has([.auxiliary, .verb]) { counts.verb = true }
    }

    private func number(_ token: Token, _ index: Int, _ view: SentenceView, _ set: (Signal) -> Void) {
        // A marker of a list is no figure.
        if index == view.unit.tokens.lowerBound, token.count <= 2 { return }
        if token.count == 4, let value = Figures.value(token, source), (1_500...2_100).contains(value) {
            set(.year)
        } else {
            set(.figure)
        }
    }

    private func readShape(_ view: SentenceView, _ values: inout [Double], _ counts: Counts) {
        func set(_ signal: Signal) { values[signal.place] = 1 }
        switch view.unit.words {
        case ...5: set(.words5)
        case ...10: set(.words10)
        case ...16: set(.words16)
        case ...24: set(.words24)
        case ...36: set(.words36)
        default: set(.words99)
        }
        let last = view.words.last { $0.isTerminator }
        if last?.kind == .question { set(.question) }
        if last?.kind == .exclamation { set(.exclamation) }
        if !view.unit.isClosed { set(.unclosed) }
        guard let first = view.words.first(where: { $0.key != 0 }) else { return }
        if first.has(.thirdPerson) { set(.thirdPronounStart) }
        if first.has(.demonstrative) { set(.demonstrativeStart) }
        if first.has(.conjunction) { set(.startsWithConjunction) }
        if view.unit.words > 0, Double(counts.quoted) / Double(view.unit.words) > 0.8 { set(.quoted) }
        if view.unit.words > 0, Double(counts.quoted) / Double(view.unit.words) > 0.3 { set(.halfQuoted) }
    }

    private func readPlace(_ view: SentenceView, _ values: inout [Double]) {
        func set(_ signal: Signal) { values[signal.place] = 1 }
        if view.unit.role == .dek { set(.dek) }
        if view.unit.role == .caption { set(.caption) }
        guard !view.isAlone else { return }
        if view.index == 0 { set(.first) }
        if view.index < 3 { set(.opening) }
        if view.count > 2 * Self.tail, view.index >= view.count - Self.tail { set(.tail) }
        values[Signal.lead.place] = view.lead
        if view.opensBlock { set(.opensBlock) }
        if view.repetition > 0.5 { set(.repeated) }
        if view.repetition > 0.75 { set(.mostlyRepeated) }
    }

    private func readSource(_ view: SentenceView, _ values: inout [Double], _ counts: Counts) {
        func set(_ signal: Signal) { values[signal.place] = 1 }
        guard let claimant = view.claimant else { return }
        switch claimant.quotation {
        case .direct: set(.direct)
        case .indirect: set(.indirect)
        default: break
        }
        if claimant.isOrganization { set(.organizationSource) }
        set(claimant.kind == .anonymous ? .anonymousSource : .namedSource)
    }
}
