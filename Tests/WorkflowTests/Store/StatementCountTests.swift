import Domain
import Postgres
import Store
import TestSupport
import Testing

@testable import Workflow

/// What is asked of the database on the way that every reviewer goes all day. Statements are round trips: these numbers
/// grow on purpose or not at all.
@Suite(.desk)
struct StatementCountTests {
    @Test func aTakeOfManyAsksHardlyMoreThanATakeOfOne() async throws {
        let bench = try await Self.bench()
        try await bench.article(requiredReviews: 3)
        let one = try await Self.statements(ofTaking: 1, on: bench)
        #expect(one <= 15)
        #expect(try await Self.statements(ofTaking: 5, on: bench) <= one)
    }

    @Test func aReviewAsksAFixedNumberAndSoDoReviewsThatComeTogether() async throws {
        let bench = try await Self.bench()
        try await bench.article(requiredReviews: 3)
        var last = 0
        for lease in try await bench.take("ana", limit: 3).leases.map(\.lease) {
            last = try await Self.statements(on: bench) { try await bench.review("ana", lease, rating: "false") }
        }
        #expect(last <= 5)
        let reviewings = try await bench.take("ana", limit: 5).leases.map {
            Reviewing(
                lease: $0.lease.id, token: $0.lease.token, input: Bench.review("false"), caller: try bench.caller("ana")
            )
        }
        let together = try await Self.statements(on: bench) {
            for answer in try await bench.desk.submitTogether(reviewings) { _ = try answer.get() }
        }
        #expect(reviewings.count > 1 && together <= 5)
    }

    /// On a pool of one connection, whose prepared statements count how often they are run.
    private static func bench() async throws -> Bench {
        var configuration = Database.Configuration(connectionString: TestDatabase.current.connectionString)
        configuration.maximumConnections = 1
        configuration.acquireTimeout = .seconds(60)
        configuration.connectTimeout = .seconds(60)
        configuration.silenceCheck = .seconds(60)
        return try await Bench.entering(database: Database(configuration))
    }

    /// A statement is prepared, and counts, when it comes for the second time.
    private static func statements(ofTaking count: Int, on bench: Bench) async throws -> Int {
        var last = 0
        for _ in 0..<3 {
            var leases: [Lease] = []
            last = try await statements(on: bench) {
                leases = try await bench.take("ana", limit: count).leases.map(\.lease)
            }
            #expect(leases.count == count)
            for lease in leases {
                _ = try await bench.desk.release(lease.id, token: lease.token, reason: nil, by: bench.caller("ana"))
            }
        }
        return last
    }

    private static func statements(on bench: Bench, _ body: () async throws -> Void) async throws -> Int {
        let before = try await run(on: bench)
        try await body()
        return try await run(on: bench) - before
    }

    private static func run(on bench: Bench) async throws -> Int {
        try await bench.count(
            """
            SELECT coalesce(sum(generic_plans + custom_plans), 0)::bigint AS count FROM pg_prepared_statements
            WHERE statement NOT LIKE '%pg_prepared_statements%'
            """)
    }
}
