extension PublicationGates {
    /// What the gates look at.
    package struct Facts: Sendable, Hashable {
        /// What the verdict cites.
        package let evidence: [EvidenceInput]
        package let rating: Rating
        /// The scale version that the rating stands on, truest first.
        package let scale: [Rating]
        package let claimant: Claimant
        /// How often the claimant was asked for a reply to a verdict that speaks against them: `[ReplyAttempt].counting`.
        package let replyAttempts: Int

        package init(
            evidence: [EvidenceInput], rating: Rating, scale: [Rating], claimant: Claimant, replyAttempts: Int
        ) {
            self.evidence = evidence
            self.rating = rating
            self.scale = scale
            self.claimant = claimant
            self.replyAttempts = replyAttempts
        }

        /// The cited pages, each once.
        package var pages: Set<String> { Set(evidence.map { CanonicalURL.of($0.url) }) }

        /// Who publishes the evidence; what the claimant says of their own claim is not independent of it.
        package var independentSites: Set<String> {
            Set(evidence.filter { $0.kind != .claimant }.map { CanonicalURL.site($0.url) })
        }

        /// True when an item of the stance goes against the rating: what refutes a claim that is rated true, what
        /// supports one that is rated false. The middle of the scale says that there is something on both sides, so
        /// either of the two does; an outcome off the scale says nothing that could be gone against, so any item does.
        package func goesAgainst(_ stance: EvidenceInput.Stance) -> Bool {
            switch rating.side(on: scale) {
            case .truer: stance == .refutes
            case .falser: stance == .supports
            case .middle: stance != .context
            case .off: true
            }
        }

        /// True for a named claimant who is rated on the false half.
        package var owesReply: Bool { claimant.kind == .named && rating.side(on: scale) == .falser }

        /// What would pass the gate that asks for something considered against the rating.
        var nothingAgainst: String {
            switch rating.side(on: scale) {
            case .truer: "no item of evidence refutes the claim; the rating says it is true"
            case .falser: "no item of evidence supports the claim; the rating says it is false"
            case .middle: "no item of evidence supports or refutes the claim; the rating lies between"
            case .off: "no item of evidence shows what was considered"
            }
        }

        /// Why there are so few sites; empty when nothing is cited at all.
        func explanation(of sites: Set<String>) -> String {
            if evidence.isEmpty { return "" }
            if sites.isEmpty { return "; all items are the claimant's own" }
            let kind = evidence.contains { $0.kind == .claimant } ? "all items but the claimant's own" : "all items"
            return "; \(kind) are from \(sites.sorted().joined(separator: ", "))"
        }
    }
}
