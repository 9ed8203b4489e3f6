import Domain
import Foundation
import Volume
import Workflow

/// Lists and counts that are asked for over and over on a desk of many claims, and pgbench beside them, which reads one row.
struct ListsRun: Sendable {
    /// One round, all of it within a minute: answers a second.
    struct Round: Sendable {
        let answers: [Question: Wrk.Outcome]
        /// The better of sixteen and sixty-four connections.
        let reference: PgBench.Outcome

        func ratio(_ question: Question) -> Double { (answers[question]?.rate ?? 0) / reference.rate }
    }

    enum Question: String, CaseIterable, Sendable {
        case queue = "/v1/queue"
        case queued = "/v1/claims?limit=50&status=queued&minScore=0.5"
        case published = "/v1/claims?limit=50&status=published&minScore=0.5"
        case articles = "/v1/articles?limit=50"
        case ready = "/v1/articles?limit=50&status=ready"
        case me = "/v1/me"
    }

    static let slug = "bench"
    /// Claims with all that was ever done on them; the others wait in the queue.
    private static let worked = 20_000

    let server: BenchServer
    let keys: [String]
    let connections: Int
    let seconds: Int

    /// Sets up a desk of many claims.
    ///
    /// - Parameter members: who ask, each with a key of their own.
    static func prepare(
        claims: Int, members: Int, connections: Int, seconds: Int, on server: BenchServer, _ progress: ProgressLine
    ) async throws -> ListsRun {
        progress.step("Filling a desk")
        try await server.fill(slug, claims: min(claims, worked))
        if claims > worked {
            let more = claims - worked
            progress.step("Queueing \(more) claims")
            try await server.installation.database.queueArticles(of: more, onDesk: slug) {
                progress.step("\($0) of \(more) claims queued")
            }
        }
        progress.step("Making pgbench's tables")
        try await PgBench.prepareReading(server.connection)
        var keys: [String] = []
        for _ in 0..<members { keys.append(try await server.key(of: slug, member: "editor12")) }
        return ListsRun(server: server, keys: keys, connections: connections, seconds: seconds)
    }

    func round() async throws -> Round {
        var answers: [Question: Wrk.Outcome] = [:]
        for question in Question.allCases {
            let answer = try await Wrk.get(
                "\(server.serverAddress)\(question.rawValue)", keys: keys, connections: connections, seconds: seconds)
            guard answer.failures == 0, answer.requests > 0 else {
                throw Failure("\(answer.failures) of \(answer.requests) answers to \(question.rawValue) failed")
            }
            answers[question] = answer
        }
        let (some, many) = (
            try await PgBench.read(server.connection, connections: 16, seconds: seconds),
            try await PgBench.read(server.connection, connections: 64, seconds: seconds)
        )
        return Round(answers: answers, reference: some.rate > many.rate ? some : many)
    }
}
