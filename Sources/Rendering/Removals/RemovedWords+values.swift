package import Domain

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
            dates: claim.annotations.dates.map {
                DateMention(range: $0.range, words: off($0.words), resolved: $0.resolved)
            },
            figures: claim.annotations.figures.map { off($0) },
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
        let shown = off(pieces: [anchor.prefix, anchor.exact, anchor.suffix])
        (anchor.prefix, anchor.exact, anchor.suffix) = (shown[0], shown[1], shown[2])
        return anchor
    }

    package func off(_ article: Article) -> Article {
        if isEmpty { return article }
        var article = article
        article.url = address(article.url)
        article.externalID = address(article.externalID)
        article.source = address(article.source)
        article.version = off(article.version)
        return article
    }

    package func off(_ version: ArticleVersion) -> ArticleVersion {
        if isEmpty { return version }
        var version = version
        version.withdrawalReason = off(version.withdrawalReason)
        version.error = off(version.error)
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
        verdict.rationale = off(prose: verdict.rationale)
        verdict.decidedByName = off(verdict.decidedByName)
        verdict.headline = off(verdict.headline)
        verdict.evidence = verdict.evidence.map { off($0) }
        return verdict
    }

    package func off(_ draft: VerdictDraft) -> VerdictDraft {
        if isEmpty { return draft }
        var draft = draft
        draft.rationale = off(prose: draft.rationale)
        draft.evidence = draft.evidence.map { off($0) }
        return draft
    }

    private func off(_ evidence: Evidence) -> Evidence {
        var evidence = evidence
        evidence.item = off(evidence.item)
        return evidence
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
            entry.publicText = off(prose: entry.publicText)
            entry.changes = off(entry.changes)
            return entry
        }
    }

    private func off(_ changes: [LedgerEntry.Change]) -> [LedgerEntry.Change] {
        changes.map { change in
            if change.field == .evidence {
                return .init(.evidence, before: change.before.map(addresses), after: change.after.map(addresses))
            }
            return LedgerEntry.Change.isText(change.field.rawValue)
                ? .init(change.field, before: off(change.before), after: off(change.after)) : change
        }
    }

    package func off(_ replies: [ReplyAttempt]) -> [ReplyAttempt] {
        if isEmpty { return replies }
        return replies.map { attempt in
            var attempt = attempt
            attempt.input.answer = off(attempt.input.answer)
            attempt.askedName = off(attempt.askedName)
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
        listing.rationale = off(prose: listing.rationale)
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
        correction.text = off(prose: correction.text)
        correction.statement = off(correction.statement)
        correction.changes = off(correction.changes)
        return correction
    }

    /// The entry of a feed, dated also by what went off it and came back: readers fetch by that.
    package func off(_ listing: PublicListing, since times: RemovalTimes) -> PublicListing {
        var shown = off(listing)
        shown.changedAt = times.last(after: listing.changedAt) { $0.off(listing) != listing }
        return shown
    }

    package func off(_ correction: PublicCorrection, since times: RemovalTimes) -> PublicCorrection {
        var shown = off(correction)
        shown.changedAt = times.last(after: correction.changedAt) { $0.off(correction) != correction }
        return shown
    }

    /// The desk as its public forms name and describe it.
    package func off(_ desk: DeskProfile) -> DeskProfile {
        if isEmpty { return desk }
        var desk = desk
        desk.name = off(desk.name)
        desk.policy.method = off(prose: desk.policy.method)
        desk.policy.correctionsPolicy = off(prose: desk.policy.correctionsPolicy)
        desk.policy.contact = off(prose: desk.policy.contact)
        return desk
    }

    package func off(_ balance: TriageBalance) -> TriageBalance {
        if isEmpty { return balance }
        var balance = balance
        balance.groups = balance.groups.map { .init(name: off($0.name), counts: $0.counts) }
        return balance
    }

    /// An export as it is told of: files are handed on with what was asked for.
    package func off(_ export: Export) -> Export {
        if isEmpty { return export }
        var export = export
        export.order = off(export.order)
        export.manifest?.order = export.order
        return export
    }

    package func off(_ order: ExportOrder) -> ExportOrder {
        if isEmpty { return order }
        var order = order
        order.filter.claimant = off(order.filter.claimant)
        order.filter.topic = off(order.filter.topic)
        order.filter.publisher = off(order.filter.publisher)
        order.filter.text = off(order.filter.text)
        return order
    }
}
