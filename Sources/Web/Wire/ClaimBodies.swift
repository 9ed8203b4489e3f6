package import Domain

extension Claimant: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case name, kind, quotation, organization }

    package init(_ fields: Fields<Field>) throws {
        self.init(
            name: try fields.text(.name),
            kind: try fields.word(.kind) ?? fields.missing(.kind),
            quotation: try fields.word(.quotation),
            isOrganization: try fields.flag(.organization) ?? false
        )
    }
}

extension ClaimChange: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case statement, priority, requiredReviews, claimant }

    /// - Throws: `Problem` (422) when nothing is to be changed: most likely something was forgotten.
    package init(_ fields: Fields<Field>) throws {
        try fields.requireSome()
        self.init(
            statement: try fields.text(.statement),
            priority: try fields.integer(.priority),
            requiredReviews: try fields.integer(.requiredReviews),
            claimant: try fields.object(.claimant)
        )
    }
}

/// An editor's decision on a claim with its reason.
package struct TriageBody: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case decision, reason, into, parts }

    package let decision: TriageDecision
    package let reason: String

    /// - Throws: `InputError` also for `merge` and `split` with their fields `into` and `parts`: the names are taken,
    ///   and a client that uses them deserves to hear that it is too early.
    package init(_ fields: Fields<Field>) throws {
        let word = try fields.text(.decision) ?? fields.missing(.decision)
        let possible = TriageDecision.allCases.map(\.rawValue).joined(separator: ", ")
        if word == "merge" || word == "split" {
            throw InputError(fields.field(.decision), "cannot be \(word) yet; the decisions that exist are \(possible)")
        }
        guard let decision = TriageDecision(rawValue: word) else {
            throw InputError(fields.field(.decision), "must be one of \(possible)")
        }
        for field in [Field.into, .parts] where fields.isGiven(field) {
            throw InputError(fields.field(field), "does not go with the decision \(word)")
        }
        self.decision = decision
        reason = try fields.text(.reason) ?? fields.missing(.reason)
        try Input.text(reason, fields.field(.reason), limit: 5000)
    }
}
