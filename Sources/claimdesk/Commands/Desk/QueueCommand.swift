import ArgumentParser
import Foundation

/// `claimdesk queue`
struct QueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue",
        abstract: "Show how the desk's queue is doing.",
        discussion: """
            EXAMPLES
              claimdesk queue
              claimdesk queue --json
            """)

    @OptionGroup var client: ClientOptions

    func run() async throws {
        let answer = try await client.client().get(["v1", "queue"])
        if client.printJSON(answer) { return }
        print(Self.text(try answer.decode(Shapes.Statistics.self)))
    }

    static func text(_ statistics: Shapes.Statistics) -> String {
        var table = TextTable("Reviews", "")
        table.add("waiting", "\(statistics.queue.open)")
        table.add("taken", "\(statistics.queue.leased)")
        if let next = statistics.queue.nextExpiryAt { table.add("next to run out", LocalTime.text(next, from: Date())) }
        table.add("longest wait", statistics.oldestOpenSeconds.map(duration) ?? "–")
        table.add("run out in the last day", "\(statistics.expiredLastDay)")
        table.add("time to verdict, half within", statistics.timeToVerdict.medianSeconds.map(duration) ?? "–")
        table.add("time to verdict, 9 of 10 within", statistics.timeToVerdict.p90Seconds.map(duration) ?? "–")
        var claims = TextTable("Claims", "")
        for (status, count) in statistics.claims.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) })
        where count > 0 && status != "total" {
            claims.add(ReviewCommand.words(status), "\(count)")
        }
        claims.add("all", "\(statistics.claims["total"] ?? 0)")
        return table.text + "\n\n" + claims.text
    }

    /// Seconds as a person says them: 40 s, 12 min, 3 h, 5 d.
    static func duration(_ seconds: Double) -> String {
        switch seconds {
        case ..<120: "\(Int(seconds.rounded())) s"
        case ..<7200: "\(Int((seconds / 60).rounded())) min"
        case ..<172_800: "\(Int((seconds / 3600).rounded())) h"
        default: "\(Int((seconds / 86_400).rounded())) d"
        }
    }
}
