/// A sentence as people labelled it.
///
/// In JSON a field may hold one value, a list where two readers disagreed, or nothing.
public struct GoldSentence: Sendable, Decodable {
    /// Code points.
    public var range: TextRange
    /// Nil where readers disagreed.
    public var checkWorthiness: CheckWorthiness?
    /// One role, or several that are right.
    public var roles: [Role]
    /// The claimant's names that are right; empty where the article speaks in its own voice.
    public var claimants: [String]
    /// Nil where it is not labelled.
    public var isAnonymous: Bool?

    private enum Key: String, CodingKey { case start, end, role, checkworthy, claimant, kind, anonymous }

    /// Reads a label.
    ///
    /// - Throws: `DecodingError` where the range is missing or a role or label is unknown.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        range = TextRange(
            start: try values.decode(Int.self, forKey: .start),
            end: try values.decode(Int.self, forKey: .end)
        )
        checkWorthiness = try values.decodeIfPresent(CheckWorthiness.self, forKey: .checkworthy)
        roles = try values.decodeIfPresent(OneOrMore<Role>.self, forKey: .role)?.values ?? []
        claimants = try values.decodeIfPresent(OneOrMore<String>.self, forKey: .claimant)?.values ?? []
        let kinds = try values.decodeIfPresent(OneOrMore<String>.self, forKey: .kind)?.values ?? []
        isAnonymous =
            try values.decodeIfPresent(Bool.self, forKey: .anonymous)
            ?? (kinds.count == 1 ? kinds.first.map { $0 == "anonymous" } : nil)
    }
}

/// An article as people labelled it, without its text.
public struct GoldArticle: Sendable, Decodable {
    /// The file of the text.
    public var article: String
    /// The title.
    public var title: String?
    /// `2015-06-15`
    public var publishedAt: String?
    /// Its sentences in order.
    public var sentences: [GoldSentence]

    /// The article with its labels, to train on.
    public func labelled(text: String) -> LabelledArticle {
        LabelledArticle(
            document: Document(text: text, language: "en"),
            labels: sentences.compactMap { sentence in
                sentence.checkWorthiness.map { .init(range: sentence.range, checkWorthiness: $0) }
            }
        )
    }
}

/// A value, or a list of values, of which some may be null.
private struct OneOrMore<Value: Decodable>: Decodable {
    var values: [Value]

    init(from decoder: any Decoder) throws {
        let single = try decoder.singleValueContainer()
        if let list = try? single.decode([Value?].self) {
            values = list.compactMap { $0 }
        } else {
            values = [try single.decode(Value.self)]
        }
    }
}
