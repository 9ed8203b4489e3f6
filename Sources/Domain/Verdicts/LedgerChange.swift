extension LedgerEntry {
    /// One thing about a published claim that an entry put right, with what stood before.
    package struct Change: Sendable, Hashable {
        package enum Field: String, CaseIterable, Sendable {
            case statement
            /// By name.
            case claimant
            case claimantKind, organization, quotation
            case title, summary, claimReviewed
            /// By its label.
            case rating
            /// That the reasons are others; both versions have their own.
            case rationale
            /// The addresses that are cited, with blanks between them.
            case evidence
        }

        package let field: Field
        /// Nil where there was nothing.
        package let before: String?
        package let after: String?

        package init(_ field: Field, before: String?, after: String?) {
            self.field = field
            self.before = before
            self.after = after
        }

        /// `{field,before,after}`
        package var json: JSON { ["field": JSON(field), "before": JSON(before), "after": JSON(after)] }
    }
}

/// What a correction changes about a published claim; nil leaves a part as it is.
package struct ClaimCorrection: Sendable, Hashable {
    package var statement: String?
    package var claimant: Claimant?
    /// The claimant is the person who stood there before, written in another way.
    package var samePerson: Bool

    package init(statement: String? = nil, claimant: Claimant? = nil, samePerson: Bool = false) {
        self.statement = statement
        self.claimant = claimant
        self.samePerson = samePerson
    }

    /// As an editor would change it before a verdict.
    package var edit: ClaimChange { ClaimChange(statement: statement, claimant: claimant, samePerson: samePerson) }

    package var isEmpty: Bool { statement == nil && claimant == nil }

    /// What would be another about the claim; empty where it says so already.
    package func changes(to claim: Claim) -> [LedgerEntry.Change] {
        var changes: [LedgerEntry.Change] = []
        func add(_ field: LedgerEntry.Change.Field, _ before: String?, _ after: String?) {
            if before != after { changes.append(.init(field, before: before, after: after)) }
        }
        if let statement { add(.statement, claim.statement, statement) }
        if let claimant {
            let old = claim.claimant
            add(.claimant, old.name, claimant.name)
            add(.claimantKind, old.kind.rawValue, claimant.kind.rawValue)
            add(.organization, String(old.isOrganization), String(claimant.isOrganization))
            add(.quotation, old.quotation?.rawValue, claimant.quotation?.rawValue)
        }
        return changes
    }
}

extension LedgerEntry.Change {
    /// True when it is about what is claimed, or by whom: what a title says of that may be wrong then.
    package var isOfTheClaim: Bool {
        switch field {
        case .statement, .claimant, .claimantKind: true
        case .organization, .quotation, .title, .summary, .claimReviewed, .rating, .rationale, .evidence: false
        }
    }
}

extension Headline {
    /// What is another than in the headline before.
    package func changes(from old: Headline) -> [LedgerEntry.Change] {
        [
            LedgerEntry.Change(.title, before: old.title, after: title),
            LedgerEntry.Change(.summary, before: old.summary, after: summary),
            LedgerEntry.Change(.claimReviewed, before: old.claimReviewed, after: claimReviewed),
        ].filter { $0.before != $0.after }
    }
}

extension Verdict {
    /// What is another than in the version before, besides the headline.
    package func changes(from old: Verdict) -> [LedgerEntry.Change] {
        var changes: [LedgerEntry.Change] = []
        if rating.label != old.rating.label {
            changes.append(.init(.rating, before: old.rating.label, after: rating.label))
        }
        if rationale != old.rationale { changes.append(.init(.rationale, before: nil, after: nil)) }
        if Set(evidence.map(\.id)) != Set(old.evidence.map(\.id)) {
            let cited = { (verdict: Verdict) in verdict.evidence.map(\.item.url).joined(separator: " ") }
            changes.append(.init(.evidence, before: cited(old), after: cited(self)))
        }
        return changes
    }
}
