import Domain

/// What the text of a claim should not hold.
enum ClaimReviewText {
    /// True when the rating's words stand in the claim as whole words, in whatever case: `FALSE: the earth is flat`.
    /// A label without letters is a number, which many claims hold.
    static func contains(_ label: String, in claim: String) -> Bool {
        let wanted = words(label)
        let words = words(claim)
        guard label.contains(where: \.isLetter), wanted.count <= words.count else { return false }
        return (0...(words.count - wanted.count)).contains { words[$0...].starts(with: wanted) }
    }

    /// True for tags and entities.
    static func hasMarkup(_ text: String) -> Bool {
        guard text.contains("<") || text.contains("&") else { return false }
        return text.contains(#/</?[A-Za-z][A-Za-z0-9]*(\s[^<>]*)?/?>|&(#[0-9]+|#x[0-9A-Fa-f]+|[A-Za-z]{2,8});/#)
    }

    private static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
