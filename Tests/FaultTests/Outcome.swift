import TestSupport

@testable import WebTests

/// What a scenario has come to.
struct Outcome: Sendable {
    var histories = 0
    var steps = 0
    var articles = 0
    var strikes = 0
    var tally = Patience.Tally()
    /// The longest time from the end of a fault until all was well.
    var longestWell = Duration.zero
    /// What should not be.
    var broken: [String] = []

    static let heading =
        "faults: " + "scenario".padded(20)
        + ["histories", "steps", "articles", "faults", "answered", "503", "lost", "silent s", "outage s", "well s"]
        .map { $0.padded(10, left: true) }.joined()

    func row(_ name: String) -> String {
        let numbers = [histories, steps, articles, strikes, tally.answered, tally.turnedAway, tally.lost].map(
            String.init)
        let times = [tally.longestWait, tally.longestOutage, longestWell].map(\.inSeconds)
        return "faults: " + name.padded(20) + (numbers + times).map { $0.padded(10, left: true) }.joined()
            + (broken.isEmpty ? "  ok" : "  BROKEN")
    }
}

extension String {
    fileprivate func padded(_ width: Int, left: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - count))
        return left ? blanks + self : self + blanks
    }
}

extension Duration {
    /// With a tenth.
    var inSeconds: String {
        let tenths = Int((self / .milliseconds(100)).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
