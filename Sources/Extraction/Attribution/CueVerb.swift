/// A form of a verb that attributes, and what the verb takes.
struct CueVerb: Sendable {
    /// What can follow the verb.
    struct Frames: OptionSet, Sendable {
        let rawValue: UInt16
        static let quote = Frames(rawValue: 1 << 0)
        static let that = Frames(rawValue: 1 << 1)
        static let bare = Frames(rawValue: 1 << 2)
        static let whether = Frames(rawValue: 1 << 3)
        static let to = Frames(rawValue: 1 << 4)
        static let ing = Frames(rawValue: 1 << 5)
        static let noun = Frames(rawValue: 1 << 6)
        static let hearer = Frames(rawValue: 1 << 7)
        static let `as` = Frames(rawValue: 1 << 8)
        /// The base and -s forms are nouns, too.
        static let alsoNoun = Frames(rawValue: 1 << 9)

        /// The content goes on with what the person is to do ("urged Congress to act").
        static let object = Frames(rawValue: 1 << 10)
        /// A verb of belief in the passive ("is expected to").
        static let belief = Frames(rawValue: 1 << 11)
        /// A verb that only lends itself to a noun ("expressed concern").
        static let light = Frames(rawValue: 1 << 12)
        /// No verb: a word that opens a phrase ("according to").
        static let phrase = Frames(rawValue: 1 << 13)

        static let named: [Substring: Frames] = [
            "quote": .quote, "that": .that, "bare": .bare, "whether": .whether, "to": .to, "ing": .ing, "noun": .noun,
            "hearer": .hearer, "as": .as, "also-noun": .alsoNoun, "object": .object, "belief": .belief,
            "light": .light, "phrase": .phrase,
        ]
    }

    /// Which form of the verb a word is; one word can be several ("said" is past and participle).
    struct Forms: OptionSet, Sendable {
        let rawValue: UInt8
        static let base = Forms(rawValue: 1 << 0)
        static let third = Forms(rawValue: 1 << 1)
        static let past = Forms(rawValue: 1 << 2)
        static let participle = Forms(rawValue: 1 << 3)
        static let ing = Forms(rawValue: 1 << 4)
    }

    var frames: Frames
    var forms: Forms
    /// The verb that it is a form of.
    var lemma: WordKey
    /// Words that can stand between the verb and its content ("called for").
    var prepositions: [WordKey]

    /// The cue verbs of a file by the key of each form.
    static func read(_ name: String) -> [UInt64: CueVerb] {
        var verbs: [UInt64: CueVerb] = [:]
        for line in Resource.lines(name) {
            let columns = line.split(separator: "\t")
            guard columns.count == 3 else { continue }
            let (frames, prepositions) = takes(columns[1])
            let lemma = WordKey(columns[0])
            func add(_ word: some StringProtocol, _ form: Forms) {
                let key = WordKey(word).value
                var verb =
                    verbs[key] ?? CueVerb(frames: frames, forms: [], lemma: lemma, prepositions: prepositions)
                verb.forms.formUnion(form)
                verbs[key] = verb
            }
            add(columns[0], .base)
            for (index, word) in columns[2].split(separator: " ").enumerated() {
                switch index {
                case 0: add(word, .third)
                case 1: add(word, .past)
                case 2: add(word, .participle)
                case 3: add(word, .ing)
                default: add(word, word.hasSuffix("ing") ? .ing : word.hasSuffix("s") ? .third : [.past, .participle])
                }
            }
        }
        return verbs
    }

    /// The nouns or adjectives of a file by the key of each form: the forms, a tab, what they take.
    static func readWords(_ name: String) -> [UInt64: CueVerb] {
        var words: [UInt64: CueVerb] = [:]
        for line in Resource.lines(name) {
            let columns = line.split(separator: "\t")
            guard columns.count == 2, let lemma = columns[0].split(separator: " ").first else { continue }
            let (frames, prepositions) = takes(columns[1])
            for form in columns[0].split(separator: " ") where form != "-" {
                words[WordKey(form).value] =
                    CueVerb(frames: frames, forms: .base, lemma: WordKey(lemma), prepositions: prepositions)
            }
        }
        return words
    }

    private static func takes(_ column: Substring) -> (Frames, [WordKey]) {
        var frames: Frames = []
        var prepositions: [WordKey] = []
        for word in column.split(separator: " ") {
            if word.hasPrefix("~") { prepositions.append(WordKey(word.dropFirst())) }
            frames.formUnion(Frames.named[word] ?? [])
        }
        return (frames, prepositions)
    }
}
