public import Extraction

/// How well attributions were found, as counts that can be added up over texts.
///
/// Exact figures count contiguous spans, as sequence labelling does: a content in two parts is two spans, and words that
/// several attributions share (one subject of two verbs) count once.
public struct AttributionFigures: Sendable, Hashable {
    /// Spans of one kind: how many were marked, how many were predicted, how many are the same to the code point.
    public struct Spans: Sendable, Hashable {
        /// Spans in the gold.
        public var marked = 0
        /// Spans that were predicted.
        public var predicted = 0
        /// Predicted spans that are in the gold with the same start and end.
        public var right = 0

        /// The share of predicted spans that are right, 0 to 1.
        public var precision: Double { predicted == 0 ? 0 : Double(right) / Double(predicted) }
        /// The share of marked spans that were predicted, 0 to 1.
        public var recall: Double { marked == 0 ? 0 : Double(right) / Double(marked) }
        /// The harmonic mean of precision and recall, 0 to 1.
        public var f1: Double { marked + predicted == 0 ? 0 : 2 * Double(right) / Double(marked + predicted) }
    }

    /// Sources, exactly.
    public var source = Spans()
    /// Cues, exactly.
    public var cue = Spans()
    /// Contents, exactly.
    public var content = Spans()
    /// Attributions in the gold.
    public var attributions = 0
    /// Those whose content overlaps some predicted content by at least one half.
    public var contentFound = 0
    /// Those whose content was found with a source that overlaps the marked one by at least one half (or with none where
    /// none is marked).
    public var bothFound = 0

    /// No texts yet.
    public init() {}

    /// Counts one text.
    ///
    /// Overlap is the number of code points that both contents hold over the number that either holds (Jaccard's index):
    /// the strictest of the usual readings, so that swallowing a paragraph finds nothing.
    ///
    /// - Parameters:
    ///   - gold: What a person marked.
    ///   - predicted: What was found, in code points of the same text.
    public init(gold: [AttributionGold], predicted: [Attribution]) {
        source = Self.spans(gold.flatMap(\.source), predicted.compactMap(\.source))
        cue = Self.spans(gold.flatMap(\.cue), predicted.map(\.cue))
        content = Self.spans(gold.flatMap(\.content), predicted.flatMap(\.content))
        attributions = gold.count
        for one in gold {
            let candidates = predicted.filter { Self.overlap(one.content, $0.content) >= 0.5 }
            if candidates.isEmpty { continue }
            contentFound += 1
            let both = candidates.contains {
                one.source.isEmpty ? $0.source == nil : Self.overlap(one.source, $0.source.map { [$0] } ?? []) >= 0.5
            }
            if both { bothFound += 1 }
        }
    }

    /// The share of marked attributions whose content was found, 0 to 1.
    public var contentShare: Double { attributions == 0 ? 0 : Double(contentFound) / Double(attributions) }
    /// The share of marked attributions whose content and source were found, 0 to 1.
    public var bothShare: Double { attributions == 0 ? 0 : Double(bothFound) / Double(attributions) }

    /// Adds the counts of another text.
    public static func += (sum: inout AttributionFigures, more: AttributionFigures) {
        for kind in [\AttributionFigures.source, \.cue, \.content] {
            sum[keyPath: kind].marked += more[keyPath: kind].marked
            sum[keyPath: kind].predicted += more[keyPath: kind].predicted
            sum[keyPath: kind].right += more[keyPath: kind].right
        }
        sum.attributions += more.attributions
        sum.contentFound += more.contentFound
        sum.bothFound += more.bothFound
    }

    /// Jaccard's index of two sets of code points, each given as ranges.
    static func overlap(_ first: [TextRange], _ second: [TextRange]) -> Double {
        var common = 0
        for range in first { for other in second { common += range.overlap(other) } }
        let either = first.reduce(0) { $0 + $1.count } + second.reduce(0) { $0 + $1.count } - common
        return either == 0 ? 0 : Double(common) / Double(either)
    }

    private static func spans(_ gold: [TextRange], _ predicted: [TextRange]) -> Spans {
        let marked = Set(gold)
        let found = Set(predicted)
        return Spans(marked: marked.count, predicted: found.count, right: marked.intersection(found).count)
    }
}
