/// One sentence of an article and how it was judged.
public struct Sentence: Sendable, Hashable {
    /// The sentence's place in the text.
    public var range: TextRange
    /// The part that it plays.
    public var role: Role
    /// The exact words of the range.
    public var text: String
    /// How much it deserves to be checked.
    public var checkWorthiness: CheckWorthiness
    /// The calibrated probability that the sentence is worth a desk's time, 0 to 1.
    public var score: Double
    /// The kind of fact that the sentence states.
    public var kind: ClaimKind
    /// The claimant; nil where the article speaks in its own voice.
    public var claimant: Claimant?
    /// What carried the score, in words, strongest first.
    public var reasons: [String]

    /// Makes a sentence of its parts.
    public init(
        range: TextRange,
        role: Role,
        text: String,
        checkWorthiness: CheckWorthiness = .not,
        score: Double = 0,
        kind: ClaimKind = .other,
        claimant: Claimant? = nil,
        reasons: [String] = []
    ) {
        self.range = range
        self.role = role
        self.text = text
        self.checkWorthiness = checkWorthiness
        self.score = score
        self.kind = kind
        self.claimant = claimant
        self.reasons = reasons
    }
}

/// How much a sentence deserves to be checked.
public enum CheckWorthiness: String, Sendable, CaseIterable, Codable {
    /// Checkable and worth the desk's time.
    case important
    /// Checkable or partly so, but of low value, vague, or a repeat.
    case minor
    /// Not checkable: opinion, prediction, question, furniture of the page.
    case not
}

/// What a claim is about.
public enum ClaimKind: String, Sendable, CaseIterable, Codable {
    /// A figure, share or amount.
    case quantity
    /// Something that happened.
    case event
    /// An event of speech: somebody said, announced or denied something.
    case statement
    /// A cause: one thing brought about another.
    case cause
    /// More, less, first, largest.
    case comparison
    /// What a law or rule says or a court decided.
    case law
    /// A vote or what somebody's record shows.
    case record
    case prediction
    case opinion
    case other
}

/// Who makes a claim.
public struct Claimant: Sendable, Hashable, Codable {
    /// Whether the article names the source.
    public enum Kind: String, Sendable, CaseIterable, Codable {
        /// A person or body with a name.
        case named
        /// An unnamed person or unnamed people.
        case anonymous
        /// The article's own voice.
        case article
    }

    /// How the words are rendered.
    public enum Quotation: String, Sendable, CaseIterable, Codable {
        case direct
        case indirect
        case mixed
    }

    /// The fullest form of the name that the article gives, in the article's words; nil for the article's own voice.
    public var name: String?
    /// Whether the claimant is named, unnamed or the article itself.
    public var kind: Kind
    /// Whether the source is a body, document or outlet and not a person.
    public var isOrganization: Bool
    /// How the words are rendered.
    public var quotation: Quotation?

    /// Makes a quotation of its parts.
    public init(name: String?, kind: Kind, isOrganization: Bool = false, quotation: Quotation? = nil) {
        self.name = name
        self.kind = kind
        self.isOrganization = isOrganization
        self.quotation = quotation
    }

    /// The article speaking for itself.
    public static let article = Claimant(name: nil, kind: .article)
}

/// One act of saying, thinking or showing: who, by which words, and what.
public struct Attribution: Sendable, Hashable, Codable {
    /// The source's noun phrase; nil where the text leaves it out.
    public var source: TextRange?
    /// The words that attribute ("said", "according to").
    public var cue: TextRange
    /// The words that are attributed, in order; several ranges where the cue interrupts it.
    public var content: [TextRange]
    /// How the words are rendered.
    public var quotation: Claimant.Quotation

    /// Makes an attribution of its parts.
    public init(source: TextRange?, cue: TextRange, content: [TextRange], quotation: Claimant.Quotation) {
        self.source = source
        self.cue = cue
        self.content = content
        self.quotation = quotation
    }
}
