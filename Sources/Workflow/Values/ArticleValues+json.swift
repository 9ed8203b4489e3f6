package import Domain

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

extension ArticleText {
    /// The article's members, then `text` and `passages:[{start,end,role}]`.
    package var json: JSON {
        article.json.adding(["text": .string(text), "passages": JSON(passages.map(\.json))])
    }
}
