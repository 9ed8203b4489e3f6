// What the public reads of the desk's values, without the words that are off.
extension RemovedWords {
    package func off(_ claim: Claim) -> Claim {
        if isEmpty { return claim }
        var claim = claim
        claim.statement = off(claim.statement)
        claim.context = off(claim.context)
        claim.anchor = claim.anchor.map { off($0) }
        claim.source = claim.source.map { ClaimSource(title: off($0.title), url: address($0.url)) }
        claim.company = ClaimCompany(
            otherAnchors: claim.company.otherAnchors.map { off($0) }, occurrences: claim.company.occurrences,
            conflictsWith: claim.company.conflictsWith)
        claim.claimant = off(claim.claimant)
        claim.annotations = ClaimAnnotations(
            dates: claim.annotations.dates, figures: claim.annotations.figures.map { off($0) },
            names: claim.annotations.names.map { off($0) })
        claim.appearance = Appearance(
            state: claim.appearance.state, since: claim.appearance.since, note: off(claim.appearance.note))
        return claim
    }

    package func off(_ claimant: Claimant) -> Claimant {
        Claimant(
            name: off(claimant.name), kind: claimant.kind, quotation: claimant.quotation,
            isOrganization: claimant.isOrganization)
    }

    private func off(_ anchor: Anchor) -> Anchor {
        var anchor = anchor
        anchor.exact = off(anchor.exact)
        anchor.prefix = off(anchor.prefix)
        anchor.suffix = off(anchor.suffix)
        return anchor
    }

    package func off(_ article: Article) -> Article {
        if isEmpty { return article }
        var article = article
        article.url = address(article.url)
        article.version = off(article.version)
        return article
    }

    package func off(_ version: ArticleVersion) -> ArticleVersion {
        if isEmpty { return version }
        var version = version
        version.title = off(version.title)
        version.byline = off(version.byline)
        version.publisher = off(version.publisher)
        version.item.description = off(version.item.description)
        version.item.saidBy = off(version.item.saidBy)
        version.item.saidIn = off(version.item.saidIn)
        version.topics = version.topics.map { off($0) }
        return version
    }

    package func off(_ verdict: Verdict) -> Verdict {
        if isEmpty { return verdict }
        var verdict = verdict
        verdict.rationale = off(verdict.rationale)
        verdict.headline = off(verdict.headline)
        verdict.evidence = verdict.evidence.map { evidence in
            var evidence = evidence
            evidence.item = off(evidence.item)
            return evidence
        }
        return verdict
    }

    package func off(_ headline: Headline) -> Headline {
        Headline(
            title: off(headline.title), summary: off(headline.summary), claimReviewed: off(headline.claimReviewed))
    }

    private func off(_ item: EvidenceInput) -> EvidenceInput {
        var item = item
        item.url = address(item.url) ?? Self.mark
        item.title = off(item.title)
        item.publisher = off(item.publisher)
        item.quote = off(item.quote)
        item.interest = off(item.interest)
        item.archivedURL = item.url == Self.mark ? nil : address(item.archivedURL)
        return item
    }

    package func off(_ ledger: [LedgerEntry]) -> [LedgerEntry] {
        if isEmpty { return ledger }
        return ledger.map { entry in
            var entry = entry
            entry.publicText = off(entry.publicText)
            entry.changes = off(entry.changes)
            return entry
        }
    }

    private func off(_ changes: [LedgerEntry.Change]) -> [LedgerEntry.Change] {
        changes.map { change in
            if change.field == .evidence {
                return .init(.evidence, before: change.before.map(addresses), after: change.after.map(addresses))
            }
            return .init(change.field, before: off(change.before), after: off(change.after))
        }
    }

    package func off(_ replies: [ReplyAttempt]) -> [ReplyAttempt] {
        if isEmpty { return replies }
        return replies.map { attempt in
            var attempt = attempt
            attempt.input.answer = off(attempt.input.answer)
            return attempt
        }
    }

    package func off(_ listing: PublicListing) -> PublicListing {
        if isEmpty { return listing }
        var listing = listing
        listing.statement = off(listing.statement)
        listing.headline = off(listing.headline)
        listing.exact = off(listing.exact)
        listing.claimant = off(listing.claimant)
        listing.rationale = off(listing.rationale)
        listing.articleTitle = off(listing.articleTitle)
        listing.publisher = off(listing.publisher)
        listing.source = listing.source.map { ClaimSource(title: off($0.title), url: address($0.url)) }
        listing.appearance = Appearance(
            state: listing.appearance.state, since: listing.appearance.since, note: off(listing.appearance.note))
        return listing
    }

    package func off(_ correction: PublicCorrection) -> PublicCorrection {
        if isEmpty { return correction }
        var correction = correction
        correction.text = off(correction.text)
        correction.statement = off(correction.statement)
        correction.changes = off(correction.changes)
        return correction
    }

    /// A value of an export: every text in it, addresses as a whole.
    package func off(_ value: JSON) -> JSON {
        switch value {
        case .string(let text):
            if text.hasPrefix("http://") || text.hasPrefix("https://") { return .string(addresses(text)) }
            return .string(off(text))
        case .array(let items): return .array(items.map { off($0) })
        case .object(let members): return .object(members.map { JSON.Member($0.name, off($0.value)) })
        case .null, .bool, .int, .double: return value
        }
    }

    /// Addresses with blanks between them.
    package func addresses(_ text: String) -> String {
        text.split(separator: " ").map { address(String($0)) ?? Self.mark }.joined(separator: " ")
    }
}
