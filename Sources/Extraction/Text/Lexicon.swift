internal import CLexicons

/// The resources of one language: words and their classes, abbreviations, cue verbs, phrases.
///
/// The lists are text files under `Resources/<language>/`, carried in the binary by the C target CLexicons.
package struct Lexicon: Sendable {
    /// What an abbreviation's period means.
    enum Abbreviation: UInt8, Sendable {
        case title, beforeNumber, inside
        /// Only where it is capitalized: "Mass.", not "mass.".
        case capitalized
    }

    private let words: KeyTable<WordClass>
    private let abbreviations: [UInt64: Set<Abbreviation>]
    private let cueVerbs: [UInt64: CueVerb]
    private let cueNouns: [UInt64: CueVerb]
    private let cueStates: [UInt64: CueVerb]

    /// Reads the files of a language.
    init(language: String) {
        var words: [UInt64: WordClass] = [:]
        for section in Resource.sections("\(language)/words.txt") {
            guard let wordClass = WordClass.named[section.name] else { continue }
            for word in section.words { words[WordKey(word).value, default: []].formUnion(wordClass) }
        }
        let cues = CueVerb.read("\(language)/cues.tsv")
        for (key, verb) in cues {
            // Base and -s forms are nouns too often ("report", "claims") to be taken for verbs unseen.
            let isVerb = verb.forms.contains(.past) || !verb.frames.contains(.alsoNoun)
            words[key, default: []].formUnion(isVerb ? [.cue, .verb] : .cue)
        }
        cueNouns = CueVerb.readWords("\(language)/cue-nouns.tsv")
        for key in cueNouns.keys { words[key, default: []].formUnion(.cueNoun) }
        cueStates = CueVerb.readWords("\(language)/cue-states.tsv")
        for key in cueStates.keys { words[key, default: []].formUnion(.cueState) }
        var table = KeyTable<WordClass>(none: [], capacity: words.count)
        for (key, classes) in words { table.set(key, classes) }
        self.words = table
        self.cueVerbs = cues
        var abbreviations: [UInt64: Set<Abbreviation>] = [:]
        for section in Resource.sections("\(language)/abbreviations.txt") {
            let kind: Abbreviation =
                switch section.name {
                case "title": .title
                case "before-number": .beforeNumber
                case "month", "place": .capitalized
                default: .inside
                }
            for word in section.words { abbreviations[WordKey(word).value, default: []].insert(kind) }
        }
        self.abbreviations = abbreviations
    }

    @inline(__always)
    func classes(_ key: UInt64) -> WordClass { words[key] }

    func abbreviation(_ key: UInt64) -> Set<Abbreviation>? { abbreviations[key] }

    func cue(_ key: UInt64) -> CueVerb? { cueVerbs[key] }

    /// What a noun that attributes takes ("claim").
    func cueNoun(_ key: UInt64) -> CueVerb? { cueNouns[key] }

    /// What an adjective that attributes takes ("worried").
    func cueState(_ key: UInt64) -> CueVerb? { cueStates[key] }

    /// The English resources, read once.
    package static let english = Lexicon(language: "en")
}
