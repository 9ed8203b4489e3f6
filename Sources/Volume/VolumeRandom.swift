import Chance
import Domain
import Foundation

/// The numbers that a made-up desk comes from: the same for the same seed, on every machine and in every release.
/// (The standard library's own `random(in:using:)` may change from release to release.)
struct VolumeRandom {
    private var bits: SplitMix64

    init(seed: UInt64) { bits = SplitMix64(seed: seed) }

    /// Parts of one desk are drawn apart from each other, so that they can be made in any order.
    init(seed: UInt64, part: UInt64) {
        var mixed = SplitMix64(seed: seed)
        self.init(seed: mixed.next() ^ (part &* 0x9E37_79B9_7F4A_7C15))
    }

    /// A seed from a text (FNV-1a, 64 bits), so that two desks of one seed do not share their ids.
    static func seed(_ seed: UInt64, _ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325 ^ seed) { ($0 ^ UInt64($1)) &* 0x0100_0000_01B3 }
    }

    mutating func word() -> UInt64 { bits.next() }

    /// 0 up to the count, without it.
    mutating func below(_ count: Int) -> Int { Int(bits.next() % UInt64(max(1, count))) }

    mutating func number(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    /// 0 up to 1, without it.
    mutating func unit() -> Double { Double(bits.next() >> 11) * 0x1p-53 }

    /// - Parameter share: 0–1.
    mutating func chance(_ share: Double) -> Bool { unit() < share }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

    /// A place in a list whose first ones come most often: the n-th about 1/n as often as the first (Zipf's law).
    mutating func zipf(_ count: Int) -> Int {
        min(count - 1, Int(exp(unit() * log(Double(count + 1)))) - 1)
    }

    /// How long people take for something, in seconds: mostly about the median, at times many times as long.
    mutating func delay(medianHours: Double, spread: Double = 1) -> Double {
        // Four numbers make a bell near enough; their sum varies by √(4/12).
        let bell = (unit() + unit() + unit() + unit() - 2) * 1.732
        return medianHours * 3600 * exp(bell * spread)
    }

    mutating func id<Subject>(at seconds: Double) -> Identifier<Subject> { Identifier(rawValue: uuid(at: seconds)) }

    /// A version 7 UUID of that Unix time, seconds.
    mutating func uuid(at seconds: Double) -> UUID {
        .version7(milliseconds: UInt64(max(0, seconds) * 1000), high: bits.next(), low: bits.next())
    }
}
