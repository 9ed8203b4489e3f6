import Foundation

/// A scale from 0 up with round numbers on it.
struct Axis: Equatable {
    /// From 0, each a step above the one before; at least two.
    let ticks: [Double]

    var top: Double { ticks[ticks.count - 1] }

    /// Round numbers (1, 2, 2.5 or 5 times a power of ten) up to the first that is not below the largest value.
    ///
    /// - Parameters:
    ///   - largest: what must fit; nothing or less gives a scale up to 1.
    ///   - steps: about so many.
    ///   - whole: counts have no halves.
    init(upTo largest: Double, steps: Int = 4, whole: Bool = true) {
        let wanted = largest.isFinite && largest > 0 ? largest : 1
        let rough = wanted / Double(max(1, steps))
        let power = pow(10, floor(log10(rough)))
        // A breath of slack: 0.3 / 0.1 is a little more than 3.
        let factors = whole && power <= 1 ? [1, 2, 5, 10] : [1, 2, 2.5, 5, 10]
        let factor = factors.first { $0 * power >= rough * (1 - 1e-9) } ?? 10
        let step = whole ? max(1, factor * power) : factor * power
        let count = max(1, Int((wanted / step - 1e-9).rounded(.up)))
        ticks = (0...count).map { Double($0) * step }
    }

    /// Where a value lies: 0 at the bottom, 1 at the top.
    func share(_ value: Double) -> Double { max(0, min(1, value / top)) }
}

/// Which of many labels are written, so that they do not run into each other.
enum Labels {
    /// Every n-th place, from the last backwards: the newest is what people look for first.
    ///
    /// - Parameters:
    ///   - count: how many places there are.
    ///   - most: so many labels fit; at least 1.
    static func places(_ count: Int, most: Int) -> [Int] {
        guard count > 0 else { return [] }
        let every = max(1, (count + max(1, most) - 1) / max(1, most))
        return Array(stride(from: count - 1, through: 0, by: -every).reversed())
    }
}
