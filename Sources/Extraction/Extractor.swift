/// Reads articles and finds the claims that a fact-checking desk would check.
///
/// The same document always gives the same result; nothing is read but the document and the resources in the binary.
public struct Extractor: Sendable {
    private let lexicon: Lexicon
    private let furniture: Furniture
    private let scorer: Scorer

    /// Makes an extractor with the built-in English resources.
    public init() {
        lexicon = .english
        furniture = Self.englishFurniture
        scorer = Self.englishScorer
    }

    private static let englishFurniture = Furniture(language: "en")
    private static let englishScorer = Scorer(
        weights: WeightTable(resource: "en/checkworthiness.tsv"),
        reasons: Reasons(language: "en")
    )

    /// Which rules and weights this is; stored with each claim.
    public var detector: String { "rules-1" }

    /// Finds passages, sentences, attributions and claims.
    public func extract(_ document: Document) -> Extraction {
        let reading = Reading(document, lexicon: lexicon, furniture: furniture)
        let found = AttributionFinder(reading: reading, lexicon: lexicon).find()
        let claimants = ClaimantResolver(reading: reading, lexicon: lexicon).resolve(found)
        let sentences = SentenceScoring(reading: reading, lexicon: lexicon, scorer: scorer).sentences(claimants)
        let claims = ClaimBuilder(
            source: reading.source,
            lexicon: lexicon,
            tokens: reading.tokens,
            units: reading.units,
            sentences: sentences
        ).claims()
        return Extraction(
            detector: detector,
            language: document.language ?? "en",
            languageSupported: true,
            text: document.text,
            passages: reading.passages,
            sentences: sentences,
            attributions: found.map { reading.attribution($0) },
            claims: claims
        )
    }
}
