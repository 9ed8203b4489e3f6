extension Review {
    /// A review as clients see it: who gave it, the rating in full, the rationale, the evidence.
    package var json: JSON {
        [
            "id": JSON(id),
            "claimId": JSON(claimID),
            "reviewer": ["id": JSON(reviewerID), "name": .string(reviewerName)],
            "scale": scale.json,
            "rating": rating.json,
            "rationale": .string(rationale),
            "evidence": JSON(evidence.map(\.json)),
            "submittedAt": JSON(submittedAt),
            "version": .int(version),
            "reason": JSON(reason),
            "sawOthers": .bool(sawOthers),
        ]
    }
}

extension Evidence {
    /// `{id,reviewId,url,title,publisher,quote,stance,kind,interest,retrievedAt,archivedUrl,archiveSha256}`
    package var json: JSON {
        var item = item
        item.retrievedAt = retrievedAt
        return .object(
            [JSON.Member("id", JSON(id)), JSON.Member("reviewId", JSON(reviewID))] + Draft(item).json.members)
    }
}

extension Lease {
    /// `{id,token,claimId,takenAt,expiresAt,secondsLeft,ending}`; the token is text, because clients have no use for its number
    /// and JavaScript would round it above 2⁵³.
    package var json: JSON {
        [
            "id": JSON(id),
            "token": .string(String(token)),
            "claimId": JSON(claimID),
            "takenAt": JSON(takenAt),
            "expiresAt": JSON(expiresAt),
            "secondsLeft": .int(secondsLeft),
            "ending": JSON(ending),
        ]
    }
}

extension Draft {
    /// `{rating,rationale,evidence:[…],origin,savedAt}`; origin is `saved` or `lease-lost`.
    package var json: JSON {
        [
            "rating": JSON(content.rating),
            "rationale": JSON(content.rationale),
            "evidence": JSON(content.evidence.map(\.json)),
            "origin": JSON(origin),
            "savedAt": JSON(savedAt),
        ]
    }
}

extension PastReview {
    /// A review with `{counts,withdrawnAt,withdrawalReason}` at its end.
    package var json: JSON {
        review.json.leavingOut(["evidence"]).adding([
            "counts": .bool(counts), "withdrawnAt": JSON(withdrawnAt), "withdrawalReason": JSON(withdrawalReason),
        ])
    }
}

extension ReviewReturn {
    /// `{id,reviewId,claimId,comment,returnedAt}`
    package var json: JSON {
        [
            "id": JSON(id), "reviewId": JSON(reviewID), "claimId": JSON(claimID), "comment": .string(comment),
            "returnedAt": JSON(returnedAt),
        ]
    }
}

extension KeptDraft {
    /// `{claimId,statement,claimStatus,draft}`
    package var json: JSON {
        [
            "claimId": JSON(claimID), "statement": .string(statement), "claimStatus": JSON(claimStatus),
            "draft": draft.json,
        ]
    }
}
