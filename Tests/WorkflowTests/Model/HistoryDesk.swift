import Domain
import Extraction
import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import Workflow

/// A desk of a history's own, in a database that many histories share. Set up by few statements: histories are short, and
/// there are thousands.
struct HistoryDesk: Sendable {
    let bench: Bench
    let id: DeskProfile.ID
    let claims: [Claim.ID]
    let articles: [Article.ID]

    static let people: [String: Set<Domain.Role>] = [
        "ana": [.reviewer], "ben": [.reviewer], "chi": [.reviewer], "sam": [.submitter, .reviewer],
        "eva": [.editor, .reviewer], "ed": [.editor], "adm": [.admin], "sub": [.submitter],
    ]
    /// Who sent in each of the two articles.
    static let submitters = ["sub", "sam"]

    static func make(
        slug: String, people: [String: Set<Domain.Role>] = people, policy: DeskModel.Policy = DeskModel.Policy(),
        claims: [ClaimSeed]
    ) async throws -> HistoryDesk {
        let database = TestDatabase.current.database
        let desk = Desk(database: database, extractor: Extractor(), signals: Signals())
        let newsroom = Newsroom(
            desk: Newsroom.Profile(slug: slug, name: "The desk \(slug)"),
            members: people.sorted { $0.key < $1.key }
                .map { Newsroom.Person(name: $0.key, email: nil, roles: $0.value.sorted()) },
            scale: Newsroom.Scale(name: "Truth", ratings: Bench.ratings))
        try #require(try await desk.setUp(newsroom))
        let claimIDs = claims.map { _ in desk.newID() as Claim.ID }
        let (id, principals, articles) = try await database.write { session in
            let id = try #require(try DeskProfile.find(slug: slug, in: session)).id
            try session.execute(
                """
                UPDATE desks
                SET live_leases = \(policy.liveLeases), skip_policy = \(policy.skip), skip_limit = \(policy.skipLimit),
                    agreement = \(policy.agreement)
                WHERE id = \(id)
                """)
            let principals = try keys(of: people, on: id, in: session)
            let submitters = try Self.submitters.map { try #require(principals[$0]).memberID }
            let articles = try insertArticles(by: submitters, on: id, in: session)
            try insert(claims, as: claimIDs, on: id, in: session)
            return (id, principals, articles)
        }
        let bench = Bench(desk: desk, database: database, principals: principals)
        return HistoryDesk(bench: bench, id: id, claims: claimIDs, articles: articles)
    }

    /// A key for each member, of which nobody knows the secret.
    private static func keys(
        of people: [String: Set<Domain.Role>], on desk: DeskProfile.ID, in session: Session
    ) throws -> [String: Principal] {
        let rows = try session.all(
            """
            INSERT INTO keys (desk_id, id, member_id, name, roles, hint, secret_hash)
            SELECT m.desk_id, gen_random_uuid(), m.id, m.name,
                '{submitter,reviewer,editor,auditor,admin}', 'cd_', sha256(gen_random_uuid()::text::bytea)
            FROM members m
            WHERE m.desk_id = \(desk)
            RETURNING id, member_id, name
            """
        ) { row -> (key: AccessKey.ID, member: Member.ID, name: String) in
            (try row["id"], try row["member_id"], try row["name"])
        }
        return Dictionary(
            uniqueKeysWithValues: rows.map { row in
                let principal = Principal(
                    deskID: desk, memberID: row.member, memberName: row.name, keyID: row.key,
                    roles: people[row.name] ?? [])
                return (row.name, principal)
            })
    }

    private static func insertArticles(
        by submitters: [Member.ID], on desk: DeskProfile.ID, in session: Session
    ) throws -> [Article.ID] {
        let (ids, versions) = (submitters.map { _ in UUID() }, submitters.map { _ in UUID() })
        let identities = submitters.indices.map { "story \($0)" }
        try session.execute(
            """
            INSERT INTO articles (desk_id, id, identity, external_id, submitted_by, latest_version)
            SELECT \(desk), r.id, r.identity, r.identity, r.member, 1
            FROM unnest(\(ids), \(identities), \(submitters)) AS r (id, identity, member)
            """)
        try session.execute(
            """
            INSERT INTO article_versions (desk_id, id, article_id, number, title, language, media_type, body,
                content_hash, required_reviews, submitted_by)
            SELECT \(desk), r.id, r.article, 1, 'A story', r.language, 'text/plain', 'A claim.',
                sha256(r.article::text::bytea), 1, r.member
            FROM unnest(\(versions), \(ids), \(ClaimSeed.languages), \(submitters)) AS r (id, article, language, member)
            """)
        try session.execute(
            """
            INSERT INTO extractions (desk_id, version_id, article_id, status, detector, ready_at)
            SELECT \(desk), r.id, r.article, 'ready', 'test', now()
            FROM unnest(\(versions), \(ids)) AS r (id, article)
            """)
        return ids.map(Article.ID.init(rawValue:))
    }

    /// Ordinals are the claims' places in the list, from 1.
    private static func insert(
        _ claims: [ClaimSeed], as ids: [Claim.ID], on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            """
            INSERT INTO claims (desk_id, id, article_id, version_id, ordinal, status, statement, claimant_name,
                claimant_kind, kind, checkable, worthiness, score, reasons, detector, required_reviews, queued_at)
            SELECT v.desk_id, r.id, v.article_id, v.id, r.place, CASE WHEN r.queued THEN 'queued' ELSE 'detected' END,
                'Claim ' || r.place, r.claimant, 'named', r.kind, true, 'important', r.score, '{}', 'test', r.required,
                CASE WHEN r.queued THEN now() END
            FROM unnest(\(ids), \(claims.map(\.kind.rawValue)), \(claims.map(\.claimant)), \(claims.map(\.score)),
                    \(claims.map(\.required)), \(claims.map(\.isQueued)), \(claims.map { "story \($0.article)" }))
                WITH ORDINALITY AS r (id, kind, claimant, score, required, queued, identity, place)
            JOIN articles a ON a.desk_id = \(desk) AND a.identity = r.identity
            JOIN article_versions v ON v.desk_id = a.desk_id AND v.article_id = a.id
            """)
        if claims.count > 500 { try FoundClaim.refreshStatistics(in: session) }
        try session.execute(
            """
            INSERT INTO anchors (desk_id, claim_id, version_id, start_offset, end_offset, utf16_start, utf16_end,
                utf8_start, utf8_end, exact, prefix, suffix, main)
            SELECT desk_id, id, version_id, ordinal, ordinal + 1, ordinal, ordinal + 1, ordinal, ordinal + 1, 'c', '',
                '', true
            FROM claims
            WHERE desk_id = \(desk)
            """)
        let rank = QueueRank.rank(priority: 0, urgency: 5, score: 0, queuedAt: Date())
        try session.execute(
            """
            INSERT INTO review_slots (desk_id, id, claim_id, article_id, submitted_by, ordinal, required_reviews, rank)
            SELECT c.desk_id, gen_random_uuid(), c.id, c.article_id, a.submitted_by, o, c.required_reviews,
                c.score + \(rank)
            FROM claims c
            JOIN articles a ON a.desk_id = c.desk_id AND a.id = c.article_id
            CROSS JOIN generate_series(1, c.required_reviews) o
            WHERE c.desk_id = \(desk) AND c.status = 'queued'
            """)
    }

    /// Lets the time of leases pass. The slots first, as everywhere.
    func runOut(_ leases: [Lease.ID]) async throws {
        try await bench.database.write { session in
            let held = try session.all(
                """
                UPDATE review_slots SET lease_expires_at = clock_timestamp() - interval '1 ms'
                WHERE desk_id = \(id) AND lease_id = ANY(\(leases)) AND state = 'leased'
                RETURNING lease_id
                """
            ) { try $0["lease_id"] as Lease.ID }
            try session.execute(
                """
                UPDATE leases SET expires_at = clock_timestamp() - interval '1 ms'
                WHERE desk_id = \(id) AND id = ANY(\(held))
                """)
        }
    }

    /// Claims with distinct scores, so that their order is known.
    static func claims(_ count: Int, using random: inout SplitMix) -> [ClaimSeed] {
        (0..<count).map { index in
            ClaimSeed(
                article: Int.random(in: 0..<2, using: &random),
                kind: Bool.random(using: &random) ? .quantity : .event,
                claimant: Bool.random(using: &random) ? "Mira Oduya" : "The port authority",
                score: Double((index * 7919 + 13) % count) / Double(count),
                required: Int.random(in: 1...3, using: &random),
                isQueued: Int.random(in: 0..<6, using: &random) > 0)
        }
    }
}
