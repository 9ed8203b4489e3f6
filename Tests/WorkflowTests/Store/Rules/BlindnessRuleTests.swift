import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Store

/// Who may have seen the reviews of a claim, asked of Swift and of the database.
@Suite(.database)
struct BlindnessRuleTests {
    private func principal(_ roles: Set<Role>) -> Principal {
        Principal(
            deskID: DeskProfile.ID(rawValue: UUID()), memberID: Member.ID(rawValue: UUID()), memberName: "Eva",
            keyID: nil, roles: roles)
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
        let sets = (0..<(1 << Role.allCases.count)).map { bits in
            Set(Role.allCases.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element))
        }
        let rows = sets.map { "(\($0.column)::text[])" as SQL }.joined(separator: ", ")
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
