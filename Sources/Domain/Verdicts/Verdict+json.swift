extension Verdict {
    /// A verdict as the desk's own clients see it.
    ///
    /// - Parameter status: the claim's; a verdict is `decided`, and `published` or `retracted` once its claim is.
    package func json(of status: Claim.Status) -> JSON {
        let stage =
            switch status {
            case .published, .corrected: "published"
            case .retracted: "retracted"
            default: "decided"
            }
        let json: JSON = [
            "status": .string(stage),
            "id": JSON(id),
            "claimId": JSON(claimID),
            "version": .int(version),
            "basis": JSON(basis),
            "scale": scale.json,
            "rating": rating.json,
            "rationale": .string(rationale),
            "evidence": JSON(evidence.map(\.json)),
            "overrideReason": JSON(overrideReason),
            "decidedBy": ["id": JSON(decidedBy), "name": .string(decidedByName)],
            "decidedAt": JSON(decidedAt),
        ]
        return .object(json.members + headline.members)
    }
}

extension VerdictDraft {
    /// What agreeing reviews propose, in the shape of a verdict: `"status":"draft"`, and null for what only a decision
    /// gives.
    package var json: JSON {
        [
            "status": "draft",
            "id": nil,
            "claimId": nil,
            "version": nil,
            "basis": JSON(Verdict.Basis.agreement),
            "scale": scale.json,
            "rating": rating.json,
            "rationale": .string(rationale),
            "evidence": JSON(evidence.map(\.json)),
            "overrideReason": nil,
            "decidedBy": nil,
            "decidedAt": nil,
            "title": nil,
            "summary": nil,
            "claimReviewed": nil,
        ]
    }
}

extension Rating {
    /// `{key,label,value,offScale,direction,colour,translations:{lang:label},definition}`
    package var json: JSON {
        [
            "key": .string(key),
            "label": .string(label),
            "value": JSON(value),
            "offScale": .bool(offScale),
            "direction": JSON(direction),
            "colour": JSON(colour),
            "translations": .object(
                translations.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }),
            "definition": JSON(definition),
        ]
    }
}

extension RatingScale {
    /// `{id,name,version,ratings:[…]}`, from truest to falsest, off-scale outcomes last.
    package var json: JSON {
        ["id": JSON(id), "name": .string(name), "version": .int(version), "ratings": JSON(ratings.map(\.json))]
    }
}

extension RatingScale.Reference {
    /// `{id,version}`
    package var json: JSON { ["id": JSON(id), "version": .int(version)] }
}
