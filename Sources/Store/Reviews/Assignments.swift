package import Domain
package import Foundation
package import Postgres

extension Assignment.State: PostgresCodable {}

extension Assignment {
    private static let columns: SQL = """
        a.id, a.claim_id, c.statement, a.member_id, m.name AS member_name, b.name AS assigned_by_name, a.due_at,
            a.assigned_at, a.ended_at,
            coalesce(a.ending, CASE WHEN s.id IS NULL THEN 'lapsed' ELSE 'open' END) AS state
        """
    private static let tables: SQL = """
        assignments a
            JOIN claims c ON c.desk_id = a.desk_id AND c.id = a.claim_id
            JOIN members m ON m.desk_id = a.desk_id AND m.id = a.member_id
            JOIN members b ON b.desk_id = a.desk_id AND b.id = a.assigned_by
            LEFT JOIN review_slots s ON s.desk_id = a.desk_id AND s.assignment_id = a.id
        """

    init(row: Row) throws {
        self.init(
            id: try row["id"], claimID: try row["claim_id"], statement: try row["statement"],
            memberID: try row["member_id"], memberName: try row["member_name"],
            assignedByName: try row["assigned_by_name"], dueAt: try row["due_at"],
            assignedAt: try row["assigned_at"], state: try row["state"], endedAt: try row["ended_at"])
    }

    /// - Throws: `NotFound` when the desk has no such assignment.
    package static func get(_ id: ID, on desk: DeskProfile.ID, in session: Session) throws -> Assignment {
        let found = try session.first(
            "SELECT \(columns) FROM \(tables) WHERE a.desk_id = \(desk) AND a.id = \(id)", Assignment.init)
        guard let found else { throw NotFound("assignment") }
        return found
    }

    /// What was given of a claim, the oldest first.
    ///
    /// - Parameter member: theirs alone; nil for everybody's.
    package static func all(
        of claim: Claim.ID, to member: Member.ID?, on desk: DeskProfile.ID, in session: Session
    ) throws -> [Assignment] {
        try session.all(
            """
            SELECT \(columns) FROM \(tables)
            WHERE a.desk_id = \(desk) AND a.claim_id = \(claim)
              AND (\(member)::uuid IS NULL OR a.member_id = \(member))
            ORDER BY a.id
            """, Assignment.init)
    }

    /// What a member was given and has not done, the oldest first.
    package static func open(
        _ page: PageRequest, for member: Member.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> Page<Assignment> {
        let place: ID? = try page.idPlace()
        let rows = try session.all(
            """
            SELECT \(columns) FROM \(tables)
            WHERE a.desk_id = \(desk) AND a.member_id = \(member) AND a.ended_at IS NULL AND s.id IS NOT NULL
              AND (\(place)::uuid IS NULL OR a.id > \(place))
            ORDER BY a.id
            \(SQL.limit(page))
            """, Assignment.init)
        return Page(rows, page) { [$0.id.description] }
    }

    /// Keeps an open slot of a claim for a member, if there is one that they may have. Lock the claim first.
    ///
    /// - Parameter raised: what it adds to the slot's rank.
    /// - Returns: false when there is none.
    package static func insert(
        _ id: ID, of claim: Claim.ID, _ input: Input, raised: Double, by editor: Member.ID, on desk: DeskProfile.ID,
        in session: Session
    ) throws -> Bool {
        try session.execute(
            """
            WITH
                -- 1. A slot that nobody has, takes or is kept for.
                free AS MATERIALIZED (
                    SELECT s.id FROM review_slots s
                    WHERE s.desk_id = \(desk) AND s.claim_id = \(claim) AND s.state = 'open' AND s.assigned_to IS NULL
                      AND \(SlotFilter.permitted(to: "\(input.memberID)", on: desk))
                      AND NOT EXISTS (
                        SELECT 1 FROM review_slots o
                        WHERE o.desk_id = s.desk_id AND o.claim_id = s.claim_id AND o.assigned_to = \(input.memberID))
                    ORDER BY s.ordinal
                    LIMIT 1
                    FOR UPDATE OF s
                ),
                -- 2. Its story.
                made AS (
                    INSERT INTO assignments (desk_id, id, claim_id, member_id, assigned_by, due_at)
                    SELECT \(desk), \(id), \(claim), \(input.memberID), \(editor), \(input.dueAt) FROM free
                    RETURNING id
                )
            -- 3. The slot is kept, and goes before others.
            UPDATE review_slots s
            SET assignment_id = m.id, assigned_to = \(input.memberID), due_at = \(input.dueAt),
                raised = \(raised), rank = s.rank + \(raised)
            FROM free f, made m
            WHERE s.desk_id = \(desk) AND s.id = f.id
            """) == 1
    }

    /// Ends assignments that have not ended, and keeps their slots no longer.
    ///
    /// - Parameter claim: those of one claim; nil for all of the member's.
    package static func end(
        as ending: State, of member: Member.ID, claim: Claim.ID? = nil, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            """
            WITH ended AS (
                UPDATE assignments SET ending = \(ending), ended_at = clock_timestamp()
                WHERE desk_id = \(desk) AND member_id = \(member) AND ended_at IS NULL
                  AND (\(claim)::uuid IS NULL OR claim_id = \(claim))
            )
            UPDATE review_slots SET \(SQL.keptForNobody)
            WHERE desk_id = \(desk) AND assigned_to = \(member) AND (\(claim)::uuid IS NULL OR claim_id = \(claim))
            """)
    }

    /// When slots are due; those that are kept for nobody or for good are not in it.
    package static func due(
        _ slots: [ReviewSlot.ID], on desk: DeskProfile.ID, in session: Session
    ) throws -> [ReviewSlot.ID: Date] {
        let rows = try session.all(
            "SELECT id, due_at FROM review_slots WHERE desk_id = \(desk) AND id = ANY(\(slots)) AND due_at IS NOT NULL"
        ) { (try $0.decode("id", as: ReviewSlot.ID.self), try $0.decode("due_at", as: Date.self)) }
        return Dictionary(uniqueKeysWithValues: rows)
    }
}

extension SQL {
    /// Sets a slot's columns as they are where it is kept for nobody.
    static let keptForNobody: SQL = """
        rank = rank - raised, raised = 0, assignment_id = NULL, assigned_to = NULL, due_at = NULL
        """
}
