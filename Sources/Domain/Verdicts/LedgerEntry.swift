package import Foundation

/// What was said in public about a claim's verdict: entries are added, never changed.
package struct LedgerEntry: Sendable, Hashable {
    package typealias ID = Identifier<LedgerEntry>

    package enum Kind: String, CaseIterable, Sendable {
        /// The verdict was made public.
        case publication
        /// Public forms leave it out until it is resumed.
        case pause
        case resumption
        /// A clarification: the same verdict in clearer words.
        case clarification
        /// New facts; the rating may be another.
        case update
        /// The verdict was wrong.
        case correction
        /// The verdict is taken back.
        case retraction
        /// The claim is checked anew after a retraction.
        case reopening
        /// A request for a correction was looked at, and the verdict stands.
        case noChange = "no_change"

        /// Whether the public must be told in words.
        package var needsPublicText: Bool { self != .publication && self != .resumption && self != .noChange }

        /// Whether it may bring a new version of the verdict.
        package var takesVerdict: Bool { self == .correction || self == .update }

        /// Whether it may change what is said of the claim (the statement, the claimant) and what readers meet first.
        package var takesClaim: Bool { takesVerdict || self == .clarification }
    }

    package let id: ID
    package let claimID: Claim.ID
    /// The verdict that stands after it.
    package let verdictID: Verdict.ID
    package let verdictVersion: Int
    /// That verdict's rating, as its scale has it.
    package let ratingLabel: String
    package let kind: Kind
    package var publicText: String?
    /// For the desk alone.
    package let reason: String?
    package let overrideReason: String?
    /// Why gates were passed that the evidence did not open.
    package let gateReasons: [String: String]
    /// The request that it answers.
    package let requestID: CorrectionRequest.ID?
    /// What it changed about the claim and the verdict's headline.
    package var changes: [Change]
    package let enteredBy: Member.ID
    package let enteredByName: String
    package let enteredAt: Date

    package init(
        id: ID, claimID: Claim.ID, verdictID: Verdict.ID, verdictVersion: Int, kind: Kind, publicText: String?,
        reason: String?, overrideReason: String?, gateReasons: [String: String], requestID: CorrectionRequest.ID?,
        changes: [Change] = [], enteredBy: Member.ID, enteredByName: String, enteredAt: Date, ratingLabel: String = ""
    ) {
        self.id = id
        self.claimID = claimID
        self.verdictID = verdictID
        self.verdictVersion = verdictVersion
        self.ratingLabel = ratingLabel
        self.kind = kind
        self.publicText = publicText
        self.reason = reason
        self.overrideReason = overrideReason
        self.gateReasons = gateReasons
        self.requestID = requestID
        self.changes = changes
        self.enteredBy = enteredBy
        self.enteredByName = enteredByName
        self.enteredAt = enteredAt
    }
}

/// What stands in the ledger about one claim, and what may come next.
package struct LedgerState: Sendable, Hashable {
    package let status: Claim.Status
    package let isPaused: Bool
    /// The claim was opened again, and no verdict of it was published since.
    package let isReopened: Bool

    package init(status: Claim.Status, isPaused: Bool, isReopened: Bool = false) {
        self.status = status
        self.isPaused = isPaused
        self.isReopened = isReopened
    }

    package init(_ claim: Claim) {
        self.init(status: claim.status, isPaused: claim.isPaused, isReopened: claim.reopenedAt != nil)
    }

    /// The state after an entry. A new verdict goes out at once, also where the old one was paused.
    ///
    /// - Parameter newVerdict: the entry brings a new version of the verdict.
    /// - Throws: `LedgerError.notPublic` for a verdict that is not public, `.paused` and `.notPaused` where a pause is in
    ///   the way or missing. A request that comes late is answered all the same, and who was named by mistake under a
    ///   retraction is put right: `no_change`, and a clarification or correction that brings no verdict, are possible after it,
    ///   also while the claim is checked anew and whatever comes of that.
    package func after(_ kind: LedgerEntry.Kind, newVerdict: Bool) throws(LedgerError) -> LedgerState {
        if kind == .publication {
            guard status == .decided else { throw .notPublic(status) }
            return LedgerState(status: .published, isPaused: false)
        }
        if tellsOfRetraction, kind.answersForRetracted, !newVerdict { return self }
        if kind == .reopening {
            guard status == .retracted else { throw .notRetracted(status) }
            return LedgerState(status: .queued, isPaused: false, isReopened: true)
        }
        guard status.isPublic else { throw .notPublic(status) }
        switch kind {
        case .pause:
            if isPaused { throw .paused }
            return LedgerState(status: status, isPaused: true)
        case .resumption:
            if !isPaused { throw .notPaused }
            return LedgerState(status: status, isPaused: false)
        case .publication, .reopening, .clarification, .noChange: return self
        case .update, .correction:
            if newVerdict { return LedgerState(status: .corrected, isPaused: false) }
            return kind == .correction ? LedgerState(status: .corrected, isPaused: isPaused) : self
        case .retraction: return LedgerState(status: .retracted, isPaused: false)
        }
    }

    /// The public reads that a verdict was retracted, and no other stands.
    private var tellsOfRetraction: Bool {
        PublicStanding(of: status, isPaused: isPaused, isReopened: isReopened) == .retracted
    }
}

extension LedgerEntry.Kind {
    /// Checks what the public and the desk are told with an entry.
    ///
    /// - Throws: `InputError` for a text that is missing, blank or too long.
    package func validate(publicText: String?, reason: String?) throws(InputError) {
        if let publicText {
            try Input.text(publicText, "publicText", limit: 5000)
        } else if needsPublicText {
            throw InputError("publicText", "is required: the public reads why")
        }
        try Input.optionalText(reason, "reason", limit: 5000)
    }

    /// Whether it may be said of a verdict that does not stand any more.
    fileprivate var answersForRetracted: Bool { self == .noChange || self == .clarification || self == .correction }
}

/// Somebody says that a published verdict is wrong.
package struct CorrectionRequest: Sendable, Hashable {
    package typealias ID = Identifier<CorrectionRequest>

    /// As it is sent.
    package struct Input: Sendable, Hashable {
        package var text: String
        package var requesterName: String?
        package var requesterContact: String?
        package var url: String?

        package init(
            text: String, requesterName: String? = nil, requesterContact: String? = nil, url: String? = nil
        ) {
            self.text = text
            self.requesterName = requesterName
            self.requesterContact = requesterContact
            self.url = url.map(WebAddress.encoded)
        }

        /// - Throws: `InputError` with the first field that cannot be accepted.
        package func validate() throws(InputError) {
            try Domain.Input.text(text, "text", limit: 5000)
            try Domain.Input.optionalText(requesterName, "requesterName", limit: 500)
            try Domain.Input.optionalText(requesterContact, "requesterContact", limit: 500)
            if let url {
                try Domain.Input.text(url, "url", limit: 2000)
                try Domain.Input.webURL(url, "url")
            }
        }
    }

    package let id: ID
    package let claimID: Claim.ID
    package let input: Input
    /// Who took it down; nil where a reader sent it.
    package let receivedBy: Member.ID?
    package let receivedAt: Date
    /// How it was answered; nil while it waits.
    package let decision: LedgerEntry.Kind?
    package let decidedAt: Date?

    package init(
        id: ID, claimID: Claim.ID, input: Input, receivedBy: Member.ID?, receivedAt: Date,
        decision: LedgerEntry.Kind?, decidedAt: Date?
    ) {
        self.id = id
        self.claimID = claimID
        self.input = input
        self.receivedBy = receivedBy
        self.receivedAt = receivedAt
        self.decision = decision
        self.decidedAt = decidedAt
    }
}

/// An editor's decision about a published verdict, asked for or not.
package struct CorrectionDecision: Sendable, Hashable {
    package static let kinds: [LedgerEntry.Kind] = [.noChange, .clarification, .update, .correction, .retraction]

    package var kind: LedgerEntry.Kind
    package var publicText: String?
    package var reason: String?
    package var requestID: CorrectionRequest.ID?
    /// The new version of the verdict.
    package var verdict: VerdictRevision?
    package var claim: ClaimCorrection
    package var overrideReason: String?
    package var gateReasons: [PublicationGates.Gate: String]

    package init(
        kind: LedgerEntry.Kind, publicText: String? = nil, reason: String? = nil,
        requestID: CorrectionRequest.ID? = nil, verdict: VerdictRevision? = nil,
        claim: ClaimCorrection = ClaimCorrection(), overrideReason: String? = nil,
        gateReasons: [PublicationGates.Gate: String] = [:]
    ) {
        self.kind = kind
        self.publicText = publicText
        self.reason = reason
        self.requestID = requestID
        self.verdict = verdict
        self.claim = claim
        self.overrideReason = overrideReason
        self.gateReasons = gateReasons
    }

    /// - Throws: `InputError` with the first field that cannot be accepted.
    package func validate() throws(InputError) {
        if !Self.kinds.contains(kind) {
            throw InputError("decision", "must be one of \(Self.kinds.map(\.rawValue).joined(separator: ", "))")
        }
        try kind.validate(publicText: publicText, reason: reason)
        if let overrideReason { try Input.text(overrideReason, "overrideReason", limit: 5000) }
        if let verdict, !kind.takesVerdict, !(kind.takesClaim && verdict.isOfHeadlineAlone) {
            throw InputError("rating", "does not go with the decision \(kind.rawValue)")
        }
        if !claim.isEmpty, !kind.takesClaim {
            let field = claim.statement == nil ? "claimant" : "statement"
            throw InputError(field, "does not go with the decision \(kind.rawValue)")
        }
        if kind == .correction, verdict == nil, claim.isEmpty {
            throw InputError(
                "rating", "is required, or something else that is corrected: a correction changes something")
        }
        try verdict?.validate()
        try claim.edit.validate()
        try PublicationGates.validate(reasons: gateReasons, field: "gateReasons")
    }

    /// What readers meet first names the claim too: where that has changed, each part of it is said anew or taken away.
    ///
    /// - Parameters:
    ///   - changes: of the claim.
    ///   - verdict: the one that stands.
    /// - Throws: `InputError` with the first part that goes on saying what was so before.
    package func requireHeadline(after changes: [LedgerEntry.Change], of verdict: Verdict) throws(InputError) {
        guard changes.contains(where: \.isOfTheClaim) else { return }
        for part in Headline.Part.allCases where verdict.headline[part] != nil && self.verdict?.says(part) != true {
            throw InputError(part.rawValue, "is to be said anew, or null: the claim has changed")
        }
    }
}

/// Why nothing can be entered in the ledger.
package enum LedgerError: Error, Hashable, Sendable {
    case notPublic(Claim.Status)
    /// Only a claim whose verdict was retracted is opened again.
    case notRetracted(Claim.Status)
    case paused
    case notPaused
    /// The request was answered already.
    case answered(LedgerEntry.Kind)
    /// A new verdict that says the same is none.
    case sameVerdict
}
