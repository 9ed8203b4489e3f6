import Domain
import Foundation
import Synchronization

/// Members who work, and a balancer that asks, while the database fails: what they are answered, and when.
struct OutageRun: Sendable {
    /// One request and its answer; times in seconds since the run began.
    struct Answer: Sendable {
        let isReadiness: Bool
        let begun: Double
        let ended: Double
        /// Of HTTP; nil where nothing came.
        let status: Int?
    }

    /// When the database failed and when it was back, seconds since the run began.
    struct Outage: Sendable {
        var begun = 0.0
        var ended = 0.0
    }

    /// What all of them were answered.
    private final class Answers: Sendable {
        let list = Mutex<[Answer]>([])
    }

    let desk: OutageDesk
    private let clock = ContinuousClock()

    private static let members = 8
    private static let pause = Duration.milliseconds(20)

    init(desk: OutageDesk) { self.desk = desk }

    /// - Parameters:
    ///   - fail: makes the database fail.
    ///   - mend: makes it well again.
    func run(
        lasting length: Duration, fail: @Sendable () -> Void, mend: @Sendable () -> Void
    ) async throws -> (Outage, [Answer]) {
        let start = clock.now
        let answers = Answers()
        let outage = try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<Self.members {
                let client = try client(number.isMultiple(of: 2) ? .submitter : .editor)
                group.addTask {
                    var round = 0
                    while !Task.isCancelled {
                        round += 1
                        let text = JSON.string(
                            "The tax rose by \(round) percent in 20\(number)\(number), said Ann Peel.")
                        let answer = await self.answer(since: start) {
                            guard number.isMultiple(of: 2) else { return try await client.get(["v1", "queue"]) }
                            return try await client.post(["v1", "articles"], ["title": "Tax", "body": text])
                        }
                        if Task.isCancelled { return }
                        answers.list.withLock { $0.append(answer) }
                        await Self.rest()
                    }
                }
            }
            let balancer = Client(try ServerAddress(desk.address), key: nil, timeout: 120, pauses: [])
            group.addTask {
                while !Task.isCancelled {
                    let answer = await self.answer(since: start, isReadiness: true) {
                        try await balancer.get(["readyz"])
                    }
                    if Task.isCancelled { return }
                    answers.list.withLock { $0.append(answer) }
                    await Self.rest()
                }
            }
            var outage = Outage()
            try await Task.sleep(for: .seconds(3))
            outage.begun = seconds(since: start)
            fail()
            try await Task.sleep(for: length)
            outage.ended = seconds(since: start)
            mend()
            try await Task.sleep(for: .seconds(8))
            group.cancelAll()
            return outage
        }
        return (outage, answers.list.withLock { $0 })
    }

    private func client(_ role: Role) throws -> Client {
        Client(try ServerAddress(desk.address), key: desk.keys.secrets[role]?.first, timeout: 120, pauses: [])
    }

    private func seconds(since start: ContinuousClock.Instant) -> Double { start.duration(to: clock.now) / .seconds(1) }

    private func answer(
        since start: ContinuousClock.Instant, isReadiness: Bool = false, _ ask: () async throws -> Client.Answer
    ) async -> Answer {
        let begun = seconds(since: start)
        let status: Int?
        do {
            status = try await ask().status
        } catch let problem as Problem {
            status = problem.status
        } catch {
            status = nil
        }
        return Answer(isReadiness: isReadiness, begun: begun, ended: seconds(since: start), status: status)
    }

    /// Ends early when the run does.
    private static func rest() async {
        do { try await Task.sleep(for: pause) } catch { return }
    }
}

/// What an outage was for those who worked.
struct OutageFigures: Sendable {
    let what: String
    let outage: OutageRun.Outage
    let answers: [OutageRun.Answer]

    /// Answers that came while the database was away, to requests that were under way or came then.
    private func during(isReadiness: Bool) -> [OutageRun.Answer] {
        answers.filter { $0.isReadiness == isReadiness && $0.ended > outage.begun && $0.begun < outage.ended }
    }

    private func after(isReadiness: Bool) -> [OutageRun.Answer] {
        answers.filter { $0.isReadiness == isReadiness && $0.ended > outage.ended }
    }

    /// The longest that a request waited while the database was away, seconds.
    var longestWait: Double { longest(isReadiness: false) }
    var longestReadiness: Double { longest(isReadiness: true) }

    private func longest(isReadiness: Bool) -> Double {
        during(isReadiness: isReadiness).map { min($0.ended, outage.ended) - max($0.begun, outage.begun) }.max() ?? 0
    }

    /// From the end of the outage until nothing but good answers came, seconds; nil when that was never so.
    var well: Double? {
        let later = after(isReadiness: false).sorted { $0.ended < $1.ended }
        guard let last = later.last, Self.isGood(last.status) else { return nil }
        let bad = later.last { !Self.isGood($0.status) && $0.begun > outage.ended }
        let first = later.first { Self.isGood($0.status) && $0.begun > (bad?.begun ?? 0) }
        return first.map { $0.ended - outage.ended }
    }

    /// Answers that are neither good nor 503.
    private var others: [OutageRun.Answer] {
        answers.filter { !$0.isReadiness && !Self.isGood($0.status) && $0.status != 503 }
    }

    private var otherStatuses: [String] {
        Set(others.map { $0.status.map(String.init) ?? "none" }).sorted()
    }

    private static func isGood(_ status: Int?) -> Bool { status.map { $0 < 300 } ?? false }

    var json: JSON {
        [
            "what": .string(what), "requests": .int(answers.count),
            "unavailable": .int(answers.count { !$0.isReadiness && $0.status == 503 }),
            "otherErrors": .int(others.count), "otherStatuses": JSON(otherStatuses),
            "longestWaitSeconds": .double(Self.rounded(longestWait)),
            "longestReadinessSeconds": .double(Self.rounded(longestReadiness)),
            "readyDuringOutage": .int(
                during(isReadiness: true).count { Self.isGood($0.status) && $0.begun > outage.begun }),
            "wellAfterSeconds": JSON(well.map(Self.rounded)), "machine": .string(Machine.description),
        ]
    }

    var text: String {
        """
        \(what): \(answers.count) requests
          while the database was away: answered after \(Self.rounded(longestWait)) s at most, \
        /readyz after \(Self.rounded(longestReadiness)) s at most
          well again \(well.map { "\(Self.rounded($0)) s" } ?? "never") after the database was
          answers that are neither good nor 503: \(others.count)\(others.isEmpty ? "" : " (\(otherStatuses.joined(separator: ", ")))")
        \(Machine.description)
        """
    }

    private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
