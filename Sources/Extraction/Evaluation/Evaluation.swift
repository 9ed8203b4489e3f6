/// Figures of merit: what people marked goes in, how well it was found comes out. Nothing is read or printed here.
public enum Evaluation {
    /// Sentence boundaries inside a block; its own end is no boundary to find.
    ///
    /// - Parameters:
    ///   - gold: the ends of the sentences, in code points.
    ///   - found: the ends that were found.
    ///   - end: the end of the block.
    public static func boundaries(gold: [Int], found: [Int], end: Int) -> Counts {
        Counts(gold: Set(gold.filter { $0 < end }), found: Set(found.filter { $0 < end }))
    }

    /// Average precision of a ranking: the mean, over the positive ones, of the precision at their rank. Equal scores keep
    /// the order in which they are given.
    public static func averagePrecision(_ ranked: [(score: Double, isPositive: Bool)]) -> Double {
        let order = ranked.enumerated().sorted {
            $0.element.score != $1.element.score ? $0.element.score > $1.element.score : $0.offset < $1.offset
        }
        var found = 0
        var sum = 0.0
        for (rank, one) in order.enumerated() where one.element.isPositive {
            found += 1
            sum += Double(found) / Double(rank + 1)
        }
        return found == 0 ? 0 : sum / Double(found)
    }

    /// How well attributions were found.
    public struct AttributionFigures: Sendable {
        /// Sources, cues and contents with exactly the same ranges.
        public var source = Counts()
        /// The same for the words that attribute.
        public var cue = Counts()
        /// The same for what is attributed.
        public var content = Counts()
        /// How many attributions have content.
        public var total = 0
        /// Those whose content was found, by half of the characters that either holds.
        public var contentFound = 0
        /// Those whose source was found with the content, by the same measure.
        public var bothFound = 0

        /// The sum of two documents' figures.
        public static func + (first: AttributionFigures, second: AttributionFigures) -> AttributionFigures {
            var sum = first
            sum.source = first.source + second.source
            sum.cue = first.cue + second.cue
            sum.content = first.content + second.content
            sum.total += second.total
            sum.contentFound += second.contentFound
            sum.bothFound += second.bothFound
            return sum
        }
    }

    /// Compares the attributions of one document with those that people marked.
    public static func attributions(gold: [GoldAttribution], found: [Attribution]) -> AttributionFigures {
        var figures = AttributionFigures()
        func places(_ ranges: [[TextRange]]) -> Set<[TextRange]> {
            Set(ranges.filter { !$0.isEmpty }.map { $0.sorted { $0.start < $1.start } })
        }
        figures.source = Counts(
            gold: places(gold.map(\.source)),
            found: places(found.map { $0.source.map { [$0] } ?? [] })
        )
        figures.cue = Counts(gold: places(gold.map(\.cue)), found: places(found.map { [$0.cue] }))
        figures.content = Counts(gold: places(gold.map(\.content)), found: places(found.map(\.content)))
        for one in gold where !one.content.isEmpty {
            figures.total += 1
            let near = found.filter { agreement(one.content, $0.content) >= 0.5 }
            if !near.isEmpty { figures.contentFound += 1 }
            if near.contains(where: { agreement(one.source, $0.source.map { [$0] } ?? []) >= 0.5 }) {
                figures.bothFound += 1
            }
        }
        return figures
    }

    /// The share of the characters of either that both hold.
    private static func agreement(_ first: [TextRange], _ second: [TextRange]) -> Double {
        var common = 0
        for one in first { for other in second { common += one.overlap(other) } }
        let all = first.reduce(0) { $0 + $1.count } + second.reduce(0) { $0 + $1.count } - common
        return all == 0 ? 0 : Double(common) / Double(all)
    }

    /// The sentence that shares most with a range, if any does.
    static func sentence(at range: TextRange, in sentences: [Sentence]) -> Sentence? {
        let best = sentences.max { $0.range.overlap(range) < $1.range.overlap(range) }
        return best.flatMap { $0.range.overlap(range) > 0 ? $0 : nil }
    }
}
