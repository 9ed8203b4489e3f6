/// What was found in one document.
public struct Findings: Sendable, Hashable {
    /// Which rules and weights found it; stored with each claim so that results can be compared later.
    public var detector: String
    /// BCP 47 tag of the text's language; nil where it cannot be told.
    public var language: String?
    /// Whether there are resources for the language. If not, the text is split and anchored, but nothing is scored.
    public var languageSupported: Bool
    /// The text that all offsets point into.
    public var text: String
    /// Runs of the article with one role each, in order, without overlap.
    public var passages: [Passage]
    /// Every sentence of every passage, in order, without overlap.
    public var sentences: [Sentence]
    /// Who is said to have said what, in order of the cue.
    public var attributions: [Attribution]
    /// The claims worth a desk's time, in reading order.
    public var claims: [DetectedClaim]

    /// Makes an extraction of its parts.
    public init(
        detector: String,
        language: String?,
        languageSupported: Bool,
        text: String,
        passages: [Passage] = [],
        sentences: [Sentence] = [],
        attributions: [Attribution] = [],
        claims: [DetectedClaim] = []
    ) {
        self.detector = detector
        self.language = language
        self.languageSupported = languageSupported
        self.text = text
        self.passages = passages
        self.sentences = sentences
        self.attributions = attributions
        self.claims = claims
    }
}

/// A range of Unicode code points, end exclusive.
public struct TextRange: Sendable, Hashable, Codable {
    /// The first code point.
    public var start: Int
    /// Past the last code point.
    public var end: Int

    /// Makes a text range of its parts.
    public init(start: Int, end: Int) {
        self.start = start
        self.end = end
    }

    /// The number of units in the range.
    public var count: Int { end - start }

    /// The number of units that both ranges hold.
    public func overlap(_ other: TextRange) -> Int { max(0, min(end, other.end) - max(start, other.start)) }
}

/// A run of the article with one role.
public struct Passage: Sendable, Hashable, Codable {
    /// The passage's place in the text.
    public var range: TextRange
    /// The part that it plays.
    public var role: Role

    /// Makes a passage of its parts.
    public init(range: TextRange, role: Role) {
        self.range = range
        self.role = role
    }
}

/// The part that a passage plays in its article.
public enum Role: String, Sendable, CaseIterable, Codable {
    /// The short line above the headline.
    case kicker
    case headline
    /// The standfirst under the headline.
    case dek
    case body
    case caption
    /// Who wrote, photographed or contributed.
    case credit
    /// Furniture of the page: prompts, menus, lists of related stories, notices.
    case boilerplate
}
