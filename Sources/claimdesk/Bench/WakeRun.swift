import Domain
import Foundation

/// Has a reviewer wait for one claim, again and again.
struct WakeRun: Sendable {
    let desk: BenchDesk
    /// Not in the queue, and nothing else is.
    let claim: String

    private struct Claims: Decodable {
        struct Item: Decodable {
            let id: String
            let status: String
        }

        let items: [Item]
    }

    /// Submits an article and takes all of its claims out of the queue.
    ///
    /// - Returns: one of them.
    static func onlyClaim(on desk: BenchDesk) async throws -> String {
        let receipt = try await desk.submitter.post(
            ["v1", "articles"],
            [
                "title": "Harbour wall", "requiredReviews": 1,
                "body": "The harbour wall is 412 metres long and cost 38 million crowns, the port authority said.",
            ]
        ).decode(Shapes.Receipt.self)
        while try await !desk.submitter.get(["v1", "articles", receipt.id]).decode(Shapes.Article.self).isRead {
            try await Task.sleep(for: .milliseconds(20))
        }
        let claims = try await desk.editor.get(["v1", "articles", receipt.id, "claims"]).decode(Claims.self).items
        for claim in claims where claim.status == "queued" { try await triage(claim.id, "dismiss", by: desk.editor) }
        guard let claim = claims.first else { throw Failure("no claim was found in the article") }
        return claim.id
    }

    /// Milliseconds of each round but the first.
    struct Times: Sendable {
        /// From the moment before the editor's request until the claim was taken.
        var taken: [Double] = []
        /// From the answer to that request on; 0 where the claim was taken before.
        var takenAfterAnswer: [Double] = []
        /// Until its return was heard of.
        var heard: [Double] = []
    }

    func times(_ count: Int) async throws -> Times {
        var times = Times()
        var events = try desk.editor.events(["kinds": "lease"]).events.makeAsyncIterator()
        _ = try await events.next()
        for round in 0...count {
            async let waiting = takeAndTell()
            // Until the take surely waits, and at no fixed time of the second: whoever waits also looks by itself.
            try await Task.sleep(for: .milliseconds(100 + Int.random(in: 0..<200)))
            let queued = ContinuousClock.now
            try await Self.triage(claim, "queue", by: desk.editor)
            let answered = ContinuousClock.now
            let (lease, arrived) = try await waiting
            if round > 0 {
                times.taken.append(queued.duration(to: arrived) / .milliseconds(1))
                times.takenAfterAnswer.append(max(0, answered.duration(to: arrived) / .milliseconds(1)))
            }

            let released = ContinuousClock.now
            try await release(lease, by: desk.reviewer)
            while true {
                guard let event = try await events.next() else { throw Failure("the stream of events ended") }
                guard event.name == "lease", event.data.contains("\"lease.ended\"") else { continue }
                if round > 0 { times.heard.append(released.duration(to: event.arrived) / .milliseconds(1)) }
                break
            }
            try await Self.triage(claim, "dismiss", by: desk.editor)
        }
        return times
    }

    /// Milliseconds of each round: from the end of a reviewer's lease until another one's waiting take has the claim. By the
    /// wall clock, which the desk's Postgres has too; answers have whole milliseconds.
    func timesAfterExpiry(_ count: Int) async throws -> [Double] {
        _ = try await desk.admin.patch(["v1", "desk"], ["policy": ["leaseSeconds": 10]])
        try await Self.triage(claim, "queue", by: desk.editor)
        var times: [Double] = []
        for _ in 0..<count {
            let held = try await take(desk.reviewer)
            guard let end = Timestamp.date(held.expiresAt) else { throw Failure("a lease has no end") }
            let next = try await take(desk.otherReviewer)
            times.append(Date().timeIntervalSince(end) * 1000)
            try await release(next, by: desk.otherReviewer)
        }
        return times
    }

    private func take(_ reviewer: Client) async throws -> Shapes.Take.Lease {
        let answer = try await reviewer.post(["v1", "queue", "take"], ["waitSeconds": 30])
        guard let lease = try answer.decode(Shapes.Take.self).leases.first else {
            throw Failure("a waiting take came back with nothing")
        }
        return lease
    }

    private func release(_ lease: Shapes.Take.Lease, by reviewer: Client) async throws {
        _ = try await reviewer.post(["v1", "leases", lease.id, "release"], ["token": .string(lease.token)])
    }

    private func takeAndTell() async throws -> (lease: Shapes.Take.Lease, arrived: ContinuousClock.Instant) {
        let lease = try await take(desk.reviewer)
        return (lease, .now)
    }

    private static func triage(_ claim: String, _ decision: String, by editor: Client) async throws {
        _ = try await editor.post(
            ["v1", "claims", claim, "triage"], ["decision": .string(decision), "reason": "A measurement."])
    }
}
