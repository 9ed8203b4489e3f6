/// An attribution as people marked it.
public struct GoldAttribution: Sendable {
    /// Code points, in order; empty where the text leaves the source out.
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

    /// Reads brat's standoff format: `T1<tab>Source 10 14;20 24<tab>words` and `E1<tab>Attribution:T4 Content:T3 …`.
    ///
    /// Lines that are neither, and references to nothing, are passed over.
    public static func read(brat text: String) -> [GoldAttribution] {
        var spans: [Substring: [TextRange]] = [:]
        var events: [Substring] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let columns = line.split(separator: "\t")
            guard columns.count >= 2 else { continue }
            if columns[0].hasPrefix("T") {
                let words = columns[1].split(separator: " ", maxSplits: 1)
                guard words.count == 2 else { continue }
                spans[columns[0]] = words[1].split(separator: ";").compactMap { part in
                    let ends = part.split(separator: " ").compactMap { Int($0) }
                    return ends.count == 2 ? TextRange(start: ends[0], end: ends[1]) : nil
                }
            } else if columns[0].hasPrefix("E") {
                events.append(columns[1])
            }
        }
        return events.map { event in
            var one = GoldAttribution(source: [], cue: [], content: [])
            for part in event.split(separator: " ") {
                let pair = part.split(separator: ":")
                guard pair.count == 2, let ranges = spans[pair[1]] else { continue }
                // Several contents are numbered: Content2.
                if pair[0].hasPrefix("Source") { one.source += ranges }
                if pair[0].hasPrefix("Cue") { one.cue += ranges }
                if pair[0].hasPrefix("Content") { one.content += ranges }
            }
            return one
        }
    }
}
