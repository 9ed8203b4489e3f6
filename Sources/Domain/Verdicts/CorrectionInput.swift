/// A reader's or colleague's request to correct a published verdict, as it is sent.
package struct CorrectionRequest: Sendable, Codable, Hashable {
    package static let textLimit = 5000

    /// What is wrong, in the requester's words.
    package var text: String
    package var requesterName: String?
    /// How to answer: an address, a telephone number.
    package var requesterContact: String?
    /// Where it is shown that something is wrong.
    package var url: String?

    package init(text: String, requesterName: String? = nil, requesterContact: String? = nil, url: String? = nil) {
        self.text = text
        self.requesterName = requesterName
        self.requesterContact = requesterContact
        self.url = url
    }

    /// - Throws: `InputError` with the first field that cannot be accepted.
    package func validate() throws(InputError) {
        try Input.text(text, "text", limit: Self.textLimit)
        try Input.optionalText(requesterName, "requesterName", limit: 500)
        try Input.optionalText(requesterContact, "requesterContact", limit: 500)
        try Input.webURL(url, "url")
    }
}

/// An editor's answer to a request for correction, as it is sent.
package struct CorrectionDecision: Sendable, Codable, Hashable {
    package static let textLimit = 5000

    package var kind: LedgerEntry.Kind
    /// What readers are told.
    package var publicText: String?
    /// What the desk tells itself.
    package var note: String?
    /// The new version of the verdict.
    package var verdict: VerdictInput?

    package init(
        kind: LedgerEntry.Kind, publicText: String? = nil, note: String? = nil, verdict: VerdictInput? = nil
    ) {
        self.kind = kind
        self.publicText = publicText
        self.note = note
        self.verdict = verdict
    }

    /// - Parameter scale: the one that the new verdict would stand on.
    /// - Throws: `InputError` with the first field that cannot be accepted.
    package func validate(on scale: RatingScale) throws(InputError) {
        guard kind.isDecision else {
            let kinds = LedgerEntry.Kind.allCases.filter(\.isDecision).map(\.rawValue)
            throw InputError("kind", "must be one of \(kinds.joined(separator: ", "))")
        }
        let name = kind.rawValue
        if kind.publicText == .required {
            guard let publicText else {
                throw InputError("publicText", "is required: readers are told of every \(name)")
            }
            try Input.text(publicText, "publicText", limit: Self.textLimit)
        } else {
            try Input.optionalText(publicText, "publicText", limit: Self.textLimit)
        }
        try Input.optionalText(note, "note", limit: Self.textLimit)
        guard let verdict else {
            if kind.newVerdict == .required { throw InputError("verdict", "is required: a \(name) is a new verdict") }
            return
        }
        if kind.newVerdict == .forbidden {
            throw InputError("verdict", "must be left out: the verdict stays as it is with kind \(name)")
        }
        do { try verdict.validate(on: scale) } catch { throw error.inside("verdict") }
    }
}
