package import Domain
import Postgres

// Domain values that stand in a column of their own: ids are uuid, states and kinds text, a member's roles text[].

extension Identifier: PostgresCodable {}
extension AgreementRule: PostgresCodable {}
extension Rating.Direction: PostgresCodable {}
extension ArticleMediaType: PostgresCodable {}
extension ItemKind: PostgresCodable {}
extension ArticleVersion.Status: PostgresCodable {}
extension Claim.Status: PostgresCodable {}
extension Anchor.Part: PostgresCodable {}
extension Claim.Kind: PostgresCodable {}
extension Appearance.State: PostgresCodable {}
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
    var column: [String] { sorted().map(\.rawValue) }

    init(column: [String]) { self = Set(column.compactMap(Role.init(rawValue:))) }
}
