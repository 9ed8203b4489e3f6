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
    package enum Field: String, CaseIterable, Sendable {
        case statement, kind, priority, requiredReviews, claimant, samePerson
    }

    /// - Throws: `Problem` (422) when nothing is to be changed: most likely something was forgotten.
    package init(_ fields: Fields<Field>) throws {
        try fields.requireSome()
        self.init(
            statement: try fields.text(.statement),
            kind: try fields.word(.kind),
            priority: try fields.integer(.priority),
            requiredReviews: try fields.integer(.requiredReviews),
            claimant: try fields.object(.claimant),
            samePerson: try fields.flag(.samePerson) ?? false
        )
    }
}

extension AppearanceDecision: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case state, note }

    package init(_ fields: Fields<Field>) throws {
        self.init(state: try fields.word(.state) ?? fields.missing(.state), note: try fields.text(.note))
    }
}

/// An editor's decision on a claim with its reason.
package struct TriageBody: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case decision, reason, into, parts }

    package let order: TriageOrder
    package let reason: String

    /// - Throws: `InputError` also for a field that does not go with the decision: it would be lost in silence.
    package init(_ fields: Fields<Field>) throws {
        let word = try fields.text(.decision) ?? fields.missing(.decision)
        guard let decision = TriageDecision.ofEditors.first(where: { $0.rawValue == word }) else {
            let words = TriageDecision.ofEditors.map(\.rawValue).joined(separator: ", ")
            throw InputError(fields.field(.decision), "must be one of \(words)")
        }
        for (field, owner) in [(Field.into, TriageDecision.merge), (.parts, .split)]
        where fields.isGiven(field) && decision != owner {
            throw InputError(fields.field(field), "does not go with the decision \(decision.rawValue)")
        }
        switch decision {
        case .queue: order = .queue
        case .dismiss: order = .dismiss
        case .merge: order = .merge(into: try fields.id(.into) ?? fields.missing(.into))
        case .hold, .split:
            let parts = try fields.objects(.parts, ClaimPart.self) ?? fields.missing(.parts)
            try ClaimSplit.validate(parts)
            order = .split(parts)
        }
        reason = try fields.remark(.reason) ?? fields.missing(.reason)
    }
}

extension ClaimPart: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case start, end, statement }

    package init(_ fields: Fields<Field>) throws {
        self.init(
            start: try fields.integer(.start) ?? fields.missing(.start),
            end: try fields.integer(.end) ?? fields.missing(.end),
            statement: try fields.text(.statement)
        )
    }
}
