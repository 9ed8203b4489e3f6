/// What a member may do on their desk.
package enum Role: String, CaseIterable, Codable, Sendable, Comparable {
    /// Sends articles.
    case submitter
    /// Takes claims from the queue and reviews them.
    case reviewer
    /// Triage, adjudication, publication, exports.
    case editor
    /// Reads everything, changes nothing.
    case auditor
    /// Members, keys, scales, policy, webhooks, jobs.
    case admin

    package static func < (left: Role, right: Role) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}
