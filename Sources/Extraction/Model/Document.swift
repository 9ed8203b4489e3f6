/// An article to read: its text and what the sender knows about it.
public struct Document: Sendable {
    /// The article's text. Every offset of an ``Findings`` points into it.
    public var text: String
    /// The title, where it was sent separately. A title that is also the first line of the text is found there.
    public var title: String?
    /// How the text is written.
    public var mediaType: MediaType
    /// BCP 47 language tag, where the sender knows it; detected otherwise.
    public var language: String?
    /// The day of publication in the newsroom's own time zone; relative dates ("on Sunday") are resolved against it.
    public var publishedOn: PublicationDay?

    /// Makes a document of its parts.
    public init(
        text: String,
        title: String? = nil,
        mediaType: MediaType = .plainText,
        language: String? = nil,
        publishedOn: PublicationDay? = nil
    ) {
        self.text = text
        self.title = title
        self.mediaType = mediaType
        self.language = language
        self.publishedOn = publishedOn
    }
}

/// The formats that can be read.
public enum MediaType: String, Sendable, CaseIterable, Codable {
    case plainText = "text/plain"
    case markdown = "text/markdown"
}

/// A calendar day in the proleptic Gregorian calendar, without a time zone.
public struct PublicationDay: Sendable, Hashable, Codable {
    /// The year.
    public var year: Int
    /// 1 to 12.
    public var month: Int
    /// 1 to 31.
    public var day: Int

    /// Makes a publication day of its parts.
    public init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }
}
