import Domain
import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import Workflow

/// The statements that run most must stay quick when the tables are large: which index, and how much work.
@Suite(.database(.longQueue))
struct PlanTests {
    @Test func aTakeReadsTheOpenSlotsInTheirOrder() async throws {
        let bench = try await Bench.entering()
        let ana = try bench.principal("ana")
        let inUse = try #require(try await bench.desk.profile(for: ana).scale)
        try await bench.database.write { session in
            try session.execute(
                """
                INSERT INTO leases (desk_id, id, slot_id, claim_id, member_id, token, taken_at, expires_at)
                SELECT s.desk_id, gen_random_uuid(), s.id, s.claim_id, \(ana.memberID), nextval('lease_tokens'), now(), now()
                FROM review_slots s
                """)
        }
        try await bench.database.writeWithoutTransaction { try $0.execute("ANALYZE leases") }
        let plan = try await bench.plan(
            ReviewSlot.taking(
                as: [Lease.ID(rawValue: UUID())], by: ana.memberID, seconds: 60, filter: SlotFilter(), inUse: inUse,
                on: ana.deskID))
        #expect(plan.text.contains("review_slots_open_idx"))
        for table in ["leases", "review_slots", "reviews"] {
            #expect(!plan.text.contains("Seq Scan on \(table)"), "\(plan.text)")
        }
        #expect(plan.cost < 100)
    }

    /// However many slots are leased: a plan that was made while there were few must not walk through them later.
    @Test func noTakeReadsWhatOthersHaveLeased() async throws {
        let bench = try await Bench.entering()
        let ana = try bench.principal("ana")
        let inUse = try #require(try await bench.desk.profile(for: ana).scale)
        let pairs = (0..<20).map { _ in
            (slot: ReviewSlot.ID(rawValue: UUID()), lease: Lease.ID(rawValue: UUID()), member: ana.memberID)
        }
        for statement in [
            ReviewSlot.taking(
                as: [Lease.ID(rawValue: UUID())], by: ana.memberID, seconds: 60, filter: SlotFilter(), inUse: inUse,
                on: ana.deskID),
            ReviewSlot.taking(pairs, seconds: 60, inUse: inUse, on: ana.deskID),
        ] {
            let plan = try await bench.plan(statement)
            #expect(!plan.text.contains("review_slots_leased_idx"), "\(plan.text)")
        }
        let expiring = try await bench.plan(ReviewSlot.expiring(of: nil, on: ana.deskID))
        let condition = try #require(expiring.text.range(of: "review_slots_leased_idx"))
        #expect(expiring.text[condition.upperBound...].contains("lease_expires_at <= $"), "\(expiring.text)")
        let best = try await bench.plan(ReviewSlot.best(20, on: ana.deskID))
        #expect(best.text.contains("review_slots_open_idx"))
        #expect(best.cost < 2000)
    }

    @Test func aTakeOfManyReadsTheOpenSlotsInTheirOrder() async throws {
        let bench = try await Bench.entering()
        let ana = try bench.principal("ana")
        let inUse = try #require(try await bench.desk.profile(for: ana).scale)
        let plan = try await bench.plan(
            ReviewSlot.taking(
                as: (0..<20).map { _ in Lease.ID(rawValue: UUID()) }, firsts: true, by: ana.memberID, seconds: 60,
                filter: SlotFilter(), inUse: inUse, on: ana.deskID))
        #expect(plan.text.contains("review_slots_open_idx"))
        #expect(!plan.text.contains("Seq Scan on review_slots"), "\(plan.text)")
    }

    @Test func precedentsAreFoundByTheirWords() async throws {
        let bench = try await Bench.entering()
        let asked = (0..<20).map { (id: Claim.ID(rawValue: UUID()), statement: "Claim \($0)") }
        let plan = try await bench.plan(Claim.precedents(of: asked, on: bench.principal("ana").deskID))
        #expect(!plan.text.contains("Seq Scan on claims"), "\(plan.text)")
    }
}
