extension SubmissionReceipt {
    /// `{id,versionId,version,status,created}`; id is the article's.
    package var json: JSON {
        [
            "id": JSON(articleID),
            "versionId": JSON(versionID),
            "version": .int(version),
            "status": JSON(status),
            "created": .bool(created),
        ]
    }
}

extension Withdrawal {
    /// The article's members, then `publishedClaims`: how many of its claims are public and stay so.
    package var json: JSON { article.json.adding(["publishedClaims": .int(publishedClaims)]) }
}

extension ArticleText {
    /// The article's members, then `text` and `passages:[{start,end,role}]`.
    package var json: JSON {
        article.json.adding(["text": .string(text), "passages": JSON(passages.map(\.json))])
    }
}
