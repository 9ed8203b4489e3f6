import Domain

extension ReportWords {
    /// That something is off the public forms, and not what.
    static let removal =
        "Words were removed here for legal reasons. Where they stood, it says \(RemovedWords.mark)."

    /// What has become of a claim's words since they were checked; nil while they stand as they did.
    ///
    /// - Parameters:
    ///   - version: in which they stand.
    ///   - kind: of the item. Who publishes a speech or a tip, nobody knows.
    static func appearance(_ appearance: Appearance, version: Int, in kind: ItemKind) -> String? {
        let place = "In version \(version) of the \(kind.noun), since"
        let whose = kind == .article ? "by the publisher" : "at its source"
        return switch appearance.state {
        case .unchanged: nil
        case .changed: "\(place) changed \(whose)"
        case .corrected: "\(place) corrected \(whose)"
        case .removed: "\(place) removed \(whose)"
        }
    }

    /// The same as sentences, with what the desk says about it.
    static func appearanceSentences(_ found: Appearance, version: Int, in kind: ItemKind) -> String? {
        appearance(found, version: version, in: kind).map { words in found.note.map { "\(words). \($0)" } ?? "\(words)."
        }
    }

    static func appearanceSentences(_ claim: Claim, in version: ArticleVersion) -> String? {
        appearanceSentences(claim.appearance, version: claim.versionNumber, in: version.item.kind)
    }

    /// The same in a report, which shows another version: with what that one says of itself and the claim's own does not.
    static func appearanceSentences(_ claim: Claim, in report: ArticleReport) -> String? {
        let version = report.article(of: claim).version
        let parts = [appearanceSentences(claim, in: version), own(version, besides: report.article.version)]
        let told = parts.compactMap(\.self)
        return told.isEmpty ? nil : told.joined(separator: " ")
    }

    /// What a version says of itself and another does not, as a sentence; nil where they say the same.
    private static func own(_ version: ArticleVersion, besides other: ArticleVersion) -> String? {
        func facts(_ version: ArticleVersion) -> [(name: String, value: String?)] {
            [
                ("title", version.title), ("byline", version.byline), ("publisher", version.publisher),
                ("day of publication", version.publishedAt.map(day)), ("speaker", version.item.saidBy),
                ("day on which it was said", version.item.saidAt.map(day)), ("place", version.item.saidIn),
            ]
        }
        let own = zip(facts(version), facts(other)).filter { $0.value != $1.value }.map(\.0)
        if own.isEmpty { return nil }
        let words = own.map { fact in fact.value.map { "the \(fact.name) “\($0)”" } ?? "no \(fact.name)" }
        let list =
            words.count == 1 ? words[0] : words.dropLast().joined(separator: ", ") + " and " + words[words.count - 1]
        return "Version \(version.number) had \(list)."
    }
}
