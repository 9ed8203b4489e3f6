extension HeldClaim {
    /// `{lease:{…as in a take…,secondsLeft,ending,endingReason},scale:{…in full…}}`
    package var json: JSON {
        [
            "lease": taken.json.adding([
                "secondsLeft": .int(taken.lease.secondsLeft), "ending": JSON(taken.lease.ending),
                "endingReason": JSON(taken.lease.endingReason),
            ]),
            "scale": scale.json,
        ]
    }
}

extension SavedDraft {
    /// The draft's members, then `{leaseExpiresAt,secondsLeft}`.
    package var json: JSON {
        draft.json.adding(["leaseExpiresAt": JSON(lease.expiresAt), "secondsLeft": .int(lease.secondsLeft)])
    }
}

extension OwnReview {
    /// `{review:{…counts,withdrawnAt,withdrawalReason},statement,claimStatus,verdict:{rating,scale,decidedAt,same}|null}`
    package var json: JSON {
        [
            "review": past.json,
            "statement": .string(statement),
            "claimStatus": JSON(claimStatus),
            "verdict": verdict.map { verdict in
                [
                    "rating": verdict.rating.json, "scale": verdict.scale.json, "decidedAt": JSON(verdict.decidedAt),
                    "same": JSON(isSameAsVerdict),
                ]
            } ?? .null,
        ]
    }
}

extension WorkCounts {
    /// `{reviewing:{held,assigned,returned,drafts}|null,editing:{detected,disputed,agreed,decided,correctionRequests}|null}`
    package var json: JSON { ["reviewing": reviewing?.json ?? .null, "editing": editing?.json ?? .null] }
}

extension WorkCounts.Reviewing {
    fileprivate var json: JSON {
        [
            "held": .int(held), "assigned": .int(assigned), "returned": .int(returned), "drafts": .int(drafts),
        ]
    }
}

extension WorkCounts.Editing {
    fileprivate var json: JSON {
        [
            "detected": .int(detected), "disputed": .int(disputed), "agreed": .int(agreed), "decided": .int(decided),
            "correctionRequests": .int(correctionRequests),
        ]
    }
}
