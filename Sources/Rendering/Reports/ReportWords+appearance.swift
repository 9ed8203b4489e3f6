import Domain

extension ReportWords {
    /// That something is off the public forms, and not what.
    static let removal =
        "Words were removed here for legal reasons. Where they stood, it says \(RemovedWords.mark)."

    /// What has become of a claim's words since they were checked; nil while they stand as they did.
    static func appearance(_ appearance: Appearance, version: Int) -> String? {
        let place = "In version \(version) of the article, since"
        return switch appearance.state {
        case .unchanged: nil
        case .changed: "\(place) changed by the publisher"
        case .corrected: "\(place) corrected by the publisher"
        case .removed: "\(place) removed by the publisher"
        }
    }

    /// The same as sentences, with what the desk says about it.
    static func appearanceSentences(_ claim: Claim) -> String? {
        appearanceSentences(claim.appearance, version: claim.versionNumber)
    }

    static func appearanceSentences(_ found: Appearance, version: Int) -> String? {
        appearance(found, version: version).map { words in found.note.map { "\(words). \($0)" } ?? "\(words)." }
    }
}
