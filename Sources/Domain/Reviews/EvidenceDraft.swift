extension Evidence {
    /// A part of a cited item, by its name in JSON.
    package enum Part: String, CaseIterable, Sendable {
        case url, title, publisher, quote, stance, kind, interest, retrievedAt, archivedUrl, archiveSha256
    }

    /// A cited item that may still be half written: the texts of its parts, and nothing is judged yet.
    package struct Draft: Sendable, Hashable {
        private var texts: [Part: String]

        package init(_ texts: [Part: String] = [:]) { self.texts = texts }

        /// An item in full, word for word.
        package init(_ item: EvidenceInput) {
            texts = [.url: item.url, .stance: item.stance.rawValue]
            self[.title] = item.title
            self[.publisher] = item.publisher
            self[.quote] = item.quote
            self[.kind] = item.kind?.rawValue
            self[.interest] = item.interest
            self[.retrievedAt] = item.retrievedAt.map(Timestamp.text)
            self[.archivedUrl] = item.archivedURL
            self[.archiveSha256] = item.archiveSHA256
        }

        /// What was written of a part; nil for nothing yet.
        package subscript(part: Part) -> String? {
            get { texts[part] }
            set { texts[part] = newValue }
        }

        /// - Throws: `InputError` where a text could not be stored at all, seen from inside the item.
        package func validate() throws(InputError) {
            for part in Part.allCases { try Input.optionalText(self[part], part.rawValue, limit: 20_000) }
        }

        /// `{url,title,publisher,quote,stance,kind,interest,retrievedAt,archivedUrl,archiveSha256}`, each null where nothing
        /// was written yet.
        package var json: JSON { .object(Part.allCases.map { JSON.Member($0.rawValue, JSON(self[$0])) }) }
    }
}

extension Evidence.Part: CodingKey {
    /// The name in stored drafts, where two are spelt otherwise than in the API: rows of older releases are read, and
    /// these read ours.
    package var stringValue: String {
        switch self {
        case .archivedUrl: "archivedURL"
        case .archiveSha256: "archiveSHA256"
        default: rawValue
        }
    }

    package init?(stringValue: String) {
        guard let part = Self.allCases.first(where: { $0.stringValue == stringValue }) else { return nil }
        self = part
    }

    package var intValue: Int? { nil }

    package init?(intValue: Int) { nil }
}

extension Evidence.Draft: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Evidence.Part.self)
        self.init()
        for part in Evidence.Part.allCases { self[part] = try container.decodeIfPresent(String.self, forKey: part) }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Evidence.Part.self)
        for part in Evidence.Part.allCases { try container.encodeIfPresent(self[part], forKey: part) }
    }
}
