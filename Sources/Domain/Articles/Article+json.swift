extension Article {
    /// An article with its latest version as clients see it; `claims` counts its claims in every state.
    package var json: JSON {
        [
            "id": JSON(id),
            "externalId": JSON(externalID),
            "source": JSON(source),
            "url": JSON(url),
            "kind": JSON(version.item.kind),
            "title": .string(version.title),
            "description": JSON(version.item.description),
            "saidBy": JSON(version.item.saidBy),
            "saidAt": JSON(version.item.saidAt),
            "saidIn": JSON(version.item.saidIn),
            "byline": JSON(version.byline),
            "publisher": JSON(version.publisher),
            "publishedAt": JSON(version.publishedAt),
            "language": JSON(version.language),
            "mediaType": JSON(version.mediaType),
            "urgency": .int(version.urgency),
            "requiredReviews": .int(version.requiredReviews),
            "topics": JSON(version.topics),
            "embargoUntil": JSON(embargoUntil),
            "version": .int(version.number),
            "versionId": JSON(version.id),
            "status": JSON(version.status),
            "error": JSON(version.error),
            "withdrawalReason": JSON(version.withdrawalReason),
            "createdAt": JSON(createdAt),
            "receivedAt": JSON(version.receivedAt),
            "readyAt": JSON(version.readyAt),
            "detector": JSON(version.detector),
            "claims": .counts(claimCounts),
        ]
    }
}

extension ArticlePassage {
    /// `{start,end,role}`; code points, end exclusive.
    package var json: JSON { ["start": .int(start), "end": .int(end), "role": .string(role)] }
}
