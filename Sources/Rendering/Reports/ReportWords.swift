import Domain
import Foundation

/// The words that the readable forms of a report share.
enum ReportWords {
    /// Who says it and how it is quoted, as a sentence without its full stop.
    ///
    /// - Parameter kind: of the item in which it is said.
    static func saying(_ claimant: Claimant, in kind: ItemKind) -> String {
        let name = claimant.name ?? "an unnamed source"
        let source =
            switch claimant.kind {
            case .article: "The \(kind.noun), in its own words"
            case .named: "Said by \(name)"
            case .anonymous: claimant.name == nil ? "Said by \(name)" : "Said by an unnamed source: “\(name)”"
            }
        guard claimant.kind != .article, let quotation = claimant.quotation else { return source }
        return switch quotation {
        case .direct: "\(source), quoted directly"
        case .indirect: "\(source), reported indirectly"
        case .mixed: "\(source), partly quoted, partly reported"
        }
    }

    static func stance(_ stance: EvidenceInput.Stance) -> String {
        switch stance {
        case .supports: "Supports the claim"
        case .refutes: "Refutes the claim"
        case .context: "Gives context"
        }
    }

    static func source(_ kind: EvidenceInput.Kind?) -> String? {
        switch kind {
        case nil: nil
        case .primary: "primary source"
        case .secondary: "secondary source"
        case .expert: "expert"
        case .claimant: "the claimant’s own source"
        }
    }

    /// What the public was told of a verdict: "Correction of 22 November 2026".
    ///
    /// - Parameter entry: in which it is told. Beside a verdict that was decided anew, what was said of the one before must not
    ///   read as if it were said of this one.
    static func note(_ note: LedgerEntry, of entry: ArticleReport.Entry) -> String {
        let title = "\(kind(note.kind, isAnswer: note.requestID != nil)) of \(day(note.enteredAt))"
        return entry.unpublished == nil || entry.ledger.isEmpty ? title : "\(title), about the verdict before this one"
    }

    /// What it says (CommonMark).
    ///
    /// - Parameter day: how the form says days.
    static func told(
        _ note: LedgerEntry, of entry: ArticleReport.Entry, day: (Date) -> String = day
    ) -> String {
        guard let earlier = entry.ledger.retraction(before: note) else { return note.publicText ?? "" }
        let label = Markdown.inner(earlier.ratingLabel)
        return "An earlier verdict (\(label)) was retracted on \(day(earlier.enteredAt)): \(earlier.publicText ?? "")"
    }

    /// A day as files have it: 2026-11-22.
    static func fileDay(_ date: Date) -> String { String(FormCalendar.current.timestamp(date).prefix(10)) }

    /// - Parameter isAnswer: somebody had asked for it.
    static func kind(_ kind: LedgerEntry.Kind, isAnswer: Bool = false) -> String {
        switch kind {
        case .publication: "Publication"
        case .pause: "Pause"
        case .resumption: "Confirmation"
        case .clarification: "Clarification"
        case .update: "Update"
        case .correction: "Correction"
        case .retraction: "Retraction"
        case .reopening: "Reopening"
        case .noChange: isAnswer ? "Answer to a request for a correction" : "Note"
        }
    }

    /// How the claimant was asked, as a sentence: "Asked for a reply on 22 November 2026; no answer has come." What was said of
    /// another verdict is no word on the one that stands.
    static func asked(_ attempt: ReplyAttempt) -> String {
        let asked = "Asked for a reply on \(day(attempt.input.contactedAt))"
        let earlier = attempt.earlierVersion.map { "before this verdict, about version \($0) of it" }
        guard let answered = attempt.input.answeredAt else {
            return "\(asked)\(earlier.map { ", \($0)" } ?? ""); no answer has come."
        }
        return "\(asked), answered on \(day(answered))\(earlier.map { ", \($0)" } ?? ""):"
    }

    /// Where the desk's audit trail stood, so that whoever has the report can prove later what came before it; nil before
    /// the first seal.
    static func trail(_ head: AuditHead?) -> String? {
        guard let head, head.batch > 0 else { return nil }
        return "Audit trail: \(count(head.events, "event", "events")) in \(count(head.batch, "seal", "seals")), "
            + "the last one \(head.hash)."
    }

    /// What is said of a claim without a verdict to show: who says it while it waits, else what became of it.
    ///
    /// - Parameter kind: of the item in which it is said.
    static func remark(_ entry: ArticleReport.Entry, in kind: ItemKind) -> String {
        if entry.standing == .retracted, entry.claim.isCheckedAnew {
            return "The verdict was retracted, and the claim is being checked again"
        }
        if entry.standing == .dismissed, entry.isSplit { return "Split into parts, which are claims of their own" }
        return entry.standing == .unchecked
            ? saying(entry.claim.claimant, in: kind) : StandingWords.of(entry.standing, in: kind).remark
    }

    /// "12 claims were found: 5 have a published verdict, 1 had a verdict that was retracted, 5 are not yet checked and 1 was
    /// set aside."
    static func summary(_ report: ArticleReport) -> String {
        let found = report.entries.count
        if found == 0 { return unread(report) ?? "No checkable claims were found in this \(report.kind.noun)." }
        let standings = report.standings
        var parts = standings[.published] == nil ? ["nothing is published \(report.wasPublished ? "now" : "yet")"] : []
        let orders: [[ReportStanding]] = [
            [.published], [.paused], [.retracted], [.decided], [.draft], [.unchecked],
            [.dismissed, .withdrawn, .merged],
        ]
        for order in orders {
            let number = order.reduce(0) { $0 + (standings[$1] ?? 0) }
            let tally = StandingWords.of(order[0]).tally
            if number > 0 { parts.append(count(number, tally.one, tally.many)) }
        }
        let list =
            parts.count == 1 ? parts[0] : parts.dropLast().joined(separator: ", ") + " and " + parts[parts.count - 1]
        let elsewhere = report.entries.count { $0.claim.anchor == nil }
        let beside =
            elsewhere == 0
            ? ""
            : " \(count(elsewhere, "of them does", "of them do")) not stand in the \(report.kind.noun), "
                + "and \(elsewhere == 1 ? "is" : "are") not counted by rating."
        return "\(count(found, "claim was", "claims were")) found: \(list).\(beside)"
    }

    /// What a verdict stands on, as a sentence: "Based on 2 reviews that agreed, published 22 November 2026; version 1 of
    /// the verdict."
    static func basis(_ verdict: ReportedVerdict, of entry: ArticleReport.Entry) -> String {
        let process = verdict.process
        let reviews = count(process.reviews, "review", "reviews")
        let agreed = process.reviews > 1 ? "\(reviews) that agreed" : reviews
        guard let version = verdict.version else { return "Drafted from \(agreed); no editor has decided." }
        let basis =
            switch verdict.basis {
            case .agreement: "Based on \(agreed)"
            case .adjudication: "Decided by an editor on \(reviews)"
            case .correction: "Corrected by an editor after \(reviews)"
            }
        let published =
            entry.verdict == nil
            ? nil : (verdict.publishedAt ?? entry.claim.publishedAt).map { ", published \(day($0))" }
        let more = [alone(process), reworded(process)].compactMap(\.self).map { " \($0)" }.joined()
        return "\(basis)\(published ?? ""); version \(version) of the verdict.\(more)"
    }

    /// That reviewers did not rate quite what stands there, as a sentence.
    static func reworded(_ process: VerdictProcess) -> String? {
        if process.reviewsOfOtherWords == 0 { return nil }
        let reviews = process.reviewsOfOtherWords == process.reviews ? "the" : "some of the"
        return "An editor changed the wording of the claim after \(reviews) reviews."
    }

    /// That somebody had more than one part in a verdict, as a sentence: where one reads of a reviewer and of an editor, one
    /// thinks of two people.
    static func alone(_ process: VerdictProcess) -> String? {
        if process.people == 1, process.reviews > 0 {
            return process.deciderPublished
                ? "One and the same person reviewed the claim, decided, and published the verdict."
                : "One and the same person reviewed the claim and decided."
        }
        return process.reviewerDecided ? "Who decided, as an editor, is one of the reviewers." : nil
    }

    /// What marks a verdict that is not public; nil for one that is.
    static func stage(_ verdict: ReportedVerdict) -> String? {
        switch verdict.stage {
        case .published: nil
        case .decided: "Not published"
        case .draft: "Draft, not decided"
        }
    }

    /// How the claims were found, as a sentence without its full stop.
    static func origin(_ report: ArticleReport) -> String {
        let added = report.entries.count { $0.claim.addedBy != nil }
        let detector = report.article.version.detector.map { " by \($0)" } ?? ""
        if added == 0 { return "Claims were found automatically\(detector)" }
        if added == report.entries.count { return "Claims were added by people" }
        return "Claims were found automatically\(detector); \(count(added, "was", "were")) added by people"
    }

    /// How the claims were chosen, as sentences; nil where it is not known.
    static func selection(_ selection: ReportSelection?) -> String? {
        guard let selection else { return nil }
        var parts: [String] = []
        func add(_ number: Int, _ words: String) { if number > 0 { parts.append("\(number) \(words)") } }
        add(selection.queuedByRule, "taken up by the desk’s rules")
        add(selection.queuedByEditor, "taken up by an editor")
        add(selection.dismissedByRule, "left out by the desk’s rules")
        add(selection.dismissedByEditor, "left out by an editor")
        add(selection.undecided, "not decided on")
        return parts.isEmpty ? nil : "How claims were chosen: \(parts.joined(separator: ", "))."
    }

    /// "1 claim", "3 claims".
    static func count(_ number: Int, _ one: String, _ many: String) -> String {
        "\(number) \(number == 1 ? one : many)"
    }

    /// "22 November 2026"
    static func day(_ date: Date) -> String { FormCalendar.current.text(date) }

    /// "22 November 2026, 15:31 UTC"
    static func moment(_ date: Date) -> String { FormCalendar.current.moment(date) }

    /// The parts of a text that blank lines divide, without blanks around them.
    static func paragraphs(_ text: String) -> [String] {
        if text.isSurelyOneLine {
            let line = String(text.unicodeScalars.trimmingWhitespace)
            return line.isEmpty ? [] : [line]
        }
        var paragraphs: [[Substring]] = [[]]
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if line.allSatisfy(\.isWhitespace) {
                paragraphs.append([])
            } else {
                paragraphs[paragraphs.count - 1].append(line)
            }
        }
        return paragraphs.filter { !$0.isEmpty }
            .map { String($0.joined(separator: "\n").unicodeScalars.trimmingWhitespace) }
    }

    /// A cited address when a page may link to it; nil when it is anything but http or https.
    static func link(_ url: String?) -> String? {
        guard let url else { return nil }
        do {
            try Input.webURL(url, "url")
            return url
        } catch {
            return nil
        }
    }
}
