/// What happened between two scrapes of one process.
struct Interval: Sendable {
    let earlier: Scrape
    let later: Scrape
    /// More than none.
    let seconds: Double

    /// How much a counter grew a second; nil when it is not there. A process that began anew counts from nothing.
    func rate(_ name: String, _ labels: [String: String] = [:]) -> Double? {
        later.sum(name, labels).map { max(0, growth($0, earlier.sum(name, labels))) / seconds }
    }

    /// The time within which a share of what a histogram saw was over, in seconds, by the bounds of its ranges and evenly within
    /// each; nil when it saw nothing. What is beyond the last bound counts as that.
    ///
    /// - Parameter share: 0.5 for the median.
    func quantile(_ share: Double, _ name: String, _ labels: [String: String] = [:]) -> Double? {
        let (now, before) = (later, earlier)
        let after = now.sums("\(name)_bucket", by: "le", labels)
        let ahead = before.sums("\(name)_bucket", by: "le", labels)
        let ranges = after.compactMap { bound, count in
            Double(bound == "+Inf" ? "inf" : bound).map { (bound: $0, count: growth(count, ahead[bound])) }
        }.sorted { $0.bound < $1.bound }
        guard let all = ranges.last?.count, all > 0 else { return nil }
        let wanted = share * all
        var (low, below) = (0.0, 0.0)
        for range in ranges {
            if range.count >= wanted {
                if range.bound == .infinity { return low }
                let within = range.count - below
                return low + (within > 0 ? (range.bound - low) * (wanted - below) / within : 0)
            }
            (low, below) = (range.bound, range.count)
        }
        return low
    }

    private func growth(_ after: Double, _ before: Double?) -> Double {
        guard let before, before <= after else { return after }
        return after - before
    }
}
