package import Foundation

/// What a reviewer asks of the queue.
package struct TakeRequest: Sendable, Hashable {
    /// 1–20.
    package var limit: Int
    /// How long an empty take is held open, 0–30 seconds.
    package var waitSeconds: Int
    package var kinds: [Claim.Kind]?
    /// BCP 47, compared by the primary language.
    package var languages: [String]?
    package var articleID: Article.ID?
    /// This claim and no other.
    package var claimID: Claim.ID?
    /// Part of the claimant's name.
    package var claimant: String?
    /// Only what an editor gave to the reviewer.
    package var isAssigned: Bool
    /// Whether the queue is counted too where something is taken; where nothing is, it is in any case.
    package var countsQueue: Bool

    package init(
        limit: Int = 1, waitSeconds: Int = 0, kinds: [Claim.Kind]? = nil, languages: [String]? = nil,
        articleID: Article.ID? = nil, claimID: Claim.ID? = nil, claimant: String? = nil, isAssigned: Bool = false,
        countsQueue: Bool = false
    ) {
        self.claimID = claimID
        self.isAssigned = isAssigned
        self.countsQueue = countsQueue
        self.limit = limit
        self.waitSeconds = waitSeconds
        self.kinds = kinds
        self.languages = languages
        self.articleID = articleID
        self.claimant = claimant
    }

    /// - Throws: `InputError` with the first field that cannot be accepted.
    package func validate() throws(InputError) {
        try Input.number(limit, "limit", in: 1...20)
        try Input.number(waitSeconds, "waitSeconds", in: 0...30)
        if let kinds, kinds.isEmpty { throw InputError("kinds", "must not be empty; leave it out for all kinds") }
        if let claimant { try Input.text(claimant, "claimant", limit: 500) }
        if let languages {
            if languages.isEmpty { throw InputError("languages", "must not be empty; leave it out for all languages") }
            if languages.count > 50 { throw InputError("languages", "must have at most 50 items") }
            for (index, language) in languages.enumerated() {
                try Input.text(language, "languages[\(index)]", limit: 35)
            }
        }
    }
}

/// What a take brought.
package struct Take: Sendable, Hashable {
    package let leases: [TakenClaim]
    /// The scale versions that the claims are to be rated on, each once.
    package let scales: [RatingScale]
    /// Nil when there are leases and nobody asked for it: counting a long queue takes longer than taking of it.
    package let queue: QueueNow?
    /// The reason of an empty take; nil when there are leases.
    package let emptyBecause: EmptyTake?

    package init(leases: [TakenClaim], scales: [RatingScale], queue: QueueNow?, emptyBecause: EmptyTake?) {
        self.leases = leases
        self.scales = scales
        self.queue = queue
        self.emptyBecause = emptyBecause
    }
}

/// Why a take is empty, counted in slots.
package struct EmptyTake: Sendable, Hashable {
    /// For a person: "Nothing is waiting for review." and the like.
    package let reason: String
    /// Held by others just now.
    package let leasedByOthers: Int
    /// Waiting, of claims that this reviewer has reviewed, holds or skipped, or of their own articles.
    package let notForYou: Int
    /// Waiting, and left out by the request's own filters.
    package let filteredOut: Int

    package init(reason: String, leasedByOthers: Int, notForYou: Int, filteredOut: Int) {
        self.reason = reason
        self.leasedByOthers = leasedByOthers
        self.notForYou = notForYou
        self.filteredOut = filteredOut
    }
}

/// The queue at this moment, in slots.
package struct QueueNow: Sendable, Hashable {
    package let open: Int
    package let leased: Int
    /// When the next live lease ends by itself; nil when none is held.
    package let nextExpiryAt: Date?

    package init(open: Int, leased: Int, nextExpiryAt: Date?) {
        self.open = open
        self.leased = leased
        self.nextExpiryAt = nextExpiryAt
    }
}

/// A claim in the hands of a reviewer, with what is needed to work on it.
package struct TakenClaim: Sendable, Hashable {
    package let lease: Lease
    package let claim: Claim
    /// The scale version that the claim is to be rated on.
    package let scale: RatingScale.Reference
    package let article: ArticleSummary
    /// Up to 600 characters of the article on either side of the claim's words.
    package let before: String
    package let after: String
    /// What this reviewer wrote on the claim earlier; nil when nothing.
    package let draft: Draft?
    /// Published verdicts of the desk on the same words, the newest first.
    package let precedents: [Precedent]
    /// Until when it is kept for the reviewer, if an editor gave it to them and said so.
    package let dueAt: Date?

    package init(
        lease: Lease, claim: Claim, scale: RatingScale.Reference, article: ArticleSummary, before: String,
        after: String, draft: Draft?, precedents: [Precedent], dueAt: Date?
    ) {
        self.dueAt = dueAt
        self.lease = lease
        self.claim = claim
        self.scale = scale
        self.article = article
        self.before = before
        self.after = after
        self.draft = draft
        self.precedents = precedents
    }
}

/// An earlier verdict on a claim that says the same in the same words.
package struct Precedent: Sendable, Hashable {
    package let claimID: Claim.ID
    package let articleID: Article.ID
    package let statement: String
    package let verdict: Verdict
    package let publishedAt: Date?

    package init(claim: Claim, verdict: Verdict) {
        claimID = claim.id
        articleID = claim.articleID
        statement = claim.statement
        self.verdict = verdict
        publishedAt = claim.publishedAt
    }
}

/// What a reviewer needs to know of an article.
package struct ArticleSummary: Sendable, Hashable {
    package let id: Article.ID
    package let title: String
    package let url: String?
    package let publishedAt: Date?
    package let publisher: String?
    package let item: Item

    package init(_ article: Article) {
        id = article.id
        title = article.version.title
        url = article.url
        publishedAt = article.version.publishedAt
        publisher = article.version.publisher
        item = article.version.item
    }
}

/// How the desk's queue is doing.
package struct QueueStatistics: Sendable, Hashable {
    package let claims: [Claim.Status: Int]
    package let queue: QueueNow
    /// How long the longest-waiting open slot has waited, seconds; nil when none waits.
    package let oldestOpenSeconds: Double?
    /// Leases that ended by themselves in the last 24 hours.
    package let expiredLastDay: Int
    /// From queued to verdict over the last 30 days, seconds; nil without verdicts.
    package let medianSecondsToVerdict: Double?
    package let p90SecondsToVerdict: Double?

    package init(
        claims: [Claim.Status: Int], queue: QueueNow, oldestOpenSeconds: Double?, expiredLastDay: Int,
        medianSecondsToVerdict: Double?, p90SecondsToVerdict: Double?
    ) {
        self.claims = claims
        self.queue = queue
        self.oldestOpenSeconds = oldestOpenSeconds
        self.expiredLastDay = expiredLastDay
        self.medianSecondsToVerdict = medianSecondsToVerdict
        self.p90SecondsToVerdict = p90SecondsToVerdict
    }
}

/// What a reviewer learns when a review was stored.
package struct ReviewReceipt: Sendable, Hashable {
    package let review: Review
    /// The claim's state now that the review is in.
    package let claimStatus: Claim.Status

    package init(review: Review, claimStatus: Claim.Status) {
        self.review = review
        self.claimStatus = claimStatus
    }
}

/// A verdict made public.
package struct Publication: Sendable, Hashable {
    /// The ledger's entry.
    package let id: LedgerEntry.ID
    package let claimID: Claim.ID
    package let verdict: Verdict
    package let publishedAt: Date

    package init(id: LedgerEntry.ID, claimID: Claim.ID, verdict: Verdict, publishedAt: Date) {
        self.id = id
        self.claimID = claimID
        self.verdict = verdict
        self.publishedAt = publishedAt
    }
}

extension EmptyTake {
    /// The counts in words.
    package static func reason(leasedByOthers: Int, notForYou: Int, filteredOut: Int) -> String {
        func claims(_ count: Int) -> String { count == 1 ? "1 review" : "\(count) reviews" }
        var parts: [String] = []
        if leasedByOthers > 0 { parts.append("\(claims(leasedByOthers)) held by others") }
        if notForYou > 0 {
            parts.append(
                "\(claims(notForYou)) waiting of claims that you reviewed, hold or skipped, of your own articles, or kept for "
                    + "somebody else")
        }
        if filteredOut > 0 { parts.append("\(claims(filteredOut)) waiting that your filters leave out") }
        return parts.isEmpty
            ? "Nothing is waiting for review." : "Nothing for you: " + parts.joined(separator: "; ") + "."
    }
}
