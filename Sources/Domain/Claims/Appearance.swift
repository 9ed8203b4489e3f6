package import Foundation

/// What has become of a claim's words in its article since they were checked.
package struct Appearance: Sendable, Hashable {
    package enum State: String, CaseIterable, Sendable {
        case unchanged
        /// A newer version does not have the words any more; what that means is for an editor to say.
        case changed
        /// The publisher put the words right.
        case corrected
        /// The publisher took the words, or the article, away.
        case removed

        /// What an editor may say.
        package static let decisions: [State] = [.unchanged, .corrected, .removed]
    }

    package let state: State
    /// When that was noticed; nil where nothing was.
    package let since: Date?
    /// For the public.
    package let note: String?

    package init(state: State, since: Date?, note: String? = nil) {
        self.state = state
        self.since = since
        self.note = note
    }

    package static let unchanged = Appearance(state: .unchanged, since: nil)

    /// What the public is told where a newer version has the words, and not as they stood when they were checked.
    package static let elsewhere = "It has these words in another place, or as somebody else’s, now."
    /// What the public is told where a newer version has another speaker, time or place.
    package static let saidOtherwise = "It is given as said by somebody else, or at another time or place, now."

    /// `{state,since,note}`
    package var json: JSON { ["state": JSON(state), "since": JSON(since), "note": JSON(note)] }
}

/// What an editor says has become of a claim's words.
package struct AppearanceDecision: Sendable, Hashable {
    package var state: Appearance.State
    package var note: String?

    package init(state: Appearance.State, note: String? = nil) {
        self.state = state
        self.note = note
    }

    /// - Throws: `InputError` with the first field that cannot be accepted.
    package func validate() throws(InputError) {
        if !Appearance.State.decisions.contains(state) {
            let words = Appearance.State.decisions.map(\.rawValue).joined(separator: ", ")
            throw InputError("state", "must be one of \(words)")
        }
        if let note { try Input.text(note, "note", limit: 1000) }
    }
}
