import Domain
import Foundation
import Volume

extension ListsRun {
    /// Tables of more rows are large.
    private static let large = 50_000

    /// Asks for lists, counts, a report and claims to review, often enough for plans to be kept, and looks how Postgres has read
    /// its large tables for it.
    ///
    /// - Returns: the indexes that it has used.
    /// - Throws: `Failure` when it has read one from end to end.
    func indexReads() async throws -> [IndexReads] {
        let database = server.installation.database
        let editor = Client(try server.serverAddress, key: keys[0])
        let reviewer = Client(try server.serverAddress, key: try await server.key(of: Self.slug, member: "reviewer3"))
        let newest = try await editor.get(["v1", "articles"], ["limit": "1"]).decode(Articles.self)
        let queued = try await editor.get(["v1", "claims"], ["limit": "1", "status": "queued"]).decode(Claims.self)
        try await database.countReads()
        for article in newest.items.map(\.id) + queued.items.map(\.articleId) {
            // Postgres keeps a plan from the sixth time on, for each connection.
            for _ in 0..<60 {
                try await ask(for: article, as: editor)
                try await take(as: reviewer)
            }
        }
        // An idle connection tells what it has read ten seconds later.
        try await Task.sleep(for: .seconds(11))
        let whole = try await database.wholeReads(ofMoreThan: Self.large)
        guard whole.isEmpty else {
            let tables = whole.map { "\($0.table) \($0.times) times" }.joined(separator: ", ")
            throw Failure("Postgres has read whole tables of more than \(Self.large) rows: \(tables)")
        }
        return try await database.indexReads(ofMoreThan: Self.large)
    }

    private func ask(for article: String, as editor: Client) async throws {
        for status in ["queued", "published"] {
            _ = try await editor.get(["v1", "claims"], ["limit": "50", "status": status, "minScore": "0.5"])
        }
        _ = try await editor.get(["v1", "claims"])
        _ = try await editor.get(["v1", "queue"])
        _ = try await editor.get(["v1", "articles"])
        _ = try await editor.get(["v1", "articles"], ["status": "ready"])
        _ = try await editor.get(["v1", "articles", article])
        _ = try await editor.get(["v1", "articles", article, "claims"])
        _ = try await editor.get(["v1", "articles", article, "report"])
    }

    private func take(as reviewer: Client) async throws {
        let taken = try await reviewer.post(["v1", "queue", "take"], [:]).decode(Taken.self)
        for lease in taken.leases {
            _ = try await reviewer.post(["v1", "leases", lease.id, "release"], ["token": .string(lease.token)])
        }
    }

    private struct Articles: Decodable {
        struct Article: Decodable { let id: String }
        let items: [Article]
    }

    private struct Claims: Decodable {
        struct Claim: Decodable { let articleId: String }
        let items: [Claim]
    }

    private struct Taken: Decodable {
        struct Lease: Decodable {
            let id: String
            let token: String
        }
        let leases: [Lease]
    }
}
