package import Foundation

/// What kind of thing is checked.
package enum ItemKind: String, CaseIterable, Sendable {
    case article, speech, post, interview, transcript, image, video, tip

    /// For readers: "the speech".
    package var noun: String { rawValue }

    /// True for what is looked at: its text is what is said or written in it, and a description says what it shows.
    package var isSeen: Bool { self == .image || self == .video }

    /// True where whoever said it says every sentence of it that nobody else is quoted with.
    package var isOfOneVoice: Bool {
        switch self {
        case .speech, .post, .image, .video, .tip: true
        // Several people speak in it, or a newsroom about them.
        case .article, .interview, .transcript: false
        }
    }
}

/// What a submission is, besides its words: the kind of thing, and who said it, when and where.
package struct Item: Sendable, Hashable {
    package static let article = Item()
    package static let descriptionLimit = 5000

    package var kind: ItemKind
    /// What an image or a video shows, in the newsroom's words. Claims are not looked for in it.
    package var description: String?
    package var saidBy: String?
    /// They are a body and not a person, as far as a reading can tell; no part of what was sent.
    package var isSaidByOrganization = false
    package var saidAt: Date?
    /// The place or the channel: "Port Sable, town hall".
    package var saidIn: String?

    package init(
        kind: ItemKind = .article, description: String? = nil, saidBy: String? = nil, saidAt: Date? = nil,
        saidIn: String? = nil
    ) {
        self.kind = kind
        self.description = description
        self.saidBy = saidBy
        self.saidAt = saidAt
        self.saidIn = saidIn
    }

    /// - Throws: `InputError` with the first field that cannot be accepted.
    package func validate() throws(InputError) {
        if kind.isSeen, description == nil {
            throw InputError("description", "is required for an image or a video: what it shows")
        }
        if let description { try Input.text(description, "description", limit: Self.descriptionLimit) }
        if let saidBy { try Input.line(saidBy, "saidBy", limit: Submission.shortLimit) }
        if let saidIn { try Input.text(saidIn, "saidIn", limit: Submission.shortLimit) }
    }

    /// Who said it, when and where is the same.
    package func isSaid(as other: Item) -> Bool {
        saidBy == other.saidBy && saidAt == other.saidAt && saidIn == other.saidIn
    }

    /// What tells one version from another; nil for an article of which nothing more is said.
    var content: [String?]? {
        if self == .article { return nil }
        let said = saidAt.map { String(Int64(($0.timeIntervalSince1970 * 1000).rounded())) }
        return [kind.rawValue, description, saidBy, said, saidIn]
    }

    /// Who says a sentence: in a speech that is the speaker, where nobody else is quoted.
    package func claimant(_ found: Claimant) -> Claimant {
        guard found.kind == .article, kind.isOfOneVoice, let saidBy else { return found }
        return Claimant(name: saidBy, kind: .named, quotation: .direct, isOrganization: isSaidByOrganization)
    }
}
