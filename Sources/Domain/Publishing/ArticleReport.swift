package import Foundation

/// One article's report: what was claimed, what was checked, what the desk found.
package struct ArticleReport: Sendable, Hashable {
    /// A claim as the report shows it.
    package struct Entry: Sendable, Hashable {
        package let claim: Claim
        /// Of the claim in the report, from 1. Numbers of claims begin anew with each version of an article, these do not.
        package fileprivate(set) var number = 0
        /// Only a verdict that is public; nil for everything else.
        package let verdict: Verdict?
        /// Decided or drafted, and not public; only in reports for those who may see it.
        package let unpublished: ReportedVerdict?
        /// The claim's ledger from its beginning; empty for a claim that was never public.
        package let ledger: [LedgerEntry]
        /// The claimant's answer, else the last attempt to get one; nil when nobody tried.
        package let reply: ReplyAttempt?

        /// The public verdict as the report shows it.
        package var publicVerdict: ReportedVerdict? { verdict.map { ReportedVerdict($0, publishedIn: ledger) } }

        /// The verdict that the report shows, public or marked as not.
        package var shownVerdict: ReportedVerdict? {
            publicVerdict ?? unpublished
        }

        /// It was split into parts that stand in the report.
        package fileprivate(set) var isSplit = false

        /// What the public was told about the verdict since it was published, the first word first; of a paused one only why
        /// it is, since the rest tells what it said.
        package var notes: [LedgerEntry] {
            claim.isPaused ? stoppedBy.map { [$0] } ?? [] : ledger.told
        }

        /// The entry that took the verdict from the public; nil while nothing did.
        package var stoppedBy: LedgerEntry? {
            switch standing {
            case .paused: ledger.last { $0.kind == .pause }
            case .retracted: ledger.last { $0.kind == .retraction }
            case .published, .decided, .draft, .unchecked, .dismissed, .withdrawn, .merged: nil
            }
        }

        /// - Parameters:
        ///   - ledger: the claim's, from its beginning.
        ///   - replies: the attempts to reach the claimant, the first one first.
        package init(
            claim: Claim, verdict: Verdict?, unpublished: ReportedVerdict? = nil, ledger: [LedgerEntry] = [],
            replies: [ReplyAttempt] = []
        ) {
            self.claim = claim
            self.verdict = verdict
            self.unpublished = unpublished
            self.ledger = ledger
            reply = ReplyAttempt.shown(of: replies.made(to: claim))
        }
    }

    package let deskName: String
    package let article: Article
    package var text: String
    /// In which the report says days.
    package var calendar = DeskCalendar.standard
    /// How much of the text the report shows.
    package var shownText = ShownText.whole
    package var passages: [ArticlePassage]
    /// Reading order, what stands in the article's version first.
    package var entries: [Entry]
    package let generatedAt: Date
    /// Something that stood here is off the desk's public forms.
    package var hasRemovals = false
    /// Where the desk's chain of sealed audit events ended then; nil where it was not asked for.
    package var auditHead: AuditHead?
    /// How the claims were chosen; nil where it was not asked for.
    package var selection: ReportSelection?
    /// Claims are looked for in texts of the article's language.
    package var languageIsRead = true
    /// Names the desk in public addresses; empty where it was not asked for.
    package var deskSlug = ""
    /// The ratings of each scale version that a verdict stands on, truest first; empty where they were not asked for.
    package var scales: [RatingScale.Reference: [Rating]] = [:]

    /// Those in which claims stand that do not stand in the report's own.
    package var versions: [ArticleVersion.ID: ArticleVersion] = [:]

    package init(
        deskName: String, article: Article, text: String, passages: [ArticlePassage], entries: [Entry],
        generatedAt: Date
    ) {
        self.deskName = deskName
        self.article = article
        self.text = text
        self.passages = passages
        let isOld = { (entry: Entry) in entry.claim.versionID != article.version.id }
        self.entries = entries.filter { !isOld($0) } + entries.filter(isOld)
        let split = Set(entries.compactMap(\.claim.splitFrom))
        for place in self.entries.indices {
            self.entries[place].number = place + 1
            self.entries[place].isSplit = split.contains(self.entries[place].claim.id)
        }
        self.generatedAt = generatedAt
    }

    package var kind: ItemKind { article.version.item.kind }

    /// The article as it was when a claim was checked.
    package func article(of claim: Claim) -> Article {
        var article = article
        article.version = versions[claim.versionID] ?? article.version
        return article
    }

    /// How many published verdicts carry each rating, truest first, off-scale last. What stands nowhere in the article is
    /// nothing that it said.
    package var countsByRating: [(rating: Rating, count: Int)] {
        var counts: [Rating: Int] = [:]
        for entry in entries where entry.claim.anchor != nil {
            if let rating = entry.verdict?.rating { counts[rating, default: 0] += 1 }
        }
        return counts.sorted { left, right in
            (left.key.offScale ? 1 : 0, -(left.key.value ?? 0), left.key.label)
                < (right.key.offScale ? 1 : 0, -(right.key.value ?? 0), right.key.label)
        }.map { (rating: $0.key, count: $0.value) }
    }

    package var publishedCount: Int { entries.count { $0.verdict != nil } }
    /// True for a report that shows what is not public.
    package var isForDesk: Bool { entries.contains { $0.unpublished != nil } }
}
