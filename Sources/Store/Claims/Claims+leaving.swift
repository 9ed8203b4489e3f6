package import Domain
package import Postgres

// How claims leave the desk's work before a verdict of theirs is public.
//
// Each of these is several statements, because each statement sees what was committed before it began: slots that an
// editor opened and leases that a reviewer took while the one before waited for their locks.
extension Claim {
    /// What came of taking claims out of play.
    package struct Leaving: Sendable {
        package let claims: [ID]
        /// Leases that were live on them.
        package let leases: [Lease.ID]
    }

    /// Withdraws claims whose words a newer version no longer has, takes their slots out of the queue and ends the
    /// leases on them. Their reviews stay. Lock the article's claims first.
    package static func supersede(
        _ ids: [ID], on desk: DeskProfile.ID, in session: Session
    ) throws -> Leaving {
        // Not those for which a verdict was made since they were read.
        let withdrawn = try change(
            "status = 'withdrawn', superseded = true", of: ids, where: SQL.isOpen("c"), on: desk, in: session)
        return Leaving(
            claims: withdrawn,
            leases: try ReviewSlot.withdraw(
                of: withdrawn, why: "A new version of the article no longer has the claim's words.", on: desk,
                in: session))
    }

    /// Withdraws the claims of an article that was killed, but for those that have been public. Lock them first.
    package static func withdrawAll(
        of article: Article.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> Leaving {
        let withdrawn = try change(
            "status = 'withdrawn'", of: try all(of: article, on: desk, in: session),
            where: "c.published_at IS NULL AND \(SQL.mayStep("c", to: .withdrawn))", on: desk, in: session)
        return Leaving(
            claims: withdrawn,
            leases: try ReviewSlot.withdraw(of: withdrawn, why: "The article was withdrawn.", on: desk, in: session))
    }

    /// Lets the withdrawn claims of a killed article count no longer, as a new version of it has claims of its own.
    package static func supersedeWithdrawn(
        of article: Article.ID, on desk: DeskProfile.ID, in session: Session
    ) throws {
        _ = try change(
            "superseded = true", of: try all(of: article, on: desk, in: session),
            where: "c.status = 'withdrawn' AND NOT c.superseded", on: desk, in: session)
    }

    private static func all(
        of article: Article.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> [ID] {
        try session.all(
            "SELECT id FROM claims WHERE desk_id = \(desk) AND article_id = \(article) AND NOT superseded ORDER BY id"
        ) { try $0["id"] }
    }

    /// Changes those of some claims of which a condition holds.
    ///
    /// - Returns: which those were.
    private static func change(
        _ assignments: SQL, of ids: [ID], where condition: SQL, on desk: DeskProfile.ID, in session: Session
    ) throws -> [ID] {
        var changed: [ID] = []
        try ids.inPieces { ids in
            changed += try session.all(
                """
                UPDATE claims c
                SET \(assignments), revision = revision + 1
                WHERE c.desk_id = \(desk) AND c.id = ANY(\(Array(ids))) AND \(condition)
                RETURNING c.id
                """
            ) { try $0["id"] }
        }
        return changed
    }

    /// Merges a claim into another, and points those that were merged into it before on to that one. Lock all of them
    /// first.
    package static func merge(
        _ id: ID, into target: ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> Leaving {
        try session.execute(
            """
            UPDATE claims
            SET status = 'merged', merged_into = \(target), revision = revision + 1
            WHERE desk_id = \(desk) AND (id = \(id) OR merged_into = \(id))
            """)
        let leases = try ReviewSlot.withdraw(
            of: [id], why: "The claim was merged into another.", on: desk, in: session)
        return Leaving(claims: [id], leases: leases)
    }
}

extension ReviewSlot {
    /// Takes the slots of claims that are not done out of the queue and ends the leases on them; the holders learn why
    /// when they come back.
    ///
    /// - Returns: the leases that ended.
    static func withdraw(
        of claims: [Claim.ID], why: String, on desk: DeskProfile.ID, in session: Session
    ) throws -> [Lease.ID] {
        var leases: [Lease.ID] = []
        try claims.inPieces { claims in
            let held: [Lease.ID?] = try session.all(
                """
                DELETE FROM review_slots WHERE desk_id = \(desk) AND claim_id = ANY(\(Array(claims))) AND state <> 'done'
                RETURNING lease_id
                """
            ) { try $0["lease_id"] }
            leases += held.compactMap(\.self)
        }
        try leases.inPieces { leases in
            try session.execute(
                """
                UPDATE leases SET ended_at = clock_timestamp(), ending = 'withdrawn', reason = \(why)
                WHERE desk_id = \(desk) AND id = ANY(\(Array(leases)))
                """)
        }
        return leases
    }
}
