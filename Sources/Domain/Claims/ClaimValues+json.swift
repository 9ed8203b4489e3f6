extension ClaimDetail {
    /// The claim with its reviews and its verdict, or the draft of one.
    package var json: JSON { claim.json(reviews: reviews, verdict: verdict, draftVerdict: draftVerdict) }
}

extension Publication {
    /// `{id,claimId,publishedAt,verdict}`
    package var json: JSON {
        [
            "id": JSON(id),
            "claimId": JSON(claimID),
            "publishedAt": JSON(publishedAt),
            "verdict": verdict.json(of: .published),
        ]
    }
}
