package import Domain

/// A new version of a review, and why.
package struct ReplacementBody: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case rating, rationale, evidence, reason }

    package let input: ReviewInput
    package let reason: String

    package init(_ fields: Fields<Field>) throws {
        input = ReviewInput(
            rating: try fields.text(.rating) ?? fields.missing(.rating),
            rationale: try fields.text(.rationale) ?? fields.missing(.rationale),
            evidence: try fields.objects(.evidence) ?? []
        )
        reason = try fields.remark(.reason) ?? fields.missing(.reason)
    }
}

/// A reason for a deed; it is logged.
package struct ReasonBody: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case reason }

    package let reason: String

    package init(_ fields: Fields<Field>) throws {
        reason = try fields.remark(.reason) ?? fields.missing(.reason)
    }
}

/// What an editor tells a reviewer.
package struct CommentBody: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case comment }

    package let comment: String

    package init(_ fields: Fields<Field>) throws {
        comment = try fields.remark(.comment) ?? fields.missing(.comment)
    }
}
