/// A checkable statement that was found in a document.
public struct DetectedClaim: Sendable, Hashable {
    /// Its place in reading order, from 1.
    public var ordinal: Int
    /// The place where the claim stands first.
    public var anchor: Anchor
    /// Where the article says the same again.
    public var otherAnchors: [Anchor]
    /// The claim in words that stand on their own where that is unambiguous; the exact words otherwise.
    public var statement: String
    /// What the statement's pronouns most likely refer to, where the statement does not stand on its own.
    public var context: String?
    /// Whose claim it is, a person, a body or the article; kind ``Claimant/Kind/article`` for the article's own voice.
    public var claimant: Claimant
    /// The kind of fact that the claim states.
    public var kind: ClaimKind
    /// Whether evidence could settle it.
    public var checkable: Bool
    /// How much it deserves to be checked.
    public var checkWorthiness: CheckWorthiness
    /// The calibrated probability that it is worth a desk's time, 0 to 1.
    public var score: Double
    /// What carried the score, in words, strongest first.
    public var reasons: [String]
    /// Dates that the words mention, resolved against the day of publication.
    public var dates: [DateMention]
    /// The figures that the words state, as written.
    public var figures: [String]
    /// The names that the words mention, as written.
    public var names: [String]
    /// Ordinals of claims of the same article that contradict it.
    public var conflictsWith: [Int]

    /// Makes a detected claim of its parts.
    public init(
        ordinal: Int,
        anchor: Anchor,
        otherAnchors: [Anchor] = [],
        statement: String,
        context: String? = nil,
        claimant: Claimant = .article,
        kind: ClaimKind = .other,
        checkable: Bool = true,
        checkWorthiness: CheckWorthiness = .important,
        score: Double = 0,
        reasons: [String] = [],
        dates: [DateMention] = [],
        figures: [String] = [],
        names: [String] = [],
        conflictsWith: [Int] = []
    ) {
        self.ordinal = ordinal
        self.anchor = anchor
        self.otherAnchors = otherAnchors
        self.statement = statement
        self.context = context
        self.claimant = claimant
        self.kind = kind
        self.checkable = checkable
        self.checkWorthiness = checkWorthiness
        self.score = score
        self.reasons = reasons
        self.dates = dates
        self.figures = figures
        self.names = names
        self.conflictsWith = conflictsWith
    }
}

/// A mention of a date and the day, month or year that it means.
public struct DateMention: Sendable, Hashable, Codable {
    /// The words' place in the text.
    public var range: TextRange
    /// The words as they stand.
    public var words: String
    /// ISO 8601 with the precision of the words: `2015-06-14`, `2015-W24`, `2015-06` or `2015`.
    public var resolved: String

    /// Makes a date mention of its parts.
    public init(range: TextRange, words: String, resolved: String) {
        self.range = range
        self.words = words
        self.resolved = resolved
    }
}

/// Where words stand, after the W3C Web Annotation position and quote selectors.
public struct Anchor: Sendable, Hashable, Codable {
    /// Unicode code points.
    public var start: Int
    /// Unicode code points, exclusive.
    public var end: Int
    /// The anchor's place in UTF-16 code units.
    public var utf16: TextRange
    /// The anchor's place in bytes of UTF-8.
    public var utf8: TextRange
    /// The words that stand there.
    public var exact: String
    /// Up to 32 code points before.
    public var prefix: String
    /// Up to 32 code points after.
    public var suffix: String

    /// Makes an anchor of its parts.
    public init(start: Int, end: Int, utf16: TextRange, utf8: TextRange, exact: String, prefix: String, suffix: String)
    {
        self.start = start
        self.end = end
        self.utf16 = utf16
        self.utf8 = utf8
        self.exact = exact
        self.prefix = prefix
        self.suffix = suffix
    }
}
