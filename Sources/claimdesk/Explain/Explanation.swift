import Extraction

/// An article as a person at a terminal sees what was found in it: in reading order, sentences marked by how much they
/// deserve to be checked, and under each passage what is known of its important claims.
struct Explanation {
    let name: String
    let extraction: Findings
    let terminal: Terminal
    private let claimOfStart: [Int: DetectedClaim]
    /// The ordinal of the claim that a sentence says again, by where it stands.
    private let repeats: [Int: Int]

    /// Columns that the roles take at the left.
    private static let margin = 13
    private static let detailMargin = 18

    init(_ extraction: Findings, name: String, terminal: Terminal) {
        self.name = name
        self.extraction = extraction
        self.terminal = terminal
        var claims: [Int: DetectedClaim] = [:]
        var repeats: [Int: Int] = [:]
        for claim in extraction.claims {
            claims[claim.anchor.start] = claim
            for anchor in claim.otherAnchors { repeats[anchor.start] = claim.ordinal }
        }
        claimOfStart = claims
        self.repeats = repeats
    }

    /// Gives the text piece by piece, a passage at a time.
    func write(_ out: (String) -> Void) {
        out(head)
        var next = 0
        for passage in extraction.passages {
            var sentences: [Sentence] = []
            while next < extraction.sentences.count, extraction.sentences[next].range.end <= passage.range.end {
                sentences.append(extraction.sentences[next])
                next += 1
            }
            out("\n" + text(of: sentences, role: passage.role))
        }
        out("\n" + ExplanationSummary(extraction: extraction, terminal: terminal).text)
    }

    // MARK: Head

    private var head: String {
        var text = line(name, .strong)
        let language = extraction.language ?? "not recognized"
        text += line("language \(language) · \(extraction.sentences.count) sentences · \(extraction.detector)", .grey)
        guard !extraction.claims.isEmpty else { return text }
        var legend = WrappedText(terminal, label: "legend", indent: Self.margin)
        legend.add("[1] important claim", .important)
        legend.add("·")
        legend.add("(2) minor claim", .minor)
        legend.add("·")
        legend.add("[=1] says claim 1 again", .grey)
        legend.add("· without a mark: nothing to check")
        return text + legend.text
    }

    private func line(_ words: String, _ style: TerminalStyle) -> String {
        var line = WrappedText(terminal, indent: 0)
        line.add(words, style)
        return line.text
    }

    // MARK: Passages

    private func text(of sentences: [Sentence], role: Role) -> String {
        var text = WrappedText(terminal, label: role.rawValue, indent: Self.margin)
        for sentence in sentences {
            let (mark, style) = look(of: sentence)
            text.add(mark.isEmpty ? sentence.text : "\(mark) \(sentence.text)", style)
        }
        let important = sentences.compactMap { claimOfStart[$0.range.start] }.filter {
            $0.checkWorthiness == .important
        }
        return text.text + important.map(details).joined()
    }

    /// The mark before a sentence, by which it is known without colours too, and its colour.
    private func look(of sentence: Sentence) -> (String, TerminalStyle) {
        if let claim = claimOfStart[sentence.range.start] {
            return claim.checkWorthiness == .important
                ? ("[\(claim.ordinal)]", .important) : ("(\(claim.ordinal))", .minor)
        }
        if let ordinal = repeats[sentence.range.start] { return ("[=\(ordinal)]", .grey) }
        switch sentence.role {
        case .headline: return ("", .strong)
        case .boilerplate, .credit, .kicker: return ("", .grey)
        case .dek, .body, .caption: return ("", .plain)
        }
    }

    // MARK: Claims

    private func details(_ claim: DetectedClaim) -> String {
        var first = WrappedText(
            terminal, label: String(repeating: " ", count: Self.margin) + "[\(claim.ordinal)]",
            indent: Self.detailMargin)
        first.add("\(Timing.text(claim.score)) ·", .grey)
        first.add(claim.kind.rawValue, .strong)
        first.add("·")
        first.add(Self.words(claim.claimant))
        if !claim.checkable { first.add("· evidence cannot settle it") }
        var text = first.text
        func add(_ name: String, _ words: String, _ style: TerminalStyle = .grey) {
            var detail = WrappedText(terminal, indent: Self.detailMargin)
            detail.add("\(name): \(words)", style)
            text += detail.text
        }
        if !claim.reasons.isEmpty { add("why", claim.reasons.joined(separator: "; ")) }
        if !claim.dates.isEmpty {
            add("dates", claim.dates.map { "“\($0.words)” is \($0.resolved)" }.joined(separator: "; "))
        }
        if !claim.figures.isEmpty { add("figures", claim.figures.joined(separator: "; ")) }
        if let context = claim.context { add("context", context) }
        if !claim.conflictsWith.isEmpty {
            add("contradicts", claim.conflictsWith.map { "[\($0)]" }.joined(separator: " "), .alarm)
        }
        if !claim.otherAnchors.isEmpty { add("said again", "\(claim.otherAnchors.count)×, marked [=\(claim.ordinal)]") }
        return text
    }

    /// "Ann Roe, quoted", "a senior official (unnamed), in the article's words".
    static func words(_ claimant: Claimant) -> String {
        guard let name = claimant.name, claimant.kind != .article else { return "the article itself" }
        let who = claimant.kind == .anonymous ? "\(name) (unnamed)" : name
        switch claimant.quotation {
        case .direct: return "\(who), quoted"
        case .indirect: return "\(who), in the article’s words"
        case .mixed: return "\(who), quoted in part"
        case nil: return who
        }
    }
}
