import Chance
import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

/// A desk of a history's own, on a server that many histories share.
struct HistoryDesk: Sendable {
    struct Person: Sendable {
        let id: String
        let secret: String
    }

    let server: HistoryServer
    let id: UUID
    /// Ids, as answers have them.
    let scale: String
    let claims: [String]
    let articles: [String]
    /// By name.
    let people: [String: Person]

    static let people: [String: Set<Domain.Role>] = [
        "ana": [.reviewer], "ben": [.reviewer], "chi": [.reviewer], "sam": [.submitter, .reviewer],
        "eva": [.editor, .reviewer], "ed": [.editor], "adm": [.admin], "sub": [.submitter], "aud": [.auditor],
    ]
    /// Who sent in each of the two articles.
    static let submitters = ["sub", "sam"]

    /// Set up by few statements: histories are short, and there are thousands.
    static func make(
        on server: HistoryServer, slug: String, people: [String: Set<Domain.Role>] = people,
        policy: DeskModel.Policy = DeskModel.Policy(), leaseSeconds: Int = 900, claims: [ClaimSeed]
    ) async throws -> HistoryDesk {
        let newsroom = Newsroom(
            desk: Newsroom.Profile(slug: slug, name: "The desk \(slug)", publicNotes: true),
            members: people.sorted { $0.key < $1.key }
                .map { Newsroom.Person(name: $0.key, email: nil, roles: $0.value.sorted()) },
            scale: Newsroom.Scale(name: "Truth", ratings: LiveServer.ratings))
        try #require(try await server.desk.setUp(newsroom))
        return try await server.database.write { session in
            let id: UUID? = try session.first(
                """
                UPDATE desks
                SET live_leases = \(policy.liveLeases), skip_policy = \(policy.skip.rawValue),
                    skip_limit = \(policy.skipLimit), agreement = \(policy.agreement.rawValue),
                    lease_seconds = \(leaseSeconds)
                WHERE slug = \(slug)
                RETURNING id
                """
            ) { try $0["id"] }
            let desk = try #require(id)
            let scale: UUID? = try session.first("SELECT id FROM rating_scales WHERE desk_id = \(desk)") {
                try $0["id"]
            }
            let people = try insertKeys(on: desk, in: session)
            let articles = try insertArticles(
                by: try Self.submitters.map { try #require(people[$0]).id }, on: desk, in: session)
            let claims = try insert(claims, on: desk, in: session)
            return HistoryDesk(
                server: server, id: desk, scale: Self.text(try #require(scale)), claims: claims.map(Self.text),
                articles: articles.map(Self.text), people: people)
        }
    }

    private static func text(_ id: UUID) -> String { id.uuidString.lowercased() }

    /// Lets the time pass in which something may still be read as before a change of roles.
    func endSight() async throws {
        _ = try await server.write { session in
            try session.execute(
                """
                UPDATE members SET oversaw_until = clock_timestamp()
                WHERE desk_id = \(id) AND oversaw_until > clock_timestamp()
                """)
        }
    }

    /// Lets the time of leases pass. The slots first, as everywhere.
    func runOut(_ leases: [String]) async throws {
        try await server.write { session in
            let held = try session.all(
                """
                UPDATE review_slots SET lease_expires_at = clock_timestamp() - interval '1 ms'
                WHERE desk_id = \(id) AND lease_id = ANY(\(leases)::uuid[]) AND state = 'leased'
                RETURNING lease_id
                """
            ) { try $0["lease_id"] as UUID }
            try session.execute(
                """
                UPDATE leases SET expires_at = clock_timestamp() - interval '1 ms'
                WHERE desk_id = \(id) AND id = ANY(\(held))
                """)
        }
    }

    /// Lets the time pass after which a claim that was skipped may come back.
    func forget(_ claim: String, _ member: String) async throws {
        try await server.write { session in
            try session.execute(
                """
                UPDATE skips SET until = clock_timestamp() - interval '1 ms'
                WHERE desk_id = \(id) AND claim_id::text = \(claim) AND member_id::text = \(member)
                """)
        }
    }

    /// What a member has written and not submitted, by claim.
    func drafts(of name: String) async throws -> [String: String] {
        let member = try #require(people[name]).id
        let kept = try await server.read { session in
            try session.all(
                """
                SELECT claim_id::text, content->>'rationale' AS text FROM drafts
                WHERE desk_id = \(id) AND member_id::text = \(member)
                """
            ) { (claim: try $0["claim_id"] as String, text: try $0["text"] as String) }
        }
        return Dictionary(uniqueKeysWithValues: kept.map { ($0.claim, $0.text) })
    }

    /// Claims with distinct scores, so that their order is known.
    static func claims(_ count: Int, using random: inout SplitMix64) -> [ClaimSeed] {
        (0..<count).map { index in
            ClaimSeed(
                article: Int.random(in: 0..<2, using: &random),
                kind: Bool.random(using: &random) ? .quantity : .event,
                claimant: Bool.random(using: &random) ? "Mira Oduya" : "The port authority",
                score: Double((index * 7919 + 13) % count) / Double(count),
                required: Int.random(in: 1...3, using: &random),
                isQueued: Int.random(in: 0..<6, using: &random) > 0,
                place: ClaimSeed.place(index))
        }
    }
}
