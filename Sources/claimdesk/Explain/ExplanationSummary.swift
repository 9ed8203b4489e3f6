import Extraction

/// What was found in an article, in a few lines: how many claims, and who makes them.
struct ExplanationSummary {
    let extraction: Findings
    let terminal: Terminal

    /// So many claimants are named; the others are counted.
    private static let mostNamed = 12

    var text: String {
        guard extraction.languageSupported else {
            return lines([
                "No claims: texts in \(extraction.language ?? "this language") are not supported yet; sentences were split, and nothing is judged."
            ])
        }
        let claims = extraction.claims
        guard !claims.isEmpty else { return lines(["No claims: nothing in this text is worth checking."]) }
        let important = claims.count { $0.checkWorthiness == .important }
        let contradicted = claims.count { !$0.conflictsWith.isEmpty }
        var counts = "\(counted(claims.count, "claim")): \(important) important, \(claims.count - important) minor"
        if contradicted > 0 { counts += "; \(contradicted) contradict another" }
        let repeated = claims.reduce(0) { $0 + $1.otherAnchors.count }
        if repeated > 0 { counts += "; \(counted(repeated, "sentence")) said again" }
        return lines([counts, claimants])
    }

    /// "3 claimants: Ann Roe 4, …; the article itself 7", most claims first.
    private var claimants: String {
        var order: [String] = []
        var counts: [String: Int] = [:]
        var own = 0
        for claim in extraction.claims {
            guard let name = claim.claimant.name, claim.claimant.kind != .article else {
                own += 1
                continue
            }
            if counts[name] == nil { order.append(name) }
            counts[name, default: 0] += 1
        }
        let sorted = order.enumerated().sorted { first, second in
            let (many, few) = (counts[first.element] ?? 0, counts[second.element] ?? 0)
            return many != few ? many > few : first.offset < second.offset
        }.map(\.element)
        var shown = sorted.prefix(Self.mostNamed).map { "\($0) \(counts[$0] ?? 0)" }
        if sorted.count > Self.mostNamed { shown.append("\(sorted.count - Self.mostNamed) more") }
        if own > 0 { shown.append("the article itself \(own)") }
        return "\(counted(sorted.count, "claimant")): \(shown.joined(separator: ", "))"
    }

    private func lines(_ lines: [String]) -> String {
        lines.map { words in
            var line = WrappedText(terminal, indent: 0)
            line.add(words, .strong)
            return line.text
        }.joined()
    }
}
