package import Domain
import Postgres

// Domain values that stand in a column of their own. States and kinds are text, ids are uuid.

extension Identifier: PostgresCodable {}
extension AgreementRule: PostgresCodable {}
extension Rating.Direction: PostgresCodable {}
extension ArticleMediaType: PostgresCodable {}
extension ArticleVersion.Status: PostgresCodable {}
extension Claim.Status: PostgresCodable {}
extension Claim.Kind: PostgresCodable {}
extension Claim.Worthiness: PostgresCodable {}
extension Claimant.Kind: PostgresCodable {}
extension Claimant.Quotation: PostgresCodable {}
extension TriageDecision: PostgresCodable {}
extension Lease.Ending: PostgresCodable {}
extension Draft.Origin: PostgresCodable {}
extension EvidenceInput.Stance: PostgresCodable {}
extension EvidenceInput.Kind: PostgresCodable {}
extension Verdict.Basis: PostgresCodable {}
extension LedgerEntry.Kind: PostgresCodable {}
extension ReplyAttempt.Channel: PostgresCodable {}
extension SkipPolicy: PostgresCodable {}
extension Job.State: PostgresCodable {}
extension Export.State: PostgresCodable {}
extension AuditEvent.Action: PostgresCodable {}

extension Set<Role> {
    /// The `roles` columns are text[].
    var column: [String] { sorted().map(\.rawValue) }

    init(column: [String]) { self = Set(column.compactMap(Role.init(rawValue:))) }
}

extension SQL {
    /// `LIMIT`, one more than the page has room for: the row too many tells that there is a next page.
    static func limit(_ page: PageRequest) -> SQL { "LIMIT \(page.limit + 1)" }
}

extension Page {
    /// Cuts the row too many off and makes the cursor of the last one that is shown.
    init(_ rows: [Item], _ request: PageRequest, cursor: (Item) -> [String]) {
        let shown = Array(rows.prefix(request.limit))
        self.init(items: shown, next: rows.count > request.limit ? shown.last.map { Cursor(cursor($0)) } : nil)
    }
}

extension PageRequest {
    /// The cursor's values, read by `read`.
    ///
    /// - Throws: `InputError` when this list never gave out such a cursor.
    func place<Place>(_ read: ([String]) -> Place?) throws(InputError) -> Place? {
        guard let after else { return nil }
        guard let place = read(after.values) else {
            throw InputError("cursor", "is not one that this list gave out; begin again without it")
        }
        return place
    }

    /// The place of lists that are ordered by id alone.
    func idPlace<Subject>() throws(InputError) -> Identifier<Subject>? {
        try place { $0.count == 1 ? Identifier<Subject>($0[0]) : nil }
    }
}
