import Domain

extension ClaimReviewLinter {
    /// The claim that is reviewed: who makes it, when and where.
    mutating func checkItem(of review: LintNode) {
        let items = review.all("itemReviewed")
        guard let item = items.first else {
            add(
                .recommendedMissing, review.path("itemReviewed"), "is missing: a Claim with who made it, when and where"
            )
            return
        }
        if items.count > 1 {
            add(.severalValues, review.path("itemReviewed"), "must be one claim: write a claim review for each")
        }
        guard isObject(item, "an object with @type Claim"), !item.pointsElsewhere else { return }
        checkNames(item, ["author", "datePublished", "appearance", "firstAppearance"])
        let types = item.types
        if types.isEmpty {
            add(.subtypeMissing, item.path("@type"), "is missing: write Claim")
        } else if !types.contains("Claim") {
            add(.itemNotClaim, item.path("@type"), "should be Claim; the work in which it is made is its appearance")
        }
        checkTexts("text", of: item)
        checkTexts("name", of: item)
        checkClaimants(of: item, review: review)
        if item.all("datePublished").isEmpty {
            add(.recommendedMissing, item.path("datePublished"), "is missing: when the claim was made")
        }
        checkAppearances(of: item)
    }

    private mutating func checkClaimants(of item: LintNode, review: LintNode) {
        let claimants = item.all("author")
        if claimants.isEmpty {
            add(.recommendedMissing, item.path("author"), "is missing: who made the claim, unless nobody knows")
        }
        let authors = review.all("author").flatMap { $0.all("name") }.compactMap(\.text)
        for claimant in claimants where checkParty(claimant) {
            guard let name = claimant.first("name") else {
                add(.claimantUnnamed, claimant.path, "must have a name; leave the author out where nobody knows it")
                continue
            }
            if let text = name.text, authors.contains(text) {
                add(
                    .selfReview, name.path,
                    "is also the name of who checked: a claim review is of somebody else's claim")
            }
        }
    }

    private mutating func checkAppearances(of item: LintNode) {
        let appearances = item.all("firstAppearance") + item.all("appearance")
        if appearances.isEmpty {
            add(
                .recommendedMissing, item.path("appearance"),
                "is missing: where the claim was made, as an address or a CreativeWork; or firstAppearance")
        }
        for appearance in appearances {
            if appearance.text != nil {
                checkURL(appearance)
            } else if isObject(appearance, "an address or an object with @type CreativeWork") {
                for url in appearance.all("url") { checkURL(url) }
            }
        }
    }
}
