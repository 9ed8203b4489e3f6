import Domain
import Foundation

extension PublicVerdictPage {
    /// - Parameter namesWhoDecided: the desk's policy.
    init(_ page: PublicVerdict, at site: PublicSite, namesWhoDecided: Bool) {
        let claim = page.claim
        let version = page.article.version
        let current = page.current
        language = version.language
        // What is not the desk's finding any more does not stand at the head of its page.
        let headline = page.standing == .published ? current?.headline ?? .none : .none
        title = headline.title ?? claim.statement
        summary = headline.summary.map(ReportWords.paragraphs) ?? []
        statement = headline.title == nil ? nil : claim.statement
        isRetracted = page.standing == .retracted
        removal = page.hasRemovals ? ReportWords.removal : nil
        stop = Self.stop(page)
        alert = page.standing == .published ? Self.alert(page) : nil
        ruling = current.map { [isRetracted] in
            Ruling($0, scale: page.scales[$0.scale] ?? [], isRetracted: isRetracted)
        }
        words = claim.anchor == nil ? nil : claim.words(of: version.mediaType)
        source = ReportPage.Origin(claim.source)
        saying = ReportWords.saying(claim.claimant, in: version.item.kind)
        noun = version.item.kind.noun
        articleLink = ReportWords.link(page.article.url)
        articleTitle = version.title
        articlePage = "\(site.links.article(page.article.id))#claim-\(claim.id)"
        facts = Self.facts(page)
        func process(_ verdict: Verdict) -> String {
            PublicWords.process(
                verdict, VerdictProcess(of: verdict, in: page.ledger), namesWhoDecided: namesWhoDecided)
        }
        // What is not at the head of the page any more stands with its reasons.
        verdict = current.map {
            Reasons(
                $0, headline: page.standing == .published ? .none : $0.headline, process: process($0),
                reply: page.reply)
        }
        // What a pause or retraction says stands at the top already.
        let stopped = stop == nil ? nil : page.notes.first { $0.kind == page.standing.stoppedBy }
        let since = page.ledger.last { $0.kind == .publication }?.enteredAt ?? .distantPast
        notes = page.notes.filter { $0 != stopped }.map { Note($0, isOfEarlier: $0.at < since) }
        earlier = page.versions.dropFirst().map {
            Earlier(
                $0, number: page.ledger.publicVersion(of: $0.version), isRetracted: page.isRetracted($0),
                process: process($0))
        }
        requestLink = isRetracted ? nil : site.links.correction(claim.id)
        linkedData = page.claimReview(at: site)?.json.scriptText
        self.site = PageSite(
            site, title: Self.title(page), summary: Self.summary(page), canonical: site.address.claim(claim.id))
    }

    private static func title(_ page: PublicVerdict) -> String {
        switch page.standing {
        case .published:
            page.current?.headline.title ?? "\(page.current?.rating.label ?? "Fact check"): \(page.claim.statement)"
        case .underReview: "Under review: \(page.claim.statement)"
        case .retracted: "Retracted: \(page.claim.statement)"
        }
    }

    private static func summary(_ page: PublicVerdict) -> String {
        switch page.standing {
        case .published:
            PublicWords.opening(
                page.current.map { $0.headline.summary ?? $0.rationale } ?? page.claim.statement)
        case .underReview: "The verdict on this claim is under review."
        case .retracted: "The verdict on this claim was retracted."
        }
    }

    private static func stop(_ page: PublicVerdict) -> Stop? {
        let note = page.notes.first { $0.kind == page.standing.stoppedBy }
        let since = note.map { " since \(ReportWords.day($0.at))" } ?? ""
        let text = Prose(note?.text ?? "").html
        switch page.standing {
        case .published: return nil
        case .underReview:
            return Stop(
                title: "This verdict \(since.isEmpty ? "is" : "has been") under review\(since)", text: text,
                remark: "It is not shown until the desk stands behind a verdict again. This page keeps its address."
            )
        case .retracted:
            return Stop(
                title: note.map { "Retracted on \(ReportWords.day($0.at))" } ?? "Retracted", text: text,
                remark: "The desk no longer stands behind this verdict. What was published is below."
                    + (!page.claim.isCheckedAnew ? "" : " The claim is being checked again."))
        }
    }

    /// Readers who only look at the top learn that something was changed.
    private static func alert(_ page: PublicVerdict) -> String? {
        let published = page.ledger.last { $0.kind == .publication }?.enteredAt ?? .distantPast
        guard let note = page.notes.first(where: { PublicCorrection.kinds.contains($0.kind) }) else { return nil }
        if note.at < published {
            let retracted = page.notes.first { $0.kind == .retraction }.map { " on \(ReportWords.day($0.at))" } ?? ""
            return "An earlier verdict on this claim was retracted\(retracted); the claim was checked again."
        }
        let change = PublicWords.change(note.change).map { " \($0)" } ?? ""
        return "\(PublicWords.note(note.kind, at: note.at)).\(change)"
    }

    private static func facts(_ page: PublicVerdict) -> [ReportPage.Fact] {
        let version = page.article.version
        var facts: [ReportPage.Fact] = []
        func add(_ name: String, _ value: String) {
            facts.append(ReportPage.Fact(name: name, value: value, time: nil, address: nil))
        }
        func add(_ name: String, day: Date) {
            facts.append(
                ReportPage.Fact(
                    name: name, value: ReportWords.day(day), time: Timestamp.text(day), address: nil))
        }
        let noun = version.item.kind.noun.uppercasingFirst
        // Whose words the item is says nothing about a claim that stands nowhere in it.
        let item =
            page.claim.anchor == nil
            ? Item(kind: version.item.kind, description: version.item.description) : version.item
        for fact in ReportWords.facts(item) {
            facts.append(
                ReportPage.Fact(name: fact.name, value: fact.value, time: fact.time.map(Timestamp.text), address: nil))
        }
        if let publisher = version.publisher { add("Published by", publisher) }
        if let published = version.publishedAt { add("\(noun) of", day: published) }
        if let words = ReportWords.appearanceSentences(page.claim, in: version) { add("The words", words) }
        if page.isWithdrawn { add(noun, "Withdrawn by the newsroom since") }
        if let published = page.claim.publishedAt { add("Verdict of", day: published) }
        if page.standing == .published, let first = page.claim.publishedAt,
            ReportWords.day(first) != ReportWords.day(page.changedAt)
        {
            add("Last changed", day: page.changedAt)
        }
        return facts
    }
}

extension PublicStanding {
    /// The kind of entry that brought a verdict here.
    fileprivate var stoppedBy: LedgerEntry.Kind? {
        switch self {
        case .published: nil
        case .underReview: .pause
        case .retracted: .retraction
        }
    }
}

extension PublicVerdict {
    /// The claim review for those who read pages by machine; only of a verdict that stands.
    func claimReview(at site: PublicSite) -> ClaimReview? {
        guard standing == .published, let current else { return nil }
        return ClaimReview(
            of: claim, verdict: current, scale: scales[current.scale] ?? [], ledger: ledger, in: article,
            deskName: site.name, at: site.address)
    }
}

extension PublicVerdictPage.Ruling {
    init(_ verdict: Verdict, scale: [Rating], isRetracted: Bool) {
        name = isRetracted ? "Retracted rating" : "Rating"
        badge = ReportPage.Badge(verdict.rating)
        scaleName = "The scale, from truest to falsest, and the outcomes off it"
        steps = (scale.isEmpty ? [verdict.rating] : scale).map {
            ScaleStep($0, isCurrent: $0.key == verdict.rating.key)
        }
        definition = verdict.rating.definition
        remark =
            verdict.rating.offScale
            ? "This outcome is off the scale: it does not say whether the claim is true."
            : "From truest to falsest; dashed outcomes are off the scale."
    }
}

extension PublicVerdictPage.Reasons {
    init(_ verdict: Verdict, headline: Headline, process: String, reply: ReplyAttempt?) {
        self.headline = headline.title
        outline = headline.summary.map(ReportWords.paragraphs) ?? []
        rationale = Prose(verdict.rationale).html
        sources = verdict.evidence.map { ReportPage.Source($0.item) }
        self.process = process
        asked = reply.map(ReportWords.asked)
        answer = reply?.input.answer.map(ReportWords.paragraphs) ?? []
    }
}

extension PublicVerdictPage.Earlier {
    /// - Parameter number: of the version, as the public counts them.
    init(_ verdict: Verdict, number: Int, isRetracted: Bool, process: String) {
        title =
            "Version \(number), decided on \(ReportWords.day(verdict.decidedAt)): \(verdict.rating.label)\(isRetracted ? ", retracted" : "")"
        badge = ReportPage.Badge(verdict.rating)
        headline = verdict.headline.title
        outline = verdict.headline.summary.map(ReportWords.paragraphs) ?? []
        rationale = Prose(verdict.rationale).html
        sources = verdict.evidence.map { ReportPage.Source($0.item) }
        self.process = process
    }
}

extension PublicVerdictPage.Note {
    /// - Parameter isOfEarlier: it was said of a verdict that was retracted before this one was published.
    init(_ note: PublicVerdict.Note, isOfEarlier: Bool) {
        title =
            PublicWords.note(note.kind, at: note.at, isAnswer: note.isAnswer)
            + (isOfEarlier ? ", about an earlier verdict" : "")
        change = PublicWords.change(note.change)
        changes = ReportWords.changes(note.changes, besides: note.change)
        text = Prose(note.text).html
    }
}
