package import Domain

extension VerdictInput: JSONBody {
    package enum Field: String, CaseIterable, Sendable {
        case rating, rationale, title, summary, claimReviewed, evidence, evidenceIds, overrideReason
    }

    package init(_ fields: Fields<Field>) throws {
        self.init(
            rating: try fields.text(.rating) ?? fields.missing(.rating),
            rationale: try fields.text(.rationale) ?? fields.missing(.rationale),
            headline: Headline(
                title: try fields.text(.title), summary: try fields.text(.summary),
                claimReviewed: try fields.text(.claimReviewed)),
            evidence: try fields.objects(.evidence) ?? [],
            evidenceIDs: try fields.ids(.evidenceIds),
            overrideReason: try fields.text(.overrideReason)
        )
    }
}

/// What may be said when a verdict is published: nothing, or why a rule of the desk is passed.
package struct PublicationBody: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case overrideReason, gateReasons }

    package let overrideReason: String?
    package let gateReasons: [PublicationGates.Gate: String]

    /// - Throws: `InputError` when a reason is given and is blank or too long.
    package init(_ fields: Fields<Field>) throws {
        overrideReason = try fields.remark(.overrideReason)
        gateReasons = try fields.object(.gateReasons, GateReasons.self)?.reasons ?? [:]
    }
}

/// Why gates are passed, by gate.
package struct GateReasons: JSONBody {
    package typealias Field = PublicationGates.Gate

    package let reasons: [PublicationGates.Gate: String]

    package init(_ fields: Fields<Field>) throws {
        var reasons: [PublicationGates.Gate: String] = [:]
        for gate in PublicationGates.Gate.allCases { reasons[gate] = try fields.text(gate) }
        self.reasons = reasons
    }
}
