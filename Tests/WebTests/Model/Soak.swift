import Foundation

/// How long and from which seed the random tests go on. Short by default; `make soak` asks for more.
enum Soak {
    /// Each of the tests that go by time.
    static var seconds: Int { number("SOAK_SECONDS") ?? 6 }
    static var isLong: Bool { number("SOAK_SECONDS") != nil }

    /// Where seeds begin: another place in each run, or where the one who looks for a failure says. A single history is
    /// then run.
    static let only: UInt64? = number("SOAK_SEED").map(UInt64.init)
    static let firstSeed: UInt64 = only ?? UInt64(Date().timeIntervalSince1970 * 10) % 1_000_000_000 * 100_000

    private static func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }
}
