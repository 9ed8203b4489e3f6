package import Domain
package import Foundation

extension Query {
    /// A UUID in its 36-character form.
    package func id<Subject>(_ name: String, of: Subject.Type = Subject.self) throws(InputError) -> Identifier<Subject>?
    {
        guard let text = try text(name) else { return nil }
        guard let id = Identifier<Subject>(text) else {
            throw InputError(name, "must be an id: a UUID such as 01890a5d-ac96-774b-bcce-b302099a8057")
        }
        return id
    }

    /// A point in time with its zone (RFC 3339).
    package func time(_ name: String) throws(InputError) -> Date? {
        guard let text = try text(name) else { return nil }
        // A + that was not percent-encoded comes as a blank, and stands nowhere else in a time.
        guard let date = Timestamp.date(text.replacing(" ", with: "+")) else {
            throw InputError(name, "must be a time with its zone, such as 2026-03-01T12:00:00Z (RFC 3339)")
        }
        return date
    }

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
