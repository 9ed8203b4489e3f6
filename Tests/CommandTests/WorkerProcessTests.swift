import Domain
import Extraction
import Foundation
import Postgres
import TestSupport
import Testing
import Workflow

@testable import claimdesk

/// `claimdesk worker` and `claimdesk serve` as processes of their own, on a database of the test's.
@Suite(.timeLimit(.minutes(10))) struct WorkerProcessTests {
    @Test(.database(migrations: Schema.migrations, .time))
    func aWorkerKilledInMidExtractionLosesAndDoublesNothing() async throws {
        let (database, url) = (TestDatabase.current.database, TestDatabase.current.connectionString)
        let desk = Desk(database: database, extractor: Extractor(), signals: Signals())
        let sample = try #require(try Seeds.articles().first)
        _ = try await desk.setUp(try Seeds.newsroom())
        let key = try await desk.createKey(
            onDesk: "demo", for: "ifeoma@harbour-desk.example", name: "test", roles: nil, expiresAt: nil)
        let principal = try await desk.authenticate(secret: key.secret)

        func status(_ receipt: SubmissionReceipt) async throws -> ArticleVersion.Status {
            try await desk.article(receipt.articleID, for: principal).version.status
        }
        let settings = ["CLAIMDESK_DATABASE_URL": url]
        var caught: (submission: Submission, receipt: SubmissionReceipt)?
        // Where the machine gave a worker more time than the test, a longer article holds the next one up for longer.
        for count in [40, 120, 360] where caught == nil {
            // Each part differs, so that none counts as a repeat.
            let parts = (1...count).map { sample.body.replacingOccurrences(of: " the ", with: " the \($0)th ") }
            let submission = Submission(title: sample.title, language: "en", body: parts.joined(separator: "\n\n"))
            let receipt = try await desk.submit(submission, by: Caller(principal))
            let first = try Program(["worker"], settings)
            try await eventually("the worker has the article") { try await status(receipt) != .received }
            first.signal(SIGKILL)
            #expect(try await first.ending().status == -SIGKILL)
            if try await status(receipt) == .extracting { caught = (submission, receipt) }
        }
        let (submission, receipt) = try #require(caught, "every worker was faster than the test")
        let claimsSoFar = try await desk.claims(of: receipt.articleID, PageRequest(), for: principal).items
        #expect(claimsSoFar.isEmpty)

        // As if the dead worker's lease of 30 seconds had run out.
        try await database.write { session in
            _ = try session.execute("UPDATE jobs SET lease_expires_at = clock_timestamp() WHERE state = 'running'")
        }
        let second = try Program(["worker"], settings)
        try await eventually("the article is read") { try await status(receipt) != .extracting }
        #expect(try await status(receipt) == .ready)
        second.signal(SIGTERM)
        let ending = try await second.ending()
        #expect(ending.status == 0)
        #expect(ending.errors.contains(#""job.attempt":2"#) && ending.errors.contains(#""job.state":"completed""#))
        #expect(!ending.errors.contains(sample.body.prefix(40)))

        let expected = Extractor().extract(Document(text: submission.body, title: submission.title, language: "en"))
        let anchors = try await database.read { session in
            try session.all(
                "SELECT start_offset FROM anchors WHERE main AND version_id = \(receipt.versionID) ORDER BY start_offset"
            ) { try $0["start_offset"] as Int }
        }
        #expect(anchors == expected.claims.map(\.anchor.start).sorted())
    }

    @Test(.database, arguments: ["serve", "worker"])
    func anOldSchemaIsRefusedWithTheRemedy(command: String) async throws {
        let ending = try await Program.run(
            command, settings: ["CLAIMDESK_DATABASE_URL": TestDatabase.current.connectionString, "CLAIMDESK_PORT": "0"])
        #expect(ending.status == 1)
        #expect(ending.errors.contains("run `claimdesk migrate`"), "\(ending.errors)")
    }

    @Test(.database) func migrateBringsAnEmptyDatabaseUpToDate() async throws {
        let settings = ["CLAIMDESK_DATABASE_URL": TestDatabase.current.connectionString]
        let before = try await Program.run("migrate", "--status", settings: settings)
        #expect(before.status == 1 && before.output.contains("pending"))
        let first = try await Program.run("migrate", settings: settings)
        #expect(first.status == 0 && first.output.hasPrefix("Migrated: 0001_"), "\(first.errors)")
        let second = try await Program.run("migrate", settings: settings)
        #expect(second.output == "The schema is current.\n")
        #expect(try await Program.run("migrate", "--status", settings: settings).status == 0)
    }

    @Test func aMissingDatabaseUrlIsAUsageError() async throws {
        let ending = try await Program.run("serve")
        #expect(ending.status == 64)
        #expect(ending.errors.contains("CLAIMDESK_DATABASE_URL is not set"))
    }

    @Test func extractNeedsNoDesk() async throws {
        struct Found: Decodable {
            struct Claim: Decodable {
                struct Anchor: Decodable {
                    let start: Int
                    let end: Int
                    let exact: String
                }
                let anchor: Anchor
            }
            let detector: String
            let claims: [Claim]
        }
        let file = FileManager.default.temporaryDirectory.appending(path: "claimdesk-\(UUID()).txt")
        defer { try? FileManager.default.removeItem(at: file) }
        let text = "🗳 Results\n\nTurnout rose to 62 percent in 2023, the commission said. Is that much?\n"
        try Data(text.utf8).write(to: file)
        let ending = try await Program.run("extract", file.path, file.path)
        #expect(ending.status == 0)
        let lines = ending.output.split(separator: "\n")
        #expect(lines.count == 2 && lines[0] == lines[1])
        let found = try JSONDecoder().decode(Found.self, from: Data(lines[0].utf8))
        #expect(!found.claims.isEmpty)
        for claim in found.claims {
            let scalars = Array(text.unicodeScalars)[claim.anchor.start..<claim.anchor.end]
            #expect(String(String.UnicodeScalarView(scalars)) == claim.anchor.exact)
        }
    }
}
