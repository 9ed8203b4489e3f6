import Domain
import Foundation
import Volume

/// Reviewers who take a claim, review it with evidence and take the next, as fast as they are let, and pgbench beside them.
struct ReviewRun: Sendable {
    /// One round, all of it within a minute.
    struct Round: Sendable {
        /// Takes and reviews.
        let requests: Wrk.Outcome
        let reference: PgBench.Outcome
        /// Where something failed in the middle.
        let tally: BreakTally?

        /// Claims that were taken and reviewed, a second.
        var rate: Double { requests.rate / 2 }
        var ratio: Double { rate / reference.rate }
    }

    static let review = """
        {"rating":"false","rationale":"The register of the port says otherwise.",\
        "evidence":[{"url":"https://example.org/register","quote":"412 metres","stance":"refutes"}]}
        """

    let queue: LongQueue
    let reviewers: Int
    let seconds: Int
    let breakage: Breakage?

    func round(rows: Int) async throws -> Round {
        let before = try await queue.reviews()
        let requests = try await queue.server.breaking(breakage, after: Double(seconds) / 2) {
            try await Wrk.takeAndReview(
                queue.server.serverAddress.description, review: Self.review, keys: Array(queue.keys.prefix(reviewers)),
                seconds: seconds)
        }
        let given = try await queue.reviews() - before
        var tally: BreakTally?
        if let breakage {
            tally = try await BreakTally(
                breakage, failures: requests.failures,
                [
                    .init(
                        what: "reviews", acknowledged: requests.finished, stored: given,
                        unsure: requests.failures + reviewers)
                ], on: queue.server, desk: LongQueue.slug)
        } else if requests.failures > 0 || given < requests.requests / 2 - reviewers {
            throw Failure("\(requests.requests) requests gave \(given) reviews, \(requests.failures) failed")
        }
        let pgbench = PgBench(
            connection: queue.server.connection,
            script: PgBench.Script(
                tables: ReviewReference.tables(rows), transactions: ReviewReference.takeAndReview),
            rows: rows)
        return Round(
            requests: requests, reference: try await pgbench.run(connections: reviewers, seconds: seconds), tally: tally
        )
    }
}
