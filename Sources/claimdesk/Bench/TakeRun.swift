import Domain
import Foundation
import Volume
import Workflow

/// Reviewers who take from a long queue as fast as they are let, and pgbench beside them.
struct TakeRun: Sendable {
    /// One round, all of it within a minute.
    struct Round: Sendable {
        /// Over many connections.
        let takes: Wrk.Outcome
        /// Over one.
        let single: Wrk.Outcome
        /// The better of sixteen and sixty-four connections.
        let reference: PgBench.Outcome
        /// Over one connection.
        let singleReference: PgBench.Outcome

        var ratio: Double { takes.rate / reference.rate }
        var latencyRatio: Double { single.p50 / singleReference.latency }
    }

    static let slug = "bench"
    /// Each may hold a thousand claims, so that these take for as long as anybody measures.
    private static let reviewers = 200

    let server: BenchServer
    let keys: [String]
    let connections: Int
    let seconds: Int

    /// Sets up a desk with a long queue.
    static func prepare(
        slots: Int, connections: Int, seconds: Int, on server: BenchServer, _ progress: ProgressLine
    ) async throws -> TakeRun {
        progress.step("Opening \(slots) slots")
        let desk = server.installation.desk
        let people = (1...reviewers).map {
            Newsroom.Person(name: "Reviewer \($0)", email: "reviewer\($0)@\(slug).example", roles: [.reviewer])
        }
        let submitter = Newsroom.Person(
            name: "Desk", email: "desk@\(slug).example", roles: [.submitter, .editor, .admin])
        _ = try await desk.setUp(
            Newsroom(
                desk: Newsroom.Profile(slug: slug, name: "A desk to measure"), members: people + [submitter],
                scale: Seeds.newsroom().scale))
        let caller = Caller(try await desk.authenticate(secret: server.key(of: slug, member: "desk")))
        _ = try await desk.submit(
            Submission(title: "The quays", body: "The quays are 900 metres long, the port authority said."), by: caller)
        _ = try await Client(server.serverAddress, key: server.key(of: slug, member: "desk")).patch(
            ["v1", "desk"], ["policy": ["liveLeases": 1000, "leaseSeconds": 14_400]])
        try await server.installation.database.openSlots(slots, onDesk: slug)
        var keys: [String] = []
        for number in 1...reviewers { keys.append(try await server.key(of: slug, member: "reviewer\(number)")) }
        return TakeRun(server: server, keys: keys, connections: connections, seconds: seconds)
    }

    func round(rows: Int) async throws -> Round {
        let before = try await server.installation.database.leases(onDesk: Self.slug)
        let takes = try await take(connections)
        let given = try await server.installation.database.leases(onDesk: Self.slug) - before
        // Those under way when the time ends are given and not counted.
        guard takes.failures == 0, given >= takes.requests, given <= takes.requests + connections else {
            throw Failure("\(takes.requests) takes gave \(given) leases, \(takes.failures) failed")
        }
        let single = try await take(1)
        let pgbench = PgBench(connection: server.connection, rows: rows)
        let (some, many) = (
            try await pgbench.take(connections: 16, seconds: seconds),
            try await pgbench.take(connections: 64, seconds: seconds)
        )
        return Round(
            takes: takes, single: single, reference: some.rate > many.rate ? some : many,
            singleReference: try await pgbench.take(connections: 1, seconds: seconds))
    }

    private func take(_ connections: Int) async throws -> Wrk.Outcome {
        try await Wrk.post(
            "{}", to: "\(server.serverAddress)/v1/queue/take", keys: keys, connections: connections, seconds: seconds)
    }
}
