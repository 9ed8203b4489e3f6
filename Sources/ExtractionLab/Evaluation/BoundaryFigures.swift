import Extraction

/// How well places were found, as counts that can be added up over texts: sentence boundaries, passages, anything that is
/// either there or not.
public struct BoundaryFigures: Sendable, Hashable {
    /// Places in the gold.
    public var marked = 0
    /// Places that were predicted.
    public var predicted = 0
    /// Predicted places that are in the gold.
    public var right = 0

    /// No texts yet.
    public init() {}

    /// Counts one text.
    public init(gold: Set<Int>, predicted: Set<Int>) {
        marked = gold.count
        self.predicted = predicted.count
        right = gold.intersection(predicted).count
    }

    /// The share of predicted places that are right, 0 to 1.
    public var precision: Double { predicted == 0 ? 0 : Double(right) / Double(predicted) }
    /// The share of marked places that were predicted, 0 to 1.
    public var recall: Double { marked == 0 ? 0 : Double(right) / Double(marked) }
    /// The harmonic mean of precision and recall, 0 to 1.
    public var f1: Double { marked + predicted == 0 ? 0 : 2 * Double(right) / Double(marked + predicted) }

    /// Adds the counts of another text.
    public static func += (sum: inout BoundaryFigures, more: BoundaryFigures) {
        sum.marked += more.marked
        sum.predicted += more.predicted
        sum.right += more.right
    }
}
