import Domain

extension ClaimReviewLinter {
    /// What a claim review has of its own, in the order in which people read it.
    mutating func checkReview(_ review: LintNode) {
        checkNames(review, Self.reviewNames)
        checkTwins(review)
        let statement = requiredText("claimReviewed", of: review, "the claim in one short sentence")
        let label = checkRating(of: review)
        if let statement { checkStatement(statement, label: label) }
        if let url = requiredText("url", of: review, "the address of the page with the whole check") {
            checkURL(url)
            checkPage(of: url)
        }
        checkAuthors(of: review)
        checkItem(of: review)
        let published = checkDate("datePublished", of: review, recommended: "when the check was published")
        let modified = checkDate("dateModified", of: review)
        if let published, let modified, modified.end < published.start {
            add(.dateOrder, review.path("dateModified"), "is before datePublished: one of the two must be wrong")
        }
        if let claimed = checkDate("datePublished", of: review.first("itemReviewed")), let published,
            claimed.start > published.end
        {
            add(
                .dateOrder, review.path("itemReviewed") + ".datePublished",
                "is after the check's datePublished: a claim is made before it is checked")
        }
        for name in ["reviewBody", "description", "name", "headline"] {
            for node in review.all(name) { checkCharacters(node) }
        }
        for language in review.all("inLanguage") where !Self.isLanguage(language) {
            add(.languageInvalid, language.path, "should be a BCP 47 tag such as en or pt-BR")
        }
    }

    private mutating func checkStatement(_ statement: LintNode, label: String?) {
        let text = statement.text ?? ""
        let length = text.count
        if length > 75 {
            add(
                .claimLong, statement.path,
                "has \(length) characters; phones show about 75: shorten it, without changing what it says")
        }
        if let label, ClaimReviewText.contains(label, in: text) {
            add(
                .ratingInClaim, statement.path,
                "seems to hold the rating \(Self.quoted(label)): say only what was claimed; the rating has its own place"
            )
        }
        if ClaimReviewText.hasMarkup(text) {
            add(.markupInText, statement.path, "seems to hold HTML: readers would see the tags; write plain text")
        }
    }

    private mutating func checkAuthors(of review: LintNode) {
        let authors = review.all("author")
        if authors.isEmpty {
            add(.recommendedMissing, review.path("author"), "is missing: name the organization that checked the claim")
        }
        for author in authors where checkParty(author) {
            if author.first("name") == nil, author.first("url") == nil {
                add(.authorUnnamed, author.path, "must have a name or a url")
            }
        }
    }

    /// What is true of whoever says something: type, name, address.
    ///
    /// - Returns: false when it cannot be looked into.
    mutating func checkParty(_ party: LintNode) -> Bool {
        guard isObject(party, "an object with @type Organization or Person") else { return false }
        if party.pointsElsewhere { return false }
        let types = party.types
        if types.isEmpty {
            add(.subtypeMissing, party.path("@type"), "is missing: write Organization or Person")
        } else if !types.contains(where: Self.isPartyType) {
            add(.typeWrong, party.path("@type"), "must be Organization or Person, or a kind of them")
        }
        checkTexts("name", of: party)
        for name in ["url", "sameAs"] { for url in party.all(name) { checkURL(url) } }
        return true
    }

    private static func isPartyType(_ type: String) -> Bool {
        partyTypes.contains(type) || ["Organization", "Business", "Project"].contains { type.hasSuffix($0) }
    }

    /// Those kinds of organizations and persons whose names do not tell.
    private static let partyTypes: Set<String> = [
        "Person", "Patient", "NGO", "Corporation", "Airline", "Consortium", "Cooperative", "LibrarySystem",
        "PoliticalParty", "OnlineStore", "CollegeOrUniversity", "School", "Library", "Hospital", "PerformingGroup",
        "MusicGroup", "SportsTeam",
    ]

    /// `en`, `pt-BR`, or a Language object with its name.
    private static func isLanguage(_ node: LintNode) -> Bool {
        guard let text = node.text else { return node.isObject }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return (2...8).contains(parts.first?.utf8.count ?? 0)
            && (parts.first ?? "").allSatisfy { $0.isASCII && $0.isLetter }
            && parts.allSatisfy { part in
                (1...8).contains(part.utf8.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            }
    }

    private static let reviewNames = [
        "claimReviewed", "reviewRating", "url", "author", "itemReviewed", "datePublished", "dateModified",
        "headline", "abstract",
    ]
}
