import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Store

/// When a lease is live: in every state of its slot, before and after its end, for whoever comes back with it.
@Suite(.database)
struct LeaseRuleTests {
    /// Every state of a slot, with a lease that ends in `ends` seconds; without one where it is nil.
    private static let slots: SQL = """
        (SELECT t.state, statement_timestamp() + make_interval(secs => e.ends) AS lease_expires_at, e.ends
            FROM unnest(\(ReviewSlot.State.allCases)) AS t (state)
            CROSS JOIN (VALUES (NULL::double precision), (-3600), (-0.000001), (3600)) AS e (ends))
        """

    @Test func aSlotIsHeldUntilItsLeaseHasRunOut() async throws {
        let slots = try await TestDatabase.current.database.read { session in
            try session.all(
                """
                SELECT s.state, s.ends, coalesce(\(SQL.isLive(slot: "s")), false) AS live,
                    coalesce(\(SQL.hasRunOut(slot: "s")), false) AS over
                FROM \(Self.slots) s
                """
            ) { row -> (state: ReviewSlot.State, ends: Double?, live: Bool, over: Bool) in
                (state: try row["state"], ends: try row["ends"], live: try row["live"], over: try row["over"])
            }
        }
        #expect(slots.count == 12)
        for slot in slots {
            let isHeld = slot.state == .leased
            #expect(slot.live == (isHeld && slot.ends.map { $0 > 0 } ?? false), "\(slot)")
            #expect(slot.over == (isHeld && slot.ends.map { $0 <= 0 } ?? false), "\(slot)")
        }
    }

    @Test func onlyTheSlotsOwnLeaseWithItsTokenIsLive() async throws {
        let desk = DeskProfile.ID(rawValue: UUID())
        let lease = Lease(
            id: Lease.ID(rawValue: UUID()), slotID: ReviewSlot.ID(rawValue: UUID()),
            claimID: Claim.ID(rawValue: UUID()),
            memberID: Member.ID(rawValue: UUID()), token: 7, takenAt: .distantPast, expiresAt: .distantFuture,
            ending: nil)
        let slots = try await TestDatabase.current.database.read { session in
            try session.all(
                """
                SELECT s.state, s.ends, s.own, coalesce(\(SQL.isLive(lease, token: 7, on: desk, slot: "s")), false) AS live
                FROM (
                    SELECT x.state, x.lease_expires_at, x.ends,
                        CASE WHEN desk.own THEN \(desk)::uuid ELSE gen_random_uuid() END AS desk_id,
                        CASE WHEN slot.own THEN \(lease.slotID)::uuid ELSE gen_random_uuid() END AS id,
                        CASE WHEN held.own THEN \(lease.id)::uuid END AS lease_id,
                        CASE WHEN token.own THEN 7 ELSE 8 END AS token,
                        desk.own AND slot.own AND held.own AND token.own AS own
                    FROM \(Self.slots) x, (VALUES (true), (false)) AS desk (own), (VALUES (true), (false)) AS slot (own),
                        (VALUES (true), (false)) AS held (own), (VALUES (true), (false)) AS token (own)
                ) s
                """
            ) { row -> (state: ReviewSlot.State, ends: Double?, own: Bool, live: Bool) in
                (state: try row["state"], ends: try row["ends"], own: try row["own"], live: try row["live"])
            }
        }
        #expect(slots.count == 192)
        #expect(slots.count(where: \.live) == 1)
        for slot in slots {
            #expect(slot.live == (slot.own && slot.state == .leased && slot.ends == 3600), "\(slot)")
        }
    }

    @Test func aLeaseIsLiveUntilItEndsOrRunsOut() async throws {
        let leases = try await TestDatabase.current.database.read { session in
            try session.all(
                """
                SELECT e.hours, n.ended_at IS NOT NULL AS ended, \(SQL.isLive(lease: "l")) AS live
                FROM (VALUES (-1), (1)) AS e (hours)
                CROSS JOIN (VALUES (NULL), (now())) AS n (ended_at)
                CROSS JOIN LATERAL (
                    SELECT n.ended_at, clock_timestamp() + make_interval(hours => e.hours) AS expires_at) l
                """
            ) { row -> (hours: Int, ended: Bool, live: Bool) in
                (hours: try row["hours"], ended: try row["ended"], live: try row["live"])
            }
        }
        #expect(leases.count == 4)
        for lease in leases { #expect(lease.live == (!lease.ended && lease.hours > 0), "\(lease)") }
    }
}
