public import Extraction

/// An attribution that a person marked in a text.
public struct AttributionGold: Sendable, Hashable {
    /// The source of the words; empty where the text does not tell. A span in parts has several ranges.
    public var source: [TextRange]
    /// The words that attribute.
    public var cue: [TextRange]
    /// What is attributed.
    public var content: [TextRange]

    /// Makes an attribution of its parts.
    public init(source: [TextRange], cue: [TextRange], content: [TextRange]) {
        self.source = source
        self.cue = cue
        self.content = content
    }

    /// Reads the attributions of a brat standoff file (https://brat.nlplab.org/standoff.html) with `Source`, `Cue` and
    /// `Content` text-bound annotations, joined by events whose arguments bear these names.
    ///
    /// - Parameter standoff: The text of the `.ann` file; offsets are code points, end exclusive.
    /// - Returns: One attribution for each event that has a content; lines that are no annotation are passed over.
    public static func brat(_ standoff: String) -> [AttributionGold] {
        var spans: [Substring: (kind: Substring, ranges: [TextRange])] = [:]
        var events: [Substring] = []
        for line in standoff.split(whereSeparator: \.isNewline) {
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard columns.count >= 2 else { continue }
            if columns[0].hasPrefix("T"), let span = span(columns[1]) { spans[columns[0]] = span }
            if columns[0].hasPrefix("E") { events.append(columns[1]) }
        }
        return events.compactMap { event in
            var gold = AttributionGold(source: [], cue: [], content: [])
            for argument in event.split(separator: " ").dropFirst() {
                guard let colon = argument.firstIndex(of: ":"),
                    let span = spans[argument[argument.index(after: colon)...]]
                else { continue }
                // A second argument of a name is numbered ("Content2").
                switch argument[..<colon].prefix(while: \.isLetter) {
                case "Source": gold.source += span.ranges
                case "Cue": gold.cue += span.ranges
                case "Content": gold.content += span.ranges
                default: break
                }
            }
            return gold.content.isEmpty ? nil : gold
        }
    }

    /// "Content 12 40;52 60": a kind and its ranges.
    private static func span(_ column: Substring) -> (kind: Substring, ranges: [TextRange])? {
        guard let blank = column.firstIndex(of: " ") else { return nil }
        let ranges = column[column.index(after: blank)...].split(separator: ";").compactMap { part -> TextRange? in
            let numbers = part.split(separator: " ").compactMap { Int($0) }
            return numbers.count == 2 && numbers[0] < numbers[1] ? TextRange(start: numbers[0], end: numbers[1]) : nil
        }
        return ranges.isEmpty ? nil : (column[..<blank], ranges)
    }
}
