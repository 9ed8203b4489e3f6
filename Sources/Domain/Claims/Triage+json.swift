extension LoggedTriage {
    /// `{id,claimId,decision,reason,member:{id,name}|null,rule,ruleRevision,into,decidedAt}`
    package var json: JSON {
        [
            "id": JSON(id),
            "claimId": JSON(claimID),
            "decision": JSON(decision),
            "reason": .string(reason),
            "member": memberID.map { ["id": JSON($0), "name": JSON(memberName)] } ?? .null,
            "rule": JSON(rule),
            "ruleRevision": JSON(ruleRevision),
            "into": JSON(into),
            "decidedAt": JSON(decidedAt),
        ]
    }
}

extension TriageBalance {
    /// `{by,since,until,groups:[{name,found,…}],rest:{found,…}|null,total:{found,…}}`
    package var json: JSON {
        [
            "by": JSON(grouping),
            "since": JSON(since),
            "until": JSON(until),
            "groups": JSON(
                groups.map { group in
                    guard case .object(let counts) = group.counts.json else { return .null }
                    return .object([JSON.Member("name", JSON(group.name))] + counts)
                }),
            "rest": rest?.json ?? .null,
            "total": total.json,
        ]
    }
}

extension TriageBalance.Counts {
    /// `{found,queued,dismissed,decided,published}`
    package var json: JSON {
        [
            "found": .int(found),
            "queued": .int(queued),
            "dismissed": .int(dismissed),
            "decided": .int(decided),
            "published": .int(published),
        ]
    }
}

extension TriageRuleSet {
    /// `{revision,rules:[…]}`, the rules in order. They are told apart by their names and have no ids of their own.
    package var json: JSON {
        ["revision": .int(revision), "rules": JSON(rules.map { $0.json.leavingOut(["id"]) })]
    }
}

extension TriageDryRun {
    /// `{articles,claims,outcomes:[{rule,decision,claims}],differing,differences:[…]}`
    package var json: JSON {
        [
            "articles": .int(articles),
            "claims": .int(claims),
            "outcomes": JSON(
                outcomes.map { ["rule": .string($0.rule), "decision": JSON($0.decision), "claims": .int($0.claims)] }),
            "differing": .int(differing),
            "differences": JSON(differences.map(\.json)),
        ]
    }
}

extension TriageDryRun.Difference {
    /// `{claimId,articleId,statement,status,decision,rule}`
    package var json: JSON {
        [
            "claimId": JSON(claimID),
            "articleId": JSON(articleID),
            "statement": .string(statement),
            "status": JSON(status),
            "decision": JSON(decision),
            "rule": .string(rule),
        ]
    }
}
