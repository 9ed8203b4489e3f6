import Domain

import struct Extraction.MarkdownMarks

extension ReportPage {
    /// - Parameter site: where the report is its article's public page; nil for one that is handed on.
    init(_ report: ArticleReport, at site: PublicSite? = nil) {
        let version = report.article.version
        // Where the public does not get the whole text it gets no more of it by the claims that nobody has decided about.
        var shown = report
        if site != nil, report.shownText != .whole { shown.entries.removeAll { $0.claim.publicStanding == nil } }
        // Claims of earlier versions have no place in this version's text.
        let placed = shown.entries.filter {
            $0.claim.versionID == version.id && $0.claim.anchor?.textRange != nil
        }
        let text = Self.text(of: report, placed)
        let marked = Set(text.flatMap(\.runs).flatMap(\.starts).map { placed[$0].claim.id })
        let published = report.entries.filter { $0.verdict != nil }

        let isKilled = version.status == .withdrawn
        self.site = site.map { site in
            PageSite(
                site, title: "Fact check of “\(version.title)”", summary: ReportWords.summary(report),
                canonical: site.address.article(report.article.id))
        }
        let killed =
            site != nil && isKilled
            ? "The newsroom has withdrawn this \(report.kind.noun); its text is not shown any more. The verdicts stay."
            : nil
        let notices = [killed, report.hasRemovals ? ReportWords.removal : nil].compactMap { $0 }
        notice = notices.isEmpty ? nil : notices.joined(separator: " ")
        title = version.title
        noun = report.kind.noun
        deskName = report.deskName
        language = version.language
        facts = Self.facts(report, isPublicPage: site != nil)
        summary = ReportWords.summary(report)
        isForDesk = report.isForDesk
        tallies = report.countsByRating.map { rating, count in
            let claims = published.filter { $0.verdict?.rating == rating && $0.claim.anchor != nil }
                .map(Reference.init)
            return Tally(
                badge: Badge(rating), count: count,
                claims: claims.enumerated().map { index, claim in
                    TalliedClaim(claim: claim, isLast: index == claims.count - 1)
                })
        }
        excerpt = ReportWords.excerpt(report.shownText)
        paragraphs = text.map { paragraph in
            Paragraph(role: paragraph.role, runs: paragraph.runs.map { Run($0, of: placed) })
        }
        hasClaims = !report.entries.isEmpty
        nothing = Self.nothing(report)
        findings = report.entries.compactMap {
            Finding(
                $0, in: report, isMarked: marked.contains($0.claim.id), address: site?.links.claim($0.claim.id))
        }
        rest = shown.remainders.map { title, standing, entries in
            Rest(
                id: standing.rawValue, title: title,
                remark: standing == .unchecked
                    ? "Found in the \(report.kind.noun); nothing is said here about whether they are true." : nil,
                items: entries.map { entry in
                    Remainder(
                        entry, in: report, isMarked: marked.contains(entry.claim.id),
                        address: entry.claim.publicStanding.flatMap { _ in site?.links.claim(entry.claim.id) })
                })
        }
        origin = ReportWords.origin(report)
        selection = ReportWords.selection(report.selection)
        times =
            "Times are \(FormCalendar.current.timeZone == "UTC" ? "in UTC" : "those of \(FormCalendar.current.timeZone)")."
        trail = ReportWords.trail(report.auditHead)
    }

    /// As much of the article's text as the report shows.
    private static func text(of report: ArticleReport, _ placed: [ArticleReport.Entry]) -> [MarkedText.Paragraph] {
        func marked() -> MarkedText {
            MarkedText(
                report.text, passages: report.passages, claims: placed.compactMap { $0.claim.anchor?.textRange },
                marks: report.article.version.mediaType == .markdown ? MarkdownMarks(in: report.text) : .none)
        }
        switch report.shownText {
        case .whole: return marked().paragraphs
        case .passages: return marked().around(Set(placed.indices.filter { placed[$0].claim.publicStanding != nil }))
        case .none: return []
        }
    }

    private static func nothing(_ report: ArticleReport) -> String {
        if !report.entries.isEmpty {
            return
                "Nothing is published \(report.wasPublished ? "now" : "yet"): no claim of this \(report.kind.noun) has a verdict that the desk stands behind in public."
        }
        return ReportWords.unread(report) ?? "No claims were found, so there is nothing to check."
    }

    private static func facts(_ report: ArticleReport, isPublicPage: Bool) -> [Fact] {
        let version = report.article.version
        var facts: [Fact] = []
        func add(_ name: String, _ value: String?, time: String? = nil, address: String? = nil) {
            if let value { facts.append(Fact(name: name, value: value, time: time, address: address)) }
        }
        for fact in ReportWords.facts(version.item) {
            add(fact.name, fact.value, time: fact.time.map(Timestamp.text))
        }
        add("By", version.byline)
        add("Published by", version.publisher)
        add("Published on", version.publishedAt.map(ReportWords.day), time: version.publishedAt.map(Timestamp.text))
        add("Address", report.article.url, address: ReportWords.link(report.article.url))
        add("Version checked", "\(version.number), received \(ReportWords.moment(version.receivedAt))")
        add(
            isPublicPage ? "Last changed" : "Report made", ReportWords.moment(report.generatedAt),
            time: Timestamp.text(report.generatedAt))
        return facts
    }
}

extension ReportPage.Badge {
    init(_ rating: Rating) {
        let colour = Colour(rating.colour) ?? .neutral
        self.init(label: rating.label, colour: colour.hex, ink: colour.ink)
    }
}

extension ReportPage.Reference {
    init(_ entry: ArticleReport.Entry) {
        let standing = entry.verdict.map { "rated \($0.rating.label)" } ?? "without a published verdict"
        self.init(
            id: entry.claim.id.description,
            number: entry.number,
            description: "Claim \(entry.number), \(standing)"
        )
    }
}

extension ReportPage.Run {
    init(_ run: MarkedText.Run, of entries: [ArticleReport.Entry]) {
        let mark = run.claims.first.map { index in
            let entry = entries[index]
            return ReportPage.Mark(
                id: entry.claim.id.description,
                description: ReportPage.Reference(entry).description,
                colour: entry.verdict.map { (Colour($0.rating.colour) ?? .neutral).hex }
            )
        }
        self.init(
            words: run.text,
            mark: mark,
            starts: run.starts.map { ReportPage.Reference(entries[$0]) },
            ends: run.ends.map { ReportPage.Reference(entries[$0]) }
        )
    }
}

extension ReportPage.Finding {
    init?(_ entry: ArticleReport.Entry, in report: ArticleReport, isMarked: Bool, address: String?) {
        guard let verdict = entry.shownVerdict else { return nil }
        let kind = report.article(of: entry.claim).version.item.kind
        self.init(
            id: entry.claim.id.description,
            ordinal: entry.number,
            title: verdict.headline.title ?? entry.claim.statement,
            summary: verdict.headline.summary.map(ReportWords.paragraphs) ?? [],
            statement: verdict.headline.title == nil ? nil : entry.claim.statement,
            badge: ReportPage.Badge(verdict.rating),
            words: entry.claim.anchor == nil ? nil : report.words(of: entry.claim),
            saying: ReportWords.saying(entry.claim.claimant, in: kind),
            source: ReportPage.Origin(entry.claim.source),
            appearance: ReportWords.appearanceSentences(entry.claim, in: report),
            isMarked: isMarked,
            rationale: Prose(verdict.rationale).html,
            sources: verdict.evidence.map { ReportPage.Source($0.item) },
            asked: entry.reply.map(ReportWords.asked),
            answer: entry.reply?.input.answer.map(ReportWords.paragraphs) ?? [],
            notes: entry.notes.map {
                ReportPage.Note(
                    title: ReportWords.note($0, of: entry), text: Prose(ReportWords.told($0, of: entry)).html,
                    changes: ReportWords.changes($0.changes))
            },
            basis: ReportWords.basis(verdict, of: entry),
            stage: ReportWords.stage(verdict),
            address: address
        )
    }
}

extension ReportPage.Origin {
    init?(_ source: ClaimSource?) {
        guard let source, let name = source.title ?? source.url else { return nil }
        self.init(name: name, link: ReportWords.link(source.url))
    }
}

extension ReportPage.Source {
    init(_ item: EvidenceInput) {
        self.init(
            title: item.title ?? item.url,
            link: ReportWords.link(item.url),
            publisher: item.publisher.flatMap { $0.isEmpty ? nil : $0 },
            kind: ReportWords.source(item.kind),
            stance: ReportWords.stance(item.stance),
            quote: item.quote.map(ReportWords.paragraphs) ?? [],
            archive: ReportWords.link(item.archivedURL),
            interest: item.interest
        )
    }
}

extension ReportPage.Remainder {
    init(_ entry: ArticleReport.Entry, in report: ArticleReport, isMarked: Bool, address: String?) {
        let kind = report.article(of: entry.claim).version.item.kind
        self.init(
            id: entry.claim.id.description,
            ordinal: entry.number,
            words: report.words(of: entry.claim),
            state: entry.standing == .unchecked ? StandingWords.of(.unchecked).remark.lowercased() : nil,
            remark: [ReportWords.remark(entry, in: kind), entry.stoppedBy?.publicText.map { Prose($0).plainLine }]
                .compactMap {
                    $0
                }
                .joined(separator: ": ")
                + (ReportWords.appearance(entry.claim.appearance, version: entry.claim.versionNumber, in: kind)
                    .map { " · \($0)" } ?? ""),
            isMarked: isMarked,
            address: address
        )
    }
}
