package import Domain

extension Query {
    /// Which audit events are asked for: `subject`, `subjectId`, `actor`, `action`, `since`, `until`.
    package func auditFilter() throws(InputError) -> AuditFilter {
        let subject: Identifier<AuditRecord>? = try id("subjectId")
        let filter = AuditFilter(
            subject: try text("subject", limit: 50), subjectID: subject?.rawValue, actor: try id("actor"),
            action: try word("action", AuditEvent.Action.self)?.rawValue, since: try time("since"),
            until: try time("until"))
        if let since = filter.since, let until = filter.until, until <= since {
            throw InputError("until", "must be after since")
        }
        return filter
    }
}
