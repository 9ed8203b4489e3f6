/// Reads articles and finds the claims that a fact-checking desk would check.
///
/// The same document always gives the same result; nothing is read but the document and the resources in the binary.
public struct Extractor: Sendable {
    /// Other weights than the built-in ones, if any.
    private let ownScorer: Scorer?

    // The built-in resources are read when a document first wants them: most processes hold an extractor and read nothing.
    private var lexicon: Lexicon { .english }
    private var furniture: Furniture { Self.englishFurniture }
    private var scorer: Scorer { ownScorer ?? Self.englishScorer }
    private var languages: LanguageDetector { Self.languageDetector }

    /// Makes an extractor with the built-in English resources.
    public init() {
        ownScorer = nil
    }

    /// Makes an extractor that scores with other weights, as ``CheckWorthinessTrainer`` writes them.
    public init(checkWorthinessWeights text: String) {
        ownScorer = Scorer(
            weights: WeightTable(text: text.split(separator: "\n").filter { !$0.hasPrefix("#") }),
            reasons: Self.englishScorer.reasons
        )
    }

    private static let languageDetector = LanguageDetector()
    private static let englishFurniture = Furniture(language: "en")
    private static let englishScorer = Scorer(
        weights: WeightTable(resource: "en/checkworthiness.tsv"),
        reasons: Reasons(language: "en")
    )

    /// Which rules and weights this is; stored with each claim.
    public var detector: String { "rules-1+\(scorer.weights.version)" }

    /// Whether claims are looked for in texts of a language, a BCP 47 tag; in those of which it is not known, they are.
    public static func supports(_ language: String?) -> Bool { LanguageDetector.isSupported(language) }

    /// Finds passages, sentences, attributions and claims.
    public func extract(_ document: Document) -> Findings {
        ReadingBudget.unbounded { budget throws(ReadingInterruption) in try extract(document, within: budget) }
    }

    /// Finds the same for as long as the budget lasts.
    ///
    /// - Throws: `ReadingInterruption` when the budget ends the reading.
    public func extract(_ document: Document, within budget: ReadingBudget) throws(ReadingInterruption) -> Findings {
        let reading = try Reading(document, lexicon: lexicon, furniture: furniture, within: budget)
        budget.charge(reading.tokens.count)
        let language = languages.language(declared: document.language, reading.tokens, reading.source)
        guard LanguageDetector.isSupported(language) else { return unscored(document, reading, language) }
        let (found, names, claimants) = try claimants(in: reading)
        let sentences = try SentenceScoring(reading: reading, lexicon: lexicon, scorer: scorer).sentences(claimants)
        let claims = try ClaimBuilder(
            reading: reading,
            lexicon: lexicon,
            names: names,
            sentences: sentences,
            publishedOn: document.publishedOn
        ).claims()
        return Findings(
            detector: detector,
            language: language,
            languageSupported: true,
            text: document.text,
            passages: reading.passages,
            sentences: sentences,
            attributions: found.map { reading.attribution($0) },
            claims: claims
        )
    }

    /// The sentences of a document alone, without roles, sources or scores.
    public func sentenceRanges(_ document: Document) -> [TextRange] {
        ReadingBudget.unbounded { budget throws(ReadingInterruption) in
            try Reading(document, lexicon: lexicon, furniture: furniture, givesRoles: false, within: budget).units
                .map(\.range)
        }
    }

    /// A text that there are no resources for: split and anchored, and nothing judged.
    private func unscored(_ document: Document, _ reading: Reading, _ language: String?) -> Findings {
        Findings(
            detector: detector,
            language: language,
            languageSupported: false,
            text: document.text,
            passages: reading.passages,
            sentences: reading.units.map {
                Sentence(
                    range: $0.range,
                    role: $0.role,
                    text: reading.source.string($0.range),
                    reasons: ["the language is not supported"]
                )
            }
        )
    }

    /// The probability that a lone sentence, outside of any article, is worth checking: 0 to 1.
    public func score(line: String) -> Double {
        let reading = Reading(line: line, lexicon: lexicon)
        guard let view = reading.loneView else { return 0 }
        var sums = Scorer.PartSums(none: .none)
        let weighing = scorer.weigh(view, SignalReader(source: reading.source, lexicon: lexicon), &sums)
        return scorer.judge(weighing, sum: weighing.sum, words: view.words, claimant: view.claimant).score
    }

    /// What the shipped thresholds make of a score.
    public func checkWorthiness(ofScore score: Double) -> CheckWorthiness { scorer.checkWorthiness(score) }

    /// The sentences of a document as the scorer sees them.
    package func views(_ document: Document) -> (reading: Reading, views: [SentenceView]) {
        ReadingBudget.unbounded { budget throws(ReadingInterruption) in
            let reading = try Reading(document, lexicon: lexicon, furniture: furniture, within: budget)
            let scoring = SentenceScoring(reading: reading, lexicon: lexicon, scorer: scorer)
            return (reading, try scoring.views(claimants(in: reading).claimants))
        }
    }

    /// Who says what, and under which name, in each sentence.
    private func claimants(
        in reading: Reading
    ) throws(ReadingInterruption) -> (found: [AttributionFinder.Found], names: NameTable, claimants: [Claimant?]) {
        let found = try AttributionFinder(reading: reading, lexicon: lexicon).find()
        let names = try NameTable(reading)
        let resolver = ClaimantResolver(reading: reading, lexicon: lexicon, names: names)
        return (found, names, try resolver.resolve(found))
    }
}
