/// The hand-made features of a sentence: what a fact-checker would notice in it.
///
/// Its raw value is its place among all signals.
package enum Signal: Int, CaseIterable, Sendable {
    case figure, percent, money, year, magnitude, ordinal, date, weekday, relativeTime
    case name, names2, names4, acronym
    case words5, words10, words16, words24, words36, words99
    case question, exclamation, unclosed
    case firstPerson, secondPerson, thirdPronounStart
    case modal, future, hedge, negation, opinion, opinion2, intensifier
    case comparative, cause, law, record, event, pastVerb, noVerb
    case quoted, halfQuoted, direct, indirect, anonymousSource, namedSource, organizationSource
    case anonymityNote, noComment, unclear, interpretation
    case first, opening, opensBlock
    case repeated, mostlyRepeated
    case dek, caption
    case brackets, startsWithConjunction, demonstrativeStart
    case contested, feeling, lead, tail
}

extension Signal {
    /// The signal's place among all signals.
    @inline(__always)
    package var place: Int { rawValue }

    /// The name in the weight file.
    package var name: String { String(describing: self) }

    /// The signals by their names.
    static let named = Dictionary(uniqueKeysWithValues: Signal.allCases.map { ($0.name, $0) })
    package static let count = Signal.allCases.count
}

/// A signal with how strongly it is there.
package struct SignalValue {
    package var signal: Signal
    package var value: Double
}
