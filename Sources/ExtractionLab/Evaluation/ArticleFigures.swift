public import Extraction

/// A sentence of an article as people labelled it. Where two people disagree, a field holds what either said.
public struct GoldSentence: Sendable, Hashable {
    /// Code points into the article's text.
    public var range: TextRange
    /// Nil where people disagree: left out of scores.
    public var checkWorthiness: CheckWorthiness?
    /// Nil where people disagree, or where it was not labelled.
    public var role: Role?
    /// The names under which the claimant counts as right; empty where the article speaks in its own voice.
    public var claimants: [String]
    /// Whether the claimant is unnamed; nil where that was not labelled.
    public var isAnonymous: Bool?

    /// Makes a sentence of its parts.
    public init(
        range: TextRange, checkWorthiness: CheckWorthiness?, role: Role?, claimants: [String], isAnonymous: Bool?
    ) {
        self.range = range
        self.checkWorthiness = checkWorthiness
        self.role = role
        self.claimants = claimants
        self.isAnonymous = isAnonymous
    }
}

/// How well an article was read, as counts that can be added up over articles.
public struct ArticleFigures: Sendable, Hashable {
    /// Important sentences.
    public var important = 0
    /// How many of them are among the claims with the highest scores.
    public var importantAtTop = 0
    /// Sentences with a claimant.
    public var claimants = 0
    /// Sentences whose claimant was the right one.
    public var claimantsRight = 0
    /// Sentences whose claimant is labelled as named or unnamed.
    public var anonymity = 0
    /// How many of them were told so rightly.
    public var anonymityRight = 0
    /// Boilerplate sentences.
    public var boilerplate = 0
    /// How many of them were kept out of the claims with that role.
    public var boilerplateFound = 0
    /// Sentences of the body.
    public var body = 0
    /// How many of them were lost as furniture of the page.
    public var bodyLost = 0

    /// No articles yet.
    public init() {}

    /// Counts one article.
    ///
    /// - Parameter top: how many claims count as the top.
    public init(gold: [GoldSentence], predicted: Findings, top: Int) {
        let best = predicted.claims.sorted { ($0.score, -$0.ordinal) > ($1.score, -$1.ordinal) }.prefix(top)
        let ranges = best.flatMap { claim in ([claim.anchor] + claim.otherAnchors).map { TextRange($0) } }
        for sentence in gold {
            let found = predicted.sentences.max {
                $0.range.overlap(sentence.range) < $1.range.overlap(sentence.range)
            }
            guard let found, found.range.overlap(sentence.range) > 0 else { continue }
            countWorth(of: sentence, at: ranges)
            countClaimant(of: sentence, found)
            countRole(of: sentence, found)
        }
    }

    private mutating func countWorth(of sentence: GoldSentence, at top: [TextRange]) {
        guard sentence.checkWorthiness == .important, sentence.role != .headline else { return }
        important += 1
        if top.contains(where: { 2 * $0.overlap(sentence.range) >= sentence.range.count }) { importantAtTop += 1 }
    }

    private mutating func countClaimant(of sentence: GoldSentence, _ found: Sentence) {
        guard !sentence.claimants.isEmpty else { return }
        claimants += 1
        let name = found.claimant?.name
        if let name, sentence.claimants.contains(where: { Self.areSame($0, name) }) { claimantsRight += 1 }
        guard let isAnonymous = sentence.isAnonymous else { return }
        anonymity += 1
        if let claimant = found.claimant, (claimant.kind == .anonymous) == isAnonymous { anonymityRight += 1 }
    }

    private mutating func countRole(of sentence: GoldSentence, _ found: Sentence) {
        let isFurniture = found.role == .boilerplate || found.role == .credit
        switch sentence.role {
        case .boilerplate, .credit:
            boilerplate += 1
            if isFurniture { boilerplateFound += 1 }
        case .body:
            body += 1
            if isFurniture { bodyLost += 1 }
        default: break
        }
    }

    /// Two forms of one name: the words of the shorter one stand in the longer one, articles and case aside.
    ///
    /// "the Pentagon" is "Pentagon", "Col. Steve Warren" is "Pentagon spokesman Col. Steve Warren".
    public static func areSame(_ one: String, _ other: String) -> Bool {
        let (a, b) = (words(one), words(other))
        let (short, long) = a.count <= b.count ? (a, b) : (b, a)
        guard !short.isEmpty else { return false }
        return (0...(long.count - short.count)).contains { Array(long[$0..<($0 + short.count)]) == short }
    }

    private static func words(_ name: String) -> [String] {
        name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
            .filter { !["the", "a", "an"].contains($0) }
    }

    /// Adds the counts of another article.
    public static func += (sum: inout ArticleFigures, more: ArticleFigures) {
        sum.important += more.important
        sum.importantAtTop += more.importantAtTop
        sum.claimants += more.claimants
        sum.claimantsRight += more.claimantsRight
        sum.anonymity += more.anonymity
        sum.anonymityRight += more.anonymityRight
        sum.boilerplate += more.boilerplate
        sum.boilerplateFound += more.boilerplateFound
        sum.body += more.body
        sum.bodyLost += more.bodyLost
    }
}

extension TextRange {
    init(_ anchor: Anchor) { self.init(start: anchor.start, end: anchor.end) }
}
