import Domain

/// All that whoever asks may see of a claim.
struct ClaimDossier {
    let claim: Shapes.ClaimDetail
    let article: Shapes.Take.Lease.Article
    let history: [Shapes.GivenReview]
    let evidence: [Shapes.Evidence]
    let assignments: [Shapes.Assignment]
    let comments: [Shapes.Comment]
    let replies: [Shapes.Reply]
    let triage: [Shapes.Triage]
    let ledger: [Shapes.Entry]
    /// The same as they came, each under its name.
    let json: JSON

    /// Reads the parts.
    ///
    /// - Parameter answer: the claim itself.
    /// - Throws: `Problem` when the desk refuses, `Failure` when it cannot be reached or is not understood.
    init(_ answer: Client.Answer, of id: Claim.ID, on desk: Client) async throws {
        var json: [JSON.Member] = [.init("claim", JSON(parsing: answer.text) ?? .null)]
        func list<Item: Decodable>(_ name: String, of _: Item.Type) async throws -> [Item] {
            let found = try await desk.list(["v1", "claims", id.description, name], of: Item.self)
            json.append(.init(name, found.json))
            return found.items
        }
        func whole<Item: Decodable>(_ name: String, of _: Item.Type) async throws -> [Item] {
            let answer = try await desk.get(["v1", "claims", id.description, name])
            json.append(.init(name, JSON(parsing: answer.text)?["items"] ?? .null))
            return try answer.decode(Shapes.List<Item>.self).items
        }
        claim = try answer.decode(Shapes.ClaimDetail.self)
        let article = try await desk.get(["v1", "articles", claim.articleId])
        json.append(.init("article", JSON(parsing: article.text) ?? .null))
        self.article = try article.decode(Shapes.Take.Lease.Article.self)
        history = try await whole("reviews", of: Shapes.GivenReview.self)
        evidence = try await whole("evidence", of: Shapes.Evidence.self)
        assignments = try await whole("assignments", of: Shapes.Assignment.self)
        comments = try await list("comments", of: Shapes.Comment.self)
        replies = try await whole("replies", of: Shapes.Reply.self)
        triage = try await list("triage", of: Shapes.Triage.self)
        ledger = try await whole("ledger", of: Shapes.Entry.self)
        self.json = .object(json)
    }

    /// - Parameter width: of the terminal, in columns.
    func text(width: Int = Terminal(.never).width) -> String {
        var sheet = Sheet(width: width)
        sheet.add("Claim", claim.statement)
        sheet.add("Refers to", claim.context)
        sheet.add("In words", claim.anchor.flatMap { $0.exact == claim.statement ? nil : "»\($0.exact)«" })
        sheet.add("Said by", Sheet.words(claim.claimant))
        sheet.add("Article", "\(article.title) (\(claim.articleId), claim \(claim.ordinal))")
        if let url = article.url { sheet.link(url) }
        sheet.add("Kind", Sheet.kind(claim.kind, claim.score, claim.reasons))
        sheet.add("State", state)
        if let verdict = claim.verdict { add(verdict, to: &sheet) }
        for review in claim.reviews { add(review, to: &sheet) }
        for past in history where past.counts == false {
            let why = past.withdrawalReason.map { "taken back: \($0)" } ?? "replaced"
            sheet.add("Before", "\(past.reviewer.name), \(past.rating.label) (\(past.id)), \(why)")
        }
        let added = evidence.filter { item in !cited.contains { $0.id == item.id } }
        if !added.isEmpty {
            sheet.gap()
            sheet.paragraph("More evidence")
            sheet.add(added)
        }
        addLogs(to: &sheet)
        return sheet.text
    }

    private var cited: [Shapes.Evidence] {
        claim.reviews.flatMap { $0.evidence ?? [] } + (claim.verdict?.evidence ?? [])
    }

    private var state: String {
        var words = ReviewCommand.words(claim.status) + (claim.paused ? ", paused" : "")
        words += "; \(counted(claim.requiredReviews, "review")) required, priority \(claim.priority)"
        if let into = claim.mergedInto { words += "; merged into \(into)" }
        if let from = claim.splitFrom { words += "; split from \(from)" }
        return words
    }

    private func add(_ verdict: Shapes.GivenVerdict, to sheet: inout Sheet) {
        sheet.gap()
        let isDraft = verdict.status == "draft"
        sheet.add(isDraft ? "Draft" : "Verdict", "\(verdict.rating.label) (\(verdict.rating.key))")
        let by = verdict.decidedBy.map { "decided by \($0.name)" } ?? "what the reviews agree on; nobody has decided"
        let at = verdict.decidedAt.map { " on \(LocalTime.text($0))" } ?? ""
        sheet.add("", "\(verdict.version.map { "version \($0), " } ?? "")\(verdict.status), \(by)\(at)")
        sheet.add("Override", verdict.overrideReason)
        sheet.add("Because", verdict.rationale)
        sheet.add(verdict.evidence)
    }

    private func add(_ review: Shapes.GivenReview, to sheet: inout Sheet) {
        sheet.gap()
        sheet.add("Review", "\(review.rating.label) (\(review.rating.key))")
        let version = review.version == 1 ? "" : ", version \(review.version)"
        sheet.add("", "\(review.reviewer.name), \(LocalTime.text(review.submittedAt))\(version): \(review.id)")
        sheet.add("Because", review.rationale)
        sheet.add(review.evidence ?? [])
    }

    private func addLogs(to sheet: inout Sheet) {
        sheet.gap()
        for assignment in assignments {
            let due = assignment.dueAt.map { ", due \(LocalTime.text($0))" } ?? ""
            sheet.add("Given to", "\(assignment.member.name) by \(assignment.assignedBy)\(due): \(assignment.state)")
            sheet.add(assignment.id)
        }
        for comment in comments { sheet.add(comment) }
        for reply in replies {
            sheet.add(
                "Asked",
                "\(reply.contact) (\(ReviewCommand.words(reply.channel))), \(LocalTime.text(reply.contactedAt))")
            sheet.add("Answer", reply.answer)
        }
        for entry in ledger.reversed() {
            let by = "\(entry.enteredBy.name), \(LocalTime.text(entry.enteredAt))"
            sheet.add("Ledger", "\(ReviewCommand.words(entry.kind)) of verdict \(entry.verdictVersion), \(by)")
            if let text = entry.publicText { sheet.add("Public: \(text)") }
            if let reason = entry.reason { sheet.add("Reason: \(reason)") }
        }
        for decision in triage {
            let by = decision.member?.name ?? decision.rule.map { "rule “\($0)”" } ?? "the desk"
            sheet.add(
                "Triage", "\(decision.decision) by \(by), \(LocalTime.text(decision.decidedAt)): \(decision.reason)")
        }
    }
}
