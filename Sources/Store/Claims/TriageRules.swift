package import Domain
package import Postgres

extension TriageRuleSet {
    /// The desk's rules as they are now; an empty set of revision 0 before it made any.
    package static func current(on desk: DeskProfile.ID, in session: Session) throws -> TriageRuleSet {
        let revision: Int? = try session.first(
            """
            SELECT revision FROM triage_rule_sets
            WHERE desk_id = \(desk)
            ORDER BY revision DESC
            LIMIT 1
            """
        ) { try $0["revision"] }
        guard let revision else { return TriageRuleSet(revision: 0, rules: []) }
        let rules = try session.all(
            """
            SELECT rule FROM triage_rules
            WHERE desk_id = \(desk) AND revision = \(revision)
            ORDER BY position
            """
        ) { row -> TriageRule in
            let rule: JSONValue<TriageRule> = try row["rule"]
            return rule.value
        }
        return TriageRuleSet(revision: revision, rules: rules)
    }

    /// Lets no other transaction of the desk change its rules until this one ends.
    package static func lock(on desk: DeskProfile.ID, in session: Session) throws {
        try session.execute("SELECT 1 FROM desks WHERE id = \(desk) FOR NO KEY UPDATE")
    }

    /// Stores the set as the desk's next. Lock first.
    package func insert(by member: Member.ID, on desk: DeskProfile.ID, in session: Session) throws {
        try session.execute(
            "INSERT INTO triage_rule_sets (desk_id, revision, member_id) VALUES (\(desk), \(revision), \(member))")
        for (index, rule) in rules.enumerated() {
            try session.execute(
                """
                INSERT INTO triage_rules (desk_id, revision, position, name, rule)
                VALUES (\(desk), \(revision), \(index + 1), \(rule.name), \(JSONValue(rule)))
                """)
        }
    }
}
