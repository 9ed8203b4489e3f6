import Domain
import Foundation
import Postgres

// What is there, one line a thing: of the model and of the rows, to be compared after every step.
extension DeskModel {
    var lines: [String] {
        var lines: [String] = []
        for (index, claim) in claims.enumerated() {
            let states = claim.slots.map { slot in
                switch slot {
                case .open: "open"
                case .leased: "leased"
                case .done: "done"
                }
            }
            let given = counting(index).map { reviews[$0] }.map { "\($0.member):\($0.rating):\($0.version)" }
            lines.append(
                "claim \(index) \(claim.status.rawValue) of \(claim.required) priority \(claim.priority) "
                    + (claim.isPaused ? "paused " : "")
                    + (claim.mergedInto.map { "into \($0) " } ?? "")
                    + "slots [\(states.sorted().joined(separator: ","))] "
                    + "reviews [\(given.sorted().joined(separator: ","))] "
                    + "verdicts [\(claim.verdicts.joined(separator: ","))] "
                    + "ledger [\(claim.ledger.map(\.rawValue).joined(separator: ","))]")
        }
        for (index, lease) in leases.enumerated() {
            lines.append("lease \(index) \(lease.claim) \(lease.member) \(lease.ending?.rawValue ?? "live")")
        }
        for (pair, draft) in drafts {
            lines.append("draft \(pair.claim) \(pair.member) \(draft.origin.rawValue) \(draft.words)")
        }
        for (name, person) in people {
            let roles = person.roles.map(\.rawValue).sorted().joined(separator: ",")
            lines.append("member \(name) \(roles) \(person.isActive ? "active" : "gone")")
        }
        for (index, article) in articles.enumerated() {
            lines.append(
                "article \(index) " + (article.isKilled ? "killed " : "")
                    + (article.isEmbargoed ? "held back" : "free"))
        }
        return (lines + ["scale \(scale)"]).sorted()
    }
}

extension HistoryDesk {
    /// The same lines as the model's.
    ///
    /// - Parameter claims: in the order of the model's.
    func lines(_ claims: [String]) async throws -> [String] {
        try await server.read { session in
            try session.all(snapshot(claims)) { try $0["line"] as String }
        }.sorted()
    }

    private func snapshot(_ claims: [String]) -> SQL {
        """
        WITH numbered AS MATERIALIZED (
            SELECT n.id::uuid AS claim_id, n.place - 1 AS place
            FROM unnest(\(claims)) WITH ORDINALITY AS n (id, place)
        )
        SELECT 'claim ' || coalesce(n.place::text, 'unknown') || ' ' || c.status || ' of ' || c.required_reviews
            || ' priority ' || c.priority || CASE WHEN c.paused THEN ' paused' ELSE '' END
            || coalesce((SELECT ' into ' || i.place FROM numbered i WHERE i.claim_id = c.merged_into), '')
            || ' slots [' || (
                SELECT coalesce(string_agg(s.state, ',' ORDER BY s.state), '') FROM review_slots s
                WHERE s.desk_id = c.desk_id AND s.claim_id = c.id)
            || '] reviews [' || (
                SELECT coalesce(string_agg(
                    m.name || ':' || r.rating || ':' || r.version, ',' ORDER BY m.name), '')
                FROM review_slots s
                JOIN reviews r ON r.desk_id = s.desk_id AND r.id = s.review_id
                JOIN members m ON m.desk_id = r.desk_id AND m.id = r.reviewer_id
                WHERE s.desk_id = c.desk_id AND s.claim_id = c.id)
            || '] verdicts [' || (
                SELECT coalesce(string_agg(m.name, ',' ORDER BY v.version), '')
                FROM verdicts v JOIN members m ON m.desk_id = v.desk_id AND m.id = v.decided_by
                WHERE v.desk_id = c.desk_id AND v.claim_id = c.id)
            || '] ledger [' || (
                SELECT coalesce(string_agg(l.kind, ',' ORDER BY l.entered_at), '') FROM ledger_entries l
                WHERE l.desk_id = c.desk_id AND l.claim_id = c.id)
            || ']' AS line
        FROM claims c
        LEFT JOIN numbered n ON n.claim_id = c.id
        WHERE c.desk_id = \(id)
        UNION ALL
        SELECT 'lease ' || row_number() OVER (ORDER BY l.token) - 1 || ' ' || c.place || ' ' || m.name
            || ' ' || coalesce(l.ending, 'live')
        FROM leases l
        JOIN numbered c ON c.claim_id = l.claim_id
        JOIN members m ON m.desk_id = l.desk_id AND m.id = l.member_id
        WHERE l.desk_id = \(id)
        UNION ALL
        SELECT 'draft ' || c.place || ' ' || m.name || ' ' || d.origin || ' ' || (d.content->>'rationale')
        FROM drafts d
        JOIN numbered c ON c.claim_id = d.claim_id
        JOIN members m ON m.desk_id = d.desk_id AND m.id = d.member_id
        WHERE d.desk_id = \(id)
        UNION ALL
        SELECT 'member ' || m.name || ' ' || (SELECT string_agg(r, ',' ORDER BY r) FROM unnest(m.roles) r)
            || CASE WHEN m.deactivated_at IS NULL THEN ' active' ELSE ' gone' END
        FROM members m
        WHERE m.desk_id = \(id)
        UNION ALL
        SELECT 'article ' || right(a.external_id, 1) || ' ' || CASE v.killed WHEN true THEN 'killed ' ELSE '' END
            || CASE WHEN a.embargo_until IS NULL THEN 'free' ELSE 'held back' END
        FROM articles a
        CROSS JOIN LATERAL (
            SELECT e.status = 'withdrawn' AS killed
            FROM extractions e
            WHERE e.desk_id = a.desk_id AND e.article_id = a.id
        ) v
        WHERE a.desk_id = \(id)
        UNION ALL
        SELECT 'scale ' || max(s.version) FROM rating_scales s WHERE s.desk_id = \(id)
        """
    }
}
