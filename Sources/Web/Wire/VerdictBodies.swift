package import Domain

extension VerdictInput: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case rating, rationale, evidence, evidenceIds, overrideReason }

    package init(_ fields: Fields<Field>) throws {
        self.init(
            rating: try fields.text(.rating) ?? fields.missing(.rating),
            rationale: try fields.text(.rationale) ?? fields.missing(.rationale),
            evidence: try fields.objects(.evidence) ?? [],
            evidenceIDs: try fields.ids(.evidenceIds),
            overrideReason: try fields.text(.overrideReason)
        )
    }
}

/// What may be said when a verdict is published: nothing, or why one publishes on one's own review.
package struct PublicationBody: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case overrideReason }

    package let overrideReason: String?

    /// - Throws: `InputError` when a reason is given and is blank or too long.
    package init(_ fields: Fields<Field>) throws {
        overrideReason = try fields.text(.overrideReason)
        if let overrideReason { try Input.text(overrideReason, fields.field(.overrideReason), limit: 5000) }
    }
}
