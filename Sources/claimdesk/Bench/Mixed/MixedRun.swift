import Domain
import Foundation
import Volume
import Workflow

/// A desk at work as a whole: reviewers, editors, submitters and the public at once, and a worker that reads what comes.
struct MixedRun: Sendable {
    /// One round.
    struct Round: Sendable {
        let seconds: Double
        let answers: [Kind: [Double]]
        /// Answers of 400 and more, and requests that got none.
        let failures: Int
        /// The server's memory in megabytes: before anybody came, and the most that it ever held.
        let idle: Double
        let peak: Double
        /// Where something failed in the middle.
        let tally: BreakTally?

        func rate(_ kind: Kind) -> Double { Double(answers[kind]?.count ?? 0) / seconds }

        /// - Parameter share: above 0, up to 1.
        func percentile(_ share: Double, _ kind: Kind) -> Double {
            BenchResult(what: "", unit: "ms", values: answers[kind] ?? [], machine: "", at: Date()).percentile(share)
        }
    }

    enum Kind: String, CaseIterable, Sendable {
        case take, review, list, submission, page
    }

    private static let lists = [
        "/v1/queue", "/v1/claims?limit=50&status=queued&minScore=0.5", "/v1/articles?limit=50&status=ready", "/v1/me",
    ]
    private static let article = """
        {"externalId":"mixed-%s","source":"bench","title":"The quays","requiredReviews":1,"body":"The harbour wall of berth %s is \
        412 metres long, the port authority said. The council paid 14.2 million crowns for it in 2019, said Dana Whitlock, its \
        treasurer. Nine of ten ships were late in March, according to the pilots."}
        """

    let queue: LongQueue
    let crowd: Wrk.Crowd
    let seconds: Int
    let idle: Double
    let breakage: Breakage?
    let worker: WorkerProcess

    /// Sets up two desks: one at work, and one that has published.
    ///
    /// - Parameter connections: of everybody together; half of them reviewers'.
    static func prepare(
        slots: Int, connections: Int, seconds: Int, breaking breakage: Breakage?, on server: BenchServer,
        _ worker: WorkerProcess, _ progress: ProgressLine
    ) async throws -> MixedRun {
        let idle = Double(server.resident()) / 1_048_576
        progress.step("Filling a desk that has published")
        try await server.fill("press", claims: 2000)
        let queue = try await LongQueue.open(slots: slots, isRead: true, on: server, progress)
        let desk = try await server.key(of: LongQueue.slug, member: "desk")
        let (some, few) = (max(1, connections / 4), max(1, connections / 8))
        return MixedRun(
            queue: queue,
            crowd: Wrk.Crowd(
                reviewers: Array(queue.keys.prefix(connections - some - 2 * few)),
                editors: Array(repeating: desk, count: some), submitters: Array(repeating: desk, count: few),
                readers: few),
            seconds: seconds, idle: idle, breakage: breakage, worker: worker)
    }

    func round() async throws -> Round {
        let server = queue.server
        let database = server.installation.database
        let before = try await database.holdings(onDesk: LongQueue.slug)
        let (answers, cut) = try await server.breaking(breakage, worker, after: Double(seconds) / 2) {
            try await Wrk.mixed(
                crowd, server.serverAddress.description, review: ReviewRun.review, lists: Self.lists,
                pages: ["/desk/press", "/desk/press/method", "/desk/press/feed.atom"], article: Self.article,
                seconds: seconds)
        }
        let good = Dictionary(grouping: answers.filter { $0.status < 400 }, by: \.kind)
        let failures = answers.count { $0.status >= 400 } + cut
        if breakage == nil, failures > 0 {
            let statuses = Set(answers.map { "\($0.kind) \($0.status)" }).sorted()
            throw Failure("\(failures) requests failed, \(cut) of them without an answer: \(statuses)")
        }
        var tally: BreakTally?
        if let breakage {
            try await everythingRead()
            let after = try await database.holdings(onDesk: LongQueue.slug)
            func count(_ what: String, _ kind: Kind, _ stored: Int, _ members: Int) -> BreakTally.Count {
                .init(
                    what: what, acknowledged: good[kind.rawValue]?.count ?? 0, stored: stored,
                    unsure: answers.count { $0.kind == kind.rawValue && $0.status >= 400 } + cut + members)
            }
            tally = try await BreakTally(
                breakage, failures: failures,
                [
                    count("takes", .take, after.leases - before.leases, crowd.reviewers.count),
                    count("reviews", .review, after.reviews - before.reviews, crowd.reviewers.count),
                    count("articles", .submission, after.articles - before.articles, crowd.submitters.count),
                ], on: server, desk: LongQueue.slug)
        }
        return Round(
            seconds: Double(seconds),
            answers: Dictionary(
                uniqueKeysWithValues: Kind.allCases.map { ($0, (good[$0.rawValue] ?? []).map(\.milliseconds)) }),
            failures: failures, idle: idle, peak: Double(server.peak()) / 1_048_576, tally: tally)
    }

    /// Waits until the worker is through; what a killed one had in hand is another's once its lease has run out.
    private func everythingRead() async throws {
        for _ in 0..<1200 {
            if try await queue.server.installation.database.hasNothingToRead(onDesk: LongQueue.slug) { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw Failure("articles were not read within two minutes")
    }
}
