package import Domain
package import HTTPTypes

/// An answer that says what was wrong (RFC 9457).
package struct Problem: Error, Sendable {
    package let kind: ProblemKind
    /// The case at hand, for a person: names, numbers, what to send instead.
    package let detail: String
    /// The field, parameter or header that is to blame; nil when it is none.
    package let field: String?
    /// Further members, which clients may read: `draftKept`, `line`.
    package let more: [JSON.Member]
    /// Headers that go with it: `WWW-Authenticate`, `Allow`, `Retry-After`.
    package let headers: HTTPFields

    package init(
        _ kind: ProblemKind, _ detail: String, field: String? = nil, more: [JSON.Member] = [], headers: HTTPFields = [:]
    ) {
        self.kind = kind
        self.detail = detail
        self.field = field
        self.more = more
        self.headers = headers
    }

    /// The members of the document, in the order of RFC 9457, with our own before the instance.
    ///
    /// - Parameters:
    ///   - publicURL: what stands before `/problems/…` in the type; empty makes it relative to the request.
    ///   - requestID: the instance.
    package func json(publicURL: String, requestID: String) -> JSON {
        var members = [
            JSON.Member("type", .string("\(publicURL)/problems/\(kind.slug)")),
            JSON.Member("title", .string(kind.title)),
            JSON.Member("status", .int(kind.status)),
            JSON.Member("detail", .string(detail)),
        ]
        if let field { members.append(JSON.Member("field", .string(field))) }
        return .object(members + more + [JSON.Member("instance", .string(requestID))])
    }
}
