import Digests
import Domain
import Extraction
import Foundation
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import Workflow

/// A desk on the test's own database, with members of every role.
struct Bench: Sendable {
    let desk: Desk
    let database: Database
    let principals: [String: Principal]

    /// Sets up a desk of six ratings and eight members, as the seeds have it. On a database of the trait `.desk` the desk
    /// "demo" is there already.
    static func make(slug: String = "demo", database: Database? = nil) async throws -> Bench {
        if slug == "demo", database == nil, TestDatabase.current.isClone(of: template) {
            let database = TestDatabase.current.database
            let desk = Desk(database: database, extractor: Extractor(), signals: Signals())
            let principals = try #require(principalsOfTemplate.withLock { $0[server(of: database)] })
            return Bench(desk: desk, database: database, principals: principals)
        }
        return try await set(up: slug, on: database ?? TestDatabase.current.database)
    }

    /// A database with the desk "demo", its members and a key for each.
    static let template = DatabaseTemplate("demo", migrations: Schema.migrations) { database in
        let bench = try await set(up: "demo", on: database)
        principalsOfTemplate.withLock { $0[server(of: database)] = bench.principals }
    }

    /// By server: each fills a template of its own.
    private static let principalsOfTemplate = Mutex<[Substring: [String: Principal]]>([:])

    private static func server(of database: Database) -> Substring {
        database.configuration.connectionString.drop { $0 != "?" }
    }

    private static func set(up slug: String, on database: Database) async throws -> Bench {
        let desk = Desk(database: database, extractor: Extractor(), signals: Signals())
        let roles: [(String, [Domain.Role])] = [
            ("submitter", [.submitter]), ("ana", [.reviewer]), ("ben", [.reviewer]), ("chi", [.reviewer]),
            ("ed", [.editor]), ("eva", [.editor, .reviewer]), ("audrey", [.auditor]), ("admin", [.admin]),
        ]
        let newsroom = Newsroom(
            desk: Newsroom.Profile(slug: slug, name: "The \(slug) desk", publicNotes: true),
            members: roles.map { Newsroom.Person(name: $0.0, email: "\($0.0)@example.org", roles: $0.1) },
            scale: Newsroom.Scale(name: "Truth", ratings: Bench.ratings))
        #expect(try await desk.setUp(newsroom))
        return try await entering(slug, as: roles.map(\.0), database: database)
    }

    /// Enters a desk that is there already.
    ///
    /// - Parameter names: of the members who get a key: names, or addresses where those are known.
    static func entering(
        _ slug: String = "demo", as names: [String] = ["submitter", "ana", "ed"],
        database: Database = TestDatabase.current.database
    ) async throws -> Bench {
        let desk = Desk(database: database, extractor: Extractor(), signals: Signals())
        var principals: [String: Principal] = [:]
        for name in names {
            let key = try await desk.createKey(onDesk: slug, for: name, name: "test", roles: nil, expiresAt: nil)
            principals[name] = try await desk.authenticate(secret: key.secret)
        }
        return Bench(desk: desk, database: database, principals: principals)
    }

    static let ratings = [
        Rating(key: "accurate", label: "Accurate", value: 4, offScale: false, colour: "#1a7f37"),
        Rating(key: "mostly", label: "Mostly accurate", value: 3, offScale: false, colour: nil),
        Rating(key: "misleading", label: "Misleading", value: 2, offScale: false, colour: nil),
        Rating(key: "false", label: "False", value: 1, offScale: false, colour: nil),
        Rating(key: "unverifiable", label: "Unverifiable", value: nil, offScale: true, colour: nil),
    ]

    func caller(_ name: String, key: String? = nil, body: String = "") throws -> Caller {
        let idempotency = try key.map { key in
            Idempotency(
                try IdempotencyKey(key, fingerprint: Data(SHA256.hash(body.utf8))), sending: Bench.sent)
        }
        return Caller(try #require(principals[name]), requestID: "test", idempotency: idempotency)
    }

    func principal(_ name: String) throws -> Principal { try #require(principals[name]) }

    /// Submits an article and reads it, as the worker would.
    @discardableResult
    func article(
        _ body: String = Bench.text, externalID: String = "a1", requiredReviews: Int? = nil
    ) async throws -> Article {
        let receipt = try await desk.submit(
            Submission(
                externalID: externalID, title: "Harbour wall", body: body, requiredReviews: requiredReviews),
            by: caller("submitter"))
        try await work()
        return try await desk.article(receipt.articleID, for: principal("ed"))
    }

    /// Does every job that is there.
    func work() async throws {
        while true {
            let jobs = try await desk.fetchJobs(limit: 10, worker: "test", lease: .seconds(30))
            if jobs.isEmpty { return }
            for job in jobs { try await desk.perform(job) }
        }
    }

    func take(_ name: String, limit: Int = 1) async throws -> Take {
        try await desk.take(TakeRequest(limit: limit), by: caller(name))
    }

    @discardableResult
    func review(_ name: String, _ lease: Lease, rating: String) async throws -> ReviewReceipt {
        try await desk.review(lease.id, token: lease.token, Bench.review(rating), by: caller(name))
    }

    static func review(_ rating: String) -> ReviewInput {
        ReviewInput(
            rating: rating, rationale: "The harbour office's register says so.",
            evidence: [EvidenceInput(url: "https://example.org/register", quote: "412 m", stance: .supports)])
    }

    /// Lets every live lease run out, as time would.
    func expireLeases() async throws {
        try await database.write { session in
            try session.execute(
                "UPDATE review_slots SET lease_expires_at = now() - interval '1 second' WHERE state = 'leased'")
        }
    }

    func count(_ statement: SQL) async throws -> Int {
        try await database.read { try $0.first(statement) { try $0["count"] } } ?? -1
    }

    static let text = """
        The harbour wall of Port Sable is 412 metres long and cost 38 million crowns, the port authority said on Monday.

        Work began in March 2021 and was finished 14 months late. About 60 percent of the stone came from a quarry in \
        the north, according to Mira Oduya, who led the project.

        "We lost two barges in the storm of 2022," Oduya said. The insurance paid 1.9 million crowns.
        """
}

extension Trait where Self == DatabaseTrait {
    /// A database on which ``Bench/make(slug:database:)`` finds the desk "demo", its members and their keys.
    static var desk: Self { desk(.little) }

    static func desk(_ needs: TestNeeds) -> Self { database(Bench.template, needs) }
}
