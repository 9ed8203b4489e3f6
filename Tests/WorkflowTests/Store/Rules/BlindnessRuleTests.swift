import Domain
import Foundation
import Postgres
import Samples
import TestSupport
import Testing

@testable import Store

/// Who may have seen the reviews of a claim, asked of Swift and of the database.
@Suite(.database)
struct BlindnessRuleTests {
    private func principal(_ roles: Set<Role>, of memberRoles: Set<Role>? = nil) -> Principal {
        Principal(
            deskID: DeskProfile.ID(rawValue: UUID()), memberID: Member.ID(rawValue: UUID()), memberName: "Eva",
            keyID: nil, roles: roles, memberRoles: memberRoles ?? roles)
    }

    /// A claim in every state, with and without the member's own review, asked for every key of every member.
    @Test func aClaimIsHiddenFromTheSamePrincipalsInBoth() async throws {
        let claims = Claim.Status.allCases.flatMap { status in
            [true, false].map { (id: UUID(), status: status, own: $0) }
        }
        let keys = Role.sets.flatMap { member in
            Role.sets.filter { $0.isSubset(of: member) }.map { principal($0, of: member) }
        }
        try await TestDatabase.current.database.read { session in
            for key in keys {
                let answers = try session.all(
                    """
                    WITH
                        -- 1. In the places of the tables, so that no state has to be come by.
                        claims AS (
                            SELECT \(key.deskID)::uuid AS desk_id, c.id, c.status
                            FROM unnest(\(claims.map(\.id)), \(claims.map(\.status))) AS c (id, status)
                        ),
                        review_slots AS (
                            SELECT \(key.deskID)::uuid AS desk_id, c.id AS claim_id, \(key.memberID)::uuid AS reviewer_id,
                                CASE WHEN c.own THEN 'done' ELSE 'leased' END AS state
                            FROM unnest(\(claims.map(\.id)), \(claims.map(\.own))) AS c (id, own)
                        )
                    SELECT c.id, \(SQL.isHidden("c.id", from: key)) AS answer FROM claims c
                    """
                ) { (id: try $0["id"] as UUID, answer: try $0["answer"] as Bool) }
                #expect(answers.count == claims.count)
                for claim in claims {
                    let sees = BlindReview.seesAll(of: claim.status, ownIsIn: claim.own, key)
                    #expect(
                        answers.first { $0.id == claim.id }?.answer == !sees,
                        "\(claim.status), own \(claim.own): \(key.roles) of \(key.memberRoles)")
                }
            }
        }
    }

    @Test func reviewsAreDisclosedInTheSameStatesInBoth() async throws {
        let answers = try await TestDatabase.current.database.read { session in
            try session.all(
                """
                SELECT s.status, \(SQL.disclosesReviews("s.status")) AS answer
                FROM unnest(\(Claim.Status.allCases)) AS s (status)
                """
            ) { (status: try $0["status"] as Claim.Status, answer: try $0["answer"] as Bool) }
        }
        #expect(answers.count == Claim.Status.allCases.count)
        // Of a claim that may still ask for a review: who reviews as well would see those of others.
        let both = principal([.editor, .reviewer])
        for (status, answer) in answers {
            let sees = status.isOpen && BlindReview.seesAll(of: status, ownIsIn: false, both)
            #expect(answer == sees, "\(status)")
        }
    }

    @Test func theSameRolesSeeDisclosedReviewsInBoth() async throws {
        let rows = Role.sets.map { "(\($0.column)::text[])" as SQL }.joined(separator: ", ")
        let answers = try await TestDatabase.current.database.read { session in
            try session.all("SELECT m.roles, \(SQL.oversees("m")) AS answer FROM (VALUES \(rows)) AS m (roles)") {
                (roles: Set(column: try $0["roles"]), answer: try $0["answer"] as Bool)
            }
        }
        #expect(answers.count == 32)
        for (roles, answer) in answers {
            #expect(answer == BlindReview.seesAll(of: .disputed, ownIsIn: false, principal(roles)), "\(roles.sorted())")
        }
    }
}
