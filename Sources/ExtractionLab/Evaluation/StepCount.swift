public import Extraction

/// How many steps a text took to read: its time as a number that is the same on every machine.
public struct StepCount: Sendable {
    /// All of them.
    public let steps: Int
    /// The length of the text.
    public let codePoints: Int

    /// Reads the text and counts.
    ///
    /// - Parameter day: of publication, so that dates are resolved.
    public init(of text: String, _ mediaType: MediaType, with extractor: Extractor) {
        let budget = ReadingBudget()
        let document = Document(
            text: text, title: "Harbour wall", mediaType: mediaType, language: "en",
            publishedOn: PublicationDay(year: 2026, month: 3, day: 17))
        do {
            _ = try extractor.extract(document, within: budget)
        } catch {
            fatalError("a budget without an end came to one: \(error)")
        }
        steps = budget.steps
        codePoints = text.unicodeScalars.count
    }

    /// The steps for each code point of the text.
    public var perCodePoint: Double { Double(steps) / Double(max(1, codePoints)) }
}
