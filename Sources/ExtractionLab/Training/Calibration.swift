import Extraction

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Makes sums into probabilities, and chooses where important and minor begin, on examples that were held out.
///
/// Platt, Probabilistic outputs for support vector machines, 1999.
struct Calibration {
    var slope = 1.0
    var shift = 0.0
    var importantFrom = 0.5
    var minorFrom = 0.25

    init(_ held: [(sum: Double, worth: CheckWorthiness)]) {
        guard held.contains(where: { $0.worth == .important }), held.contains(where: { $0.worth != .important }) else {
            return
        }
        // Platt's targets, short of 0 and 1: without them, sums that part cleanly make an endless slope.
        let important = Double(held.count { $0.worth == .important })
        let yes = (important + 1) / (important + 2)
        let no = 1 / (Double(held.count) - important + 2)
        fit(held.map { ($0.sum, $0.worth == .important ? yes : no) })
        let scored = held.map { (score: probability($0.sum), worth: $0.worth) }
        importantFrom = best(scored)
        minorFrom = bestMinor(scored)
    }

    func probability(_ sum: Double) -> Double { 1 / (1 + exp(-(slope * sum + shift))) }

    /// Newton's method on two parameters, each step halved until it helps: sums that part cleanly make it overshoot.
    private mutating func fit(_ points: [(x: Double, y: Double)]) {
        var loss = Self.loss(points, slope, shift)
        for _ in 0..<100 {
            var (g0, g1, h00, h01, h11) = (0.0, 0.0, 1e-6, 0.0, 1e-6)
            for (x, y) in points {
                let p = probability(x)
                let weight = p * (1 - p)
                g0 += (p - y) * x
                g1 += p - y
                h00 += weight * x * x
                h01 += weight * x
                h11 += weight
            }
            let determinant = h00 * h11 - h01 * h01
            guard abs(determinant) > 1e-12 else { return }
            let step = ((h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant)
            var rate = 1.0
            var next = Self.loss(points, slope - step.0, shift - step.1)
            while next > loss, rate > 1e-6 {
                rate /= 2
                next = Self.loss(points, slope - rate * step.0, shift - rate * step.1)
            }
            guard next < loss else { return }
            slope -= rate * step.0
            shift -= rate * step.1
            if loss - next < 1e-10 { return }
            loss = next
        }
    }

    private static func loss(_ points: [(x: Double, y: Double)], _ slope: Double, _ shift: Double) -> Double {
        points.reduce(0) { sum, point in
            let value = slope * point.x + shift
            return sum + log1p(exp(-abs(value))) + max(value, 0) - point.y * value
        }
    }

    /// The threshold with the best F measure for important against the rest.
    private func best(_ scored: [(score: Double, worth: CheckWorthiness)]) -> Double {
        let ranked = scored.sorted { $0.score > $1.score }
        let all = ranked.count { $0.worth == .important }
        var found = 0
        var (best, threshold) = (0.0, 0.5)
        for (place, one) in ranked.enumerated() {
            if one.worth == .important { found += 1 }
            let f = 2 * Double(found) / Double(place + 1 + all)
            if f > best { (best, threshold) = (f, one.score) }
        }
        return threshold
    }

    /// The threshold below which "not" is told best from "minor", both counting alike however rare they are.
    private func bestMinor(_ scored: [(score: Double, worth: CheckWorthiness)]) -> Double {
        let below = scored.filter { $0.worth != .important && $0.score < importantFrom }.sorted { $0.score < $1.score }
        let nots = below.count { $0.worth == .not }
        let minors = below.count - nots
        guard nots > 0, minors > 0 else { return importantFrom / 2 }
        var (seenNot, seenMinor) = (0, 0)
        var (best, threshold) = (0.0, 0.0)
        for one in below {
            if one.worth == .not { seenNot += 1 } else { seenMinor += 1 }
            let gain = Double(seenNot) / Double(nots) - Double(seenMinor) / Double(minors)
            if gain > best { (best, threshold) = (gain, one.score) }
        }
        return threshold
    }
}
