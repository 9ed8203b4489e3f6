import Foundation

/// Two servers' clocks, each read at an unknown moment between two known ones of this process.
struct ClockComparison {
    /// How far they may differ, seconds: what keeps machines in time keeps them closer by far.
    static let limit = 0.25

    /// True unless they differ by more than the limit, whenever they were read.
    let agree: Bool

    init(
        ours: Date, between askedOurs: ContinuousClock.Instant, and answeredOurs: ContinuousClock.Instant,
        theirs: Date, between askedTheirs: ContinuousClock.Instant, and answeredTheirs: ContinuousClock.Instant
    ) {
        let difference = theirs.timeIntervalSince(ours)
        let shortest = (askedTheirs - answeredOurs) / .seconds(1)
        let longest = (answeredTheirs - askedOurs) / .seconds(1)
        agree = difference >= shortest - Self.limit && difference <= longest + Self.limit
    }
}
