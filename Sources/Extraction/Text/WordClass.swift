/// What the lexicon knows about a word. The names are the section names of `words.txt`.
struct WordClass: OptionSet, Sendable, Hashable {
    let rawValue: UInt64

    private init(bit: Int) { rawValue = 1 << UInt64(bit) }
    init(rawValue: UInt64) { self.rawValue = rawValue }

    static let determiner = WordClass(bit: 0)
    static let possessive = WordClass(bit: 1)
    static let subjectPronoun = WordClass(bit: 2)
    static let personalPronoun = WordClass(bit: 3)
    static let thirdPerson = WordClass(bit: 4)
    static let firstPerson = WordClass(bit: 5)
    static let secondPerson = WordClass(bit: 6)
    static let unresolved = WordClass(bit: 7)
    static let demonstrative = WordClass(bit: 8)
    static let preposition = WordClass(bit: 9)
    static let conjunction = WordClass(bit: 10)
    static let subordinator = WordClass(bit: 11)
    static let relative = WordClass(bit: 12)
    static let question = WordClass(bit: 13)
    static let be = WordClass(bit: 14)
    static let auxiliary = WordClass(bit: 15)
    static let modal = WordClass(bit: 16)
    static let future = WordClass(bit: 17)
    static let hedge = WordClass(bit: 18)
    static let negation = WordClass(bit: 19)
    static let adverb = WordClass(bit: 20)
    static let weekday = WordClass(bit: 21)
    static let month = WordClass(bit: 22)
    static let timeNoun = WordClass(bit: 23)
    static let relativeTime = WordClass(bit: 24)
    static let numberWord = WordClass(bit: 25)
    static let magnitude = WordClass(bit: 26)
    static let unit = WordClass(bit: 27)
    static let title = WordClass(bit: 28)
    static let personNoun = WordClass(bit: 29)
    static let organizationNoun = WordClass(bit: 30)
    static let documentNoun = WordClass(bit: 31)
    static let opinionWord = WordClass(bit: 32)
    static let comparative = WordClass(bit: 33)
    static let causeWord = WordClass(bit: 34)
    static let lawWord = WordClass(bit: 35)
    static let recordWord = WordClass(bit: 36)
    static let eventVerb = WordClass(bit: 37)
    static let intensifier = WordClass(bit: 38)
    static let stop = WordClass(bit: 39)
    static let anonymousWord = WordClass(bit: 40)
    static let sentenceStarter = WordClass(bit: 41)
    /// A form of a cue verb; what it takes is in the cue lexicon.
    static let cue = WordClass(bit: 42)
    /// A form of a common verb, including cue verbs.
    static let verb = WordClass(bit: 43)

    /// A noun for something said or thought; what it takes is in the lexicon of such nouns.
    static let cueNoun = WordClass(bit: 45)
    /// An adjective that says what somebody thinks or wants; what it takes is in the lexicon of such adjectives.
    static let cueState = WordClass(bit: 46)

    /// What stands before the colon of a picture's credit.
    static let credit = WordClass(bit: 44)

    static let unclear = WordClass(bit: 47)
    static let interpretation = WordClass(bit: 48)
    /// A word with which people accuse, deny or admit.
    static let contested = WordClass(bit: 49)
    /// A word of praise, grief or wonder: what an event was like for somebody.
    static let feeling = WordClass(bit: 50)

    /// What a number after it names, and does not count ("page 214").
    static let numbered = WordClass(bit: 51)

    /// The classes by the names that `words.txt` gives them.
    static let named: [String: WordClass] = [
        "determiner": .determiner, "possessive": .possessive, "subjectPronoun": .subjectPronoun,
        "personalPronoun": .personalPronoun, "thirdPerson": .thirdPerson, "firstPerson": .firstPerson,
        "secondPerson": .secondPerson, "unresolved": .unresolved, "demonstrative": .demonstrative,
        "preposition": .preposition, "conjunction": .conjunction, "subordinator": .subordinator,
        "relative": .relative, "question": .question, "be": .be, "auxiliary": .auxiliary, "modal": .modal,
        "future": .future, "hedge": .hedge, "negation": .negation, "adverb": .adverb, "weekday": .weekday,
        "month": .month, "timeNoun": .timeNoun, "relativeTime": .relativeTime, "numberWord": .numberWord,
        "magnitude": .magnitude, "unit": .unit, "title": .title, "personNoun": .personNoun,
        "organizationNoun": .organizationNoun, "documentNoun": .documentNoun, "opinionWord": .opinionWord,
        "comparative": .comparative, "causeWord": .causeWord, "lawWord": .lawWord, "recordWord": .recordWord,
        "eventVerb": .eventVerb, "intensifier": .intensifier, "stop": .stop, "anonymousWord": .anonymousWord,
        "sentenceStarter": .sentenceStarter, "verb": .verb, "credit": .credit, "unclear": .unclear,
        "interpretation": .interpretation, "contested": .contested, "feeling": .feeling,
        "numbered": .numbered,
    ]
}
