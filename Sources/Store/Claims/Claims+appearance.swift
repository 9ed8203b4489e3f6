package import Domain
package import Postgres

// What has become of the words of claims with a verdict.
extension Claim {
    /// Notes for some claims that a newer version does not have their words as they were checked; what an editor has said of
    /// them stays.
    ///
    /// - Parameter note: for the public.
    /// - Returns: for which that is new.
    package static func noteChanged(
        _ ids: [ID], note: String?, on desk: DeskProfile.ID, in session: Session
    ) throws -> [ID] {
        try self.note(
            "appearance = 'changed', appearance_at = now(), appearance_note = \(note)", of: ids,
            where: "appearance = 'unchanged'", desk, session)
    }

    /// Notes for some claims that their words stand in the article as they did when they were checked.
    ///
    /// - Parameter wereGone: the version before lacked them, so that what an editor said of that is over too.
    /// - Returns: for which that is new.
    package static func noteUnchanged(
        _ ids: [ID], wereGone: Bool, on desk: DeskProfile.ID, in session: Session
    ) throws -> [ID] {
        try note(
            "appearance = 'unchanged', appearance_at = NULL, appearance_note = NULL", of: ids,
            where: wereGone ? "appearance <> 'unchanged'" : "appearance = 'changed'", desk, session)
    }

    /// Stores what an editor says has become of a claim's words.
    package static func note(
        _ decision: AppearanceDecision, of id: ID, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            """
            UPDATE claims
            SET appearance = \(decision.state), appearance_note = \(decision.note), revision = revision + 1,
                appearance_at = CASE WHEN \(decision.state)::text <> 'unchanged' THEN now() END
            WHERE desk_id = \(desk) AND id = \(id)
            """)
    }

    private static func note(
        _ assignments: SQL, of ids: [ID], where condition: SQL, _ desk: DeskProfile.ID, _ session: Session
    ) throws -> [ID] {
        var noted: [ID] = []
        try ids.inPieces { ids in
            noted += try session.all(
                """
                UPDATE claims
                SET \(assignments), revision = revision + 1
                WHERE desk_id = \(desk) AND id = ANY(\(Array(ids))) AND \(condition)
                RETURNING id
                """
            ) { try $0["id"] }
        }
        return noted
    }
}

extension Appearance {
    init(row: Row) throws {
        self.init(state: try row["appearance"], since: try row["appearance_at"], note: try row["appearance_note"])
    }
}

extension DeskStatistics {
    /// The claims whose verdict is public at this moment, by what has become of their words.
    package static func appearances(
        on desk: DeskProfile.ID, in session: Session
    ) throws -> [Appearance.State: Int] {
        let rows = try session.all(
            """
            SELECT c.appearance, count(*) AS count
            FROM claims c
            WHERE c.desk_id = \(desk) AND \(SQL.isPublic("c"))
            GROUP BY c.appearance
            """
        ) { (try $0.decode("appearance", as: Appearance.State.self), try $0.decode("count", as: Int.self)) }
        return Dictionary(uniqueKeysWithValues: rows)
    }
}
