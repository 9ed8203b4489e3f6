import Domain

extension ReportWords {
    /// What was put right, with what stood before, as sentences.
    static func changes(_ changes: [LedgerEntry.Change]) -> [String] { changes.map(change) }

    /// The same beside a sentence about one version of a verdict in the place of another, which tells some of it already.
    static func changes(
        _ changes: [LedgerEntry.Change], besides change: PublicVerdict.Change?
    ) -> [String] {
        let isTold = { (change: PublicVerdict.Change, field: LedgerEntry.Change.Field) in
            switch field {
            case .rating: true
            case .rationale, .evidence: change.before.key == change.after.key
            case .statement, .claimant, .claimantKind, .organization, .quotation, .title, .summary, .claimReviewed:
                false
            }
        }
        return self.changes(changes.filter { told in !(change.map { isTold($0, told.field) } ?? false) })
    }

    private static func change(_ change: LedgerEntry.Change) -> String {
        let (before, after) = (quoted(change.before), quoted(change.after))
        switch change.field {
        case .statement: return "The claim read \(before) and reads \(after) now."
        case .claimant:
            return
                "The claim was attributed to \(change.before == nil ? "nobody by name" : before) and is attributed to "
                + "\(change.after == nil ? "nobody by name" : after) now."
        case .claimantKind:
            return
                "It was given as coming from \(kind(change.before)), and is given as coming from \(kind(change.after)) now."
        case .organization:
            return change.after == "true"
                ? "Who said it was taken for a person and is an organization."
                : "Who said it was taken for an organization and is a person."
        case .quotation:
            return
                "Its words were given as \(quotation(change.before)), and are given as \(quotation(change.after)) now."
        case .title: return named("title", change)
        case .summary: return named("summary", change)
        case .claimReviewed: return named("claim in few words", change)
        case .rating: return "The rating was \(before) and is \(after) now."
        case .rationale: return "The reasons are new."
        case .evidence:
            let cited = { (text: String?) in Set((text ?? "").split(separator: " ")) }
            return PublicWords.evidence(.init(from: cited(change.before), to: cited(change.after)) ?? .changed)
                .uppercasingFirst + "."
        }
    }

    private static func named(_ name: String, _ change: LedgerEntry.Change) -> String {
        let after = "\(change.after == nil ? "there is none" : "is \(quoted(change.after))") now"
        return change.before == nil ? "The \(name) \(after)." : "The \(name) was \(quoted(change.before)) and \(after)."
    }

    private static func quoted(_ text: String?) -> String { "“\(text ?? "")”" }

    private static func kind(_ word: String?) -> String {
        switch word.flatMap(Claimant.Kind.init) {
        case .named: "somebody named"
        case .anonymous: "an unnamed source"
        case .article, nil: "the text itself"
        }
    }

    private static func quotation(_ word: String?) -> String {
        switch word.flatMap(Claimant.Quotation.init) {
        case .direct: "quoted directly"
        case .indirect: "reported indirectly"
        case .mixed: "partly quoted, partly reported"
        case nil: "the text’s own"
        }
    }
}
