package import Domain

/// What the public and the desk read of a pause, a resumption or a retraction.
package struct LedgerBody: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case publicText, reason }

    package let publicText: String?
    package let reason: String?

    package init(_ fields: Fields<Field>) throws {
        publicText = try fields.text(.publicText)
        reason = try fields.text(.reason)
    }
}

extension CorrectionRequest.Input: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case text, requesterName, requesterContact, url }

    package init(_ fields: Fields<Field>) throws {
        self.init(
            text: try fields.text(.text) ?? fields.missing(.text),
            requesterName: try fields.text(.requesterName),
            requesterContact: try fields.text(.requesterContact),
            url: try fields.text(.url)
        )
    }
}

extension CorrectionDecision: JSONBody {
    package enum Field: String, CaseIterable, Sendable {
        case decision, publicText, reason, requestId, rating, rationale, title, summary, claimReviewed, evidence,
            evidenceIds, statement, claimant, samePerson, overrideReason, gateReasons
    }

    package init(_ fields: Fields<Field>) throws {
        let kind: LedgerEntry.Kind = try fields.word(.decision) ?? fields.missing(.decision)
        // Null takes a part of the headline away, where the decision may.
        let cleared = Headline.Part.allCases.filter { part in
            guard kind.takesClaim, let field = Field(rawValue: part.rawValue) else { return false }
            return fields.isNamed(field) && !fields.isGiven(field)
        }
        var verdict: VerdictRevision?
        let parts: [Field] = [.rating, .rationale, .title, .summary, .claimReviewed, .evidence, .evidenceIds]
        if !cleared.isEmpty || parts.contains(where: fields.isGiven) {
            verdict = VerdictRevision(
                rating: try fields.text(.rating),
                rationale: try fields.text(.rationale),
                headline: Headline(
                    title: try fields.text(.title), summary: try fields.text(.summary),
                    claimReviewed: try fields.text(.claimReviewed)),
                cleared: Set(cleared),
                evidence: try fields.objects(.evidence) ?? [],
                evidenceIDs: try fields.ids(.evidenceIds)
            )
        }
        self.init(
            kind: kind,
            publicText: try fields.text(.publicText),
            reason: try fields.text(.reason),
            requestID: try fields.id(.requestId),
            verdict: verdict,
            claim: ClaimCorrection(
                statement: try fields.text(.statement), claimant: try fields.object(.claimant),
                samePerson: try fields.flag(.samePerson) ?? false),
            overrideReason: try fields.text(.overrideReason),
            gateReasons: try fields.object(.gateReasons, GateReasons.self)?.reasons ?? [:]
        )
    }
}

extension ReplyAttempt.Input: JSONBody {
    package enum Field: String, CaseIterable, Sendable {
        case channel, contact, contactedAt, message, answer, answeredAt
    }

    package init(_ fields: Fields<Field>) throws {
        self.init(
            channel: try fields.word(.channel) ?? fields.missing(.channel),
            contact: try fields.text(.contact) ?? fields.missing(.contact),
            contactedAt: try fields.time(.contactedAt) ?? fields.missing(.contactedAt),
            message: try fields.text(.message),
            answer: try fields.text(.answer),
            answeredAt: try fields.time(.answeredAt)
        )
    }
}

extension ReplyAttempt.Answer: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case answer, answeredAt }

    package init(_ fields: Fields<Field>) throws {
        self.init(
            answer: try fields.text(.answer) ?? fields.missing(.answer),
            answeredAt: try fields.time(.answeredAt) ?? fields.missing(.answeredAt)
        )
    }
}
