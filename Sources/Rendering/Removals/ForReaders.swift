package import Domain

// What people read on pages and in reports: that words were removed is said there where they would have stood.

extension Claim {
    /// Without what is for programs alone: what stands around its words, what was noted about them.
    package var forReaders: Claim {
        var claim = self
        claim.anchor?.prefix = ""
        claim.anchor?.suffix = ""
        claim.context = nil
        claim.annotations = .none
        claim.company = .alone
        return claim
    }
}

extension Article {
    /// Without what the newsroom's systems know it by, and what is between newsroom and desk.
    package var forReaders: Article {
        var article = self
        (article.externalID, article.source) = (nil, nil)
        (article.version.withdrawalReason, article.version.error) = (nil, nil)
        article.version.topics = []
        return article
    }
}
