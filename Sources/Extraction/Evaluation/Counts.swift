/// How much of what should be found was found, and how much else.
public struct Counts: Sendable, Hashable, Codable {
    /// Found and right.
    public var right: Int
    /// Found and wrong.
    public var wrong: Int
    /// Not found.
    public var missed: Int

    /// Makes counts of their parts.
    public init(right: Int = 0, wrong: Int = 0, missed: Int = 0) {
        self.right = right
        self.wrong = wrong
        self.missed = missed
    }

    /// Compares what was found with what should be.
    public init<Item: Hashable>(gold: Set<Item>, found: Set<Item>) {
        right = gold.intersection(found).count
        wrong = found.count - right
        missed = gold.count - right
    }

    /// The share of what was found that is right; 0 where nothing was found.
    public var precision: Double { right == 0 ? 0 : Double(right) / Double(right + wrong) }
    /// The share of what should be found that was.
    public var recall: Double { right == 0 ? 0 : Double(right) / Double(right + missed) }
    /// The harmonic mean of both.
    public var f1: Double { right == 0 ? 0 : Double(2 * right) / Double(2 * right + wrong + missed) }

    /// The sum of two counts.
    public static func + (first: Counts, second: Counts) -> Counts {
        Counts(
            right: first.right + second.right,
            wrong: first.wrong + second.wrong,
            missed: first.missed + second.missed
        )
    }
}
