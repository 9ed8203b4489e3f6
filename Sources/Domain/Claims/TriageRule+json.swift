extension TriageRule {
    /// `{id,name,conditions:{…},decision,priority,requiredReviews,reason}`
    package var json: JSON {
        [
            "id": JSON(id),
            "name": .string(name),
            "conditions": conditions.json,
            "decision": JSON(decision),
            "priority": JSON(priority),
            "requiredReviews": JSON(requiredReviews),
            "reason": JSON(reason),
        ]
    }
}

extension TriageRule.Conditions {
    /// `{minScore,maxScore,claimant,claimantKinds:[…],keywords:[…],kinds:[…],topics:[…],checkable}`
    package var json: JSON {
        [
            "minScore": JSON(minScore),
            "maxScore": JSON(maxScore),
            "claimant": JSON(claimant),
            "claimantKinds": JSON(claimantKinds.map(\.rawValue)),
            "keywords": JSON(keywords),
            "kinds": JSON(kinds.map(\.rawValue)),
            "topics": JSON(topics),
            "checkable": JSON(checkable),
        ]
    }
}

extension TriageRules.Outcome {
    /// `{decision,ruleId,rule,priority,requiredReviews,reason}`
    package var json: JSON {
        [
            "decision": JSON(decision),
            "ruleId": JSON(ruleID),
            "rule": .string(ruleName),
            "priority": JSON(priority),
            "requiredReviews": JSON(requiredReviews),
            "reason": JSON(reason),
        ]
    }
}
