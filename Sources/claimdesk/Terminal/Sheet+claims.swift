import Foundation

// How claims and what is known of them look on a sheet.
extension Sheet {
    /// The evidence of a review, a draft or a verdict, one address a line with what is relied on beneath it.
    mutating func add(_ evidence: [Shapes.Evidence]) {
        for item in evidence {
            let notes = [item.kind, item.interest.map { "interest: \($0)" }, item.publisher]
            let note = notes.compactMap(\.self).joined(separator: ", ")
            let title = item.title.map { " \($0)" } ?? ""
            add("\(item.stance ?? "source"):\(title)\(note.isEmpty ? "" : " (\(note))")")
            if let url = item.url { link(url) }
            if let quote = item.quote { add("“\(quote)”") }
            if let archive = item.archivedUrl { add("kept at:"); link(archive) }
        }
    }

    /// What somebody said about a claim.
    mutating func add(_ comment: Shapes.Comment) {
        add(
            "Comment",
            "\(comment.author.name), \(LocalTime.text(comment.writtenAt))\(comment.open ? ", to everybody" : ""):")
        add(comment.text)
    }

    /// What a reviewer wrote and has not submitted, with its sources.
    mutating func add(_ draft: Shapes.Take.Lease.Draft) {
        let origin = draft.origin == "lease-lost" ? "kept when your lease was lost" : "saved"
        add("Draft", "\(draft.rating ?? "no rating yet"), \(origin) on \(LocalTime.text(draft.savedAt))")
        if let rationale = draft.rationale { add(rationale) }
        add(draft.evidence)
    }

    /// The claim itself: what is said, by whom, what kind of claim it is.
    mutating func add(_ claim: Shapes.Claim) {
        add("Claim", claim.statement)
        add("Refers to", claim.context)
        if let source = claim.source {
            add("Found in", [source.title, source.url].compactMap(\.self).joined(separator: ", "))
        }
        add("Said by", Self.words(claim.claimant))
        add("Kind", Self.kind(claim.kind, claim.score, claim.reasons))
    }

    static func words(_ claimant: Shapes.Claim.Claimant) -> String {
        let name = claimant.name ?? (claimant.kind == "article" ? "the article itself" : "somebody unnamed")
        let notes = [claimant.kind == "anonymous" ? "anonymous" : nil, claimant.quotation.map { "\($0) quotation" }]
        let note = notes.compactMap(\.self).joined(separator: ", ")
        return note.isEmpty ? name : "\(name) (\(note))"
    }

    static func kind(_ kind: String, _ score: Double?, _ reasons: [String]) -> String {
        let score = score.map { ", score \(String(format: "%.2f", $0))" } ?? ""
        return kind + score + (reasons.isEmpty ? "" : ": \(reasons.joined(separator: ", "))")
    }

    /// The ratings by their keys, as a review or a verdict names them.
    mutating func add(_ ratings: [Shapes.Rating]) {
        let widest = ratings.map { TerminalText.columns($0.key) }.max() ?? 0
        for rating in ratings {
            write(rating.label, label: "  \(TerminalText.oneLine(rating.key))", indent: widest + 4)
            if let definition = rating.definition { paragraph(definition, indent: widest + 4) }
        }
    }
}
