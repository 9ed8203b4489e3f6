import Domain

extension ArticleReport {
    /// The report to paste into a text: a summary, the published findings, what is not yet checked.
    var markdown: String {
        let blocks = [
            "# Fact-check report: \(Markdown.inner(article.version.title))", facts, ReportWords.summary(self),
        ]
        let removal = hasRemovals ? Markdown.inner(ReportWords.removal) : nil
        let parts = [notice, removal, ratings, findings].compactMap { $0 } + rest + [footer]
        return (blocks + parts).joined(separator: "\n\n") + "\n"
    }

    private var facts: String {
        let version = article.version
        var facts = ReportWords.facts(version.item).map { ($0.name, Markdown.inner($0.value)) }
        if let byline = version.byline { facts.append(("By", Markdown.inner(byline))) }
        if let publisher = version.publisher { facts.append(("Published by", Markdown.inner(publisher))) }
        if let published = version.publishedAt { facts.append(("Published on", ReportWords.day(published))) }
        if let url = article.url { facts.append(("Address", Markdown.link(url, to: url))) }
        facts.append(("Version checked", "\(version.number), received \(ReportWords.moment(version.receivedAt))"))
        facts.append(("Checked by", Markdown.inner(deskName)))
        facts.append(("Report made", ReportWords.moment(generatedAt)))
        return facts.map { "- **\($0.0):** \($0.1)" }.joined(separator: "\n")
    }

    private var notice: String? {
        isForDesk ? "**For the desk alone:** this report shows verdicts that are not published." : nil
    }

    private var ratings: String? {
        let counts = countsByRating
        if counts.isEmpty { return nil }
        let rows = counts.map { "| \(Markdown.inner($0.rating.label)) | \($0.count) |" }
        return (["| Rating | Claims |", "|---|---:|"] + rows).joined(separator: "\n")
    }

    private var findings: String? {
        if entries.isEmpty { return nil }
        let shown = entries.filter { $0.shownVerdict != nil }
        let findings =
            shown.isEmpty
            ? ["No verdict is published \(wasPublished ? "now" : "yet")."]
            : shown.map { $0.markdown(in: self) }
        return (["## Findings"] + findings).joined(separator: "\n\n")
    }

    /// The claims without a verdict to show.
    private var rest: [String] {
        remainders.map { title, _, entries in
            let items = entries.map { entry in
                let told =
                    entry.stoppedBy.flatMap(\.publicText).map { ": \(Markdown.inner(Prose($0).plainLine))" } ?? ""
                let remark = Markdown.inner(ReportWords.remark(entry, in: article(of: entry.claim).version.item.kind))
                return
                    "- Claim \(entry.number): “\(Markdown.inner(words(of: entry.claim)))” (\(remark)\(told))"
                    + (ReportWords.appearanceSentences(entry.claim, in: self).map { " \(Markdown.inner($0))" } ?? "")
            }
            return "## \(title)\n\n\(items.joined(separator: "\n"))"
        }
    }

    private var footer: String {
        let chosen = ReportWords.selection(selection).map { "\n\n\($0)" } ?? ""
        let trail = ReportWords.trail(auditHead).map { "\n\n\($0)" } ?? ""
        return
            "---\n\n\(Markdown.inner(ReportWords.origin(self))); every published verdict was decided by an editor.\(chosen)\(trail)"
    }
}

extension ArticleReport.Entry {
    fileprivate func markdown(in report: ArticleReport) -> String {
        guard let verdict = shownVerdict else { return "" }
        let kind = report.article(of: claim).version.item.kind
        var blocks = [
            "### Claim \(number): \(Markdown.inner(verdict.headline.title ?? claim.statement))",
            "**Rating: \(Markdown.inner(verdict.rating.label))**"
                + (ReportWords.stage(verdict).map { " (\($0.lowercased()))" } ?? ""),
        ]
        if let summary = verdict.headline.summary { blocks.append(Markdown.block(summary)) }
        if verdict.headline.title != nil { blocks.append("**The claim:** \(Markdown.inner(claim.statement))") }
        if claim.anchor != nil { blocks.append(Markdown.block(report.words(of: claim), prefix: "> ")) }
        blocks.append(
            "\(Markdown.inner(ReportWords.saying(claim.claimant, in: kind))).\(claim.source?.markdown ?? "")"
                + (ReportWords.appearanceSentences(claim, in: report).map { " \(Markdown.inner($0))" } ?? ""))
        blocks.append(Prose(verdict.rationale).markdown)
        blocks.append(
            verdict.evidence.isEmpty
                ? "No evidence is cited."
                : "**Evidence**\n\n" + verdict.evidence.map(\.item.markdown).joined(separator: "\n")
        )
        if let reply {
            blocks.append("**Reply of the claimant**\n\n\(ReportWords.asked(reply))")
            if let answer = reply.input.answer { blocks.append(Markdown.block(answer, prefix: "> ")) }
        }
        for note in notes {
            blocks.append(
                "**\(ReportWords.note(note, of: self))**\n\n\(Prose(ReportWords.told(note, of: self)).markdown)")
            blocks += ReportWords.changes(note.changes).map(Markdown.line)
        }
        blocks.append("*\(ReportWords.basis(verdict, of: self))*")
        return blocks.joined(separator: "\n\n")
    }
}

extension ClaimSource {
    /// Where the claim was found, as a sentence behind another.
    fileprivate var markdown: String {
        let name = title ?? url ?? ""
        return " Found in \(ReportWords.link(url).map { Markdown.link(name, to: $0) } ?? Markdown.inner(name))."
    }
}

extension EvidenceInput {
    fileprivate var markdown: String {
        var item = "- \(Markdown.link(title ?? url, to: url))"
        let source = [publisher.map(Markdown.inner), ReportWords.source(kind)].compactMap { $0 }.filter { !$0.isEmpty }
        if !source.isEmpty { item += " (\(source.joined(separator: ", ")))" }
        item += ": \(ReportWords.stance(stance).lowercased())."
        if let quote, !ReportWords.paragraphs(quote).isEmpty {
            item += "\n\n\(Markdown.block(quote, prefix: "  > "))\n"
        }
        if let archived = ReportWords.link(archivedURL) {
            item += "\n  \(Markdown.link("Archived copy", to: archived))"
        }
        if let interest { item += "\n  Declared interest: \(Markdown.inner(interest))" }
        return item
    }
}
