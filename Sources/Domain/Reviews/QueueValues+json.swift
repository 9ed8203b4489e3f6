extension Take {
    /// `{leases:[…],scales:[…],queue:{open,leased,nextExpiryAt}|null,emptyBecause:{…}|null}`
    package var json: JSON {
        [
            "leases": JSON(leases.map(\.json)), "scales": JSON(scales.map(\.json)), "queue": queue?.json ?? .null,
            "emptyBecause": emptyBecause?.json ?? .null,
        ]
    }
}

extension TakenClaim {
    /// `{id,token,expiresAt,claim,scale:{id,version},article,context:{before,after},precedents:[…],draft|null,dueAt|null}`
    ///
    /// Reviews of others and what they come to are left out of the claim: a reviewer judges without them.
    package var json: JSON {
        [
            "id": JSON(lease.id),
            "token": .string(String(lease.token)),
            "expiresAt": JSON(lease.expiresAt),
            "claim": claim.json(),
            "scale": scale.json,
            "article": article.json,
            "context": ["before": .string(before), "after": .string(after)],
            "precedents": JSON(precedents.map(\.json)),
            "draft": draft?.json ?? .null,
            "dueAt": JSON(dueAt),
        ]
    }
}

extension ArticleSummary {
    /// `{id,kind,title,description,saidBy,saidAt,saidIn,url,publishedAt,publisher}`
    package var json: JSON {
        [
            "id": JSON(id),
            "kind": JSON(item.kind),
            "title": .string(title),
            "description": JSON(item.description),
            "saidBy": JSON(item.saidBy),
            "saidAt": JSON(item.saidAt),
            "saidIn": JSON(item.saidIn),
            "url": JSON(url),
            "publishedAt": JSON(publishedAt),
            "publisher": JSON(publisher),
        ]
    }
}

extension QueueNow {
    /// `{open,leased,nextExpiryAt}`, in slots.
    package var json: JSON {
        ["open": .int(open), "leased": .int(leased), "nextExpiryAt": JSON(nextExpiryAt)]
    }
}

extension EmptyTake {
    /// `{reason,leasedByOthers,notForYou,filteredOut}`
    package var json: JSON {
        [
            "reason": .string(reason),
            "leasedByOthers": .int(leasedByOthers),
            "notForYou": .int(notForYou),
            "filteredOut": .int(filteredOut),
        ]
    }
}

extension QueueStatistics {
    /// `{claims:{total,…},queue:{…},oldestOpenSeconds,expiredLastDay,timeToVerdict:{medianSeconds,p90Seconds}}`
    package var json: JSON {
        [
            "claims": .counts(claims),
            "queue": queue.json,
            "oldestOpenSeconds": JSON(oldestOpenSeconds),
            "expiredLastDay": .int(expiredLastDay),
            "timeToVerdict": [
                "medianSeconds": JSON(medianSecondsToVerdict),
                "p90Seconds": JSON(p90SecondsToVerdict),
            ],
        ]
    }
}

extension ReviewReceipt {
    /// The review's members, then `claimStatus`: the claim's state now that the review is in.
    package var json: JSON { review.json.adding(["claimStatus": JSON(claimStatus)]) }
}

extension Precedent {
    /// `{claimId,articleId,statement,rating,rationale,publishedAt}`
    package var json: JSON {
        [
            "claimId": JSON(claimID),
            "articleId": JSON(articleID),
            "statement": .string(statement),
            "rating": verdict.rating.json,
            "rationale": .string(verdict.rationale),
            "publishedAt": JSON(publishedAt),
        ]
    }
}
