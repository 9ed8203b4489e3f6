/// One line of the ledger of a claim's published verdict: nothing in it is ever taken back or written over.
package enum LedgerEntry {
    package enum Kind: String, CaseIterable, Codable, Sendable {
        case publication, pause, resumption, clarification, update, correction, retraction
        case noChange = "no_change"
    }

    /// Whether an entry carries a part.
    package enum Need: String, CaseIterable, Codable, Sendable { case required, optional, forbidden }
}

extension LedgerEntry.Kind {
    /// Whether readers are told in words.
    package var publicText: LedgerEntry.Need {
        switch self {
        case .pause, .clarification, .update, .correction, .retraction: .required
        case .publication, .resumption, .noChange: .optional
        }
    }

    /// Whether a new version of the verdict comes with it.
    package var newVerdict: LedgerEntry.Need {
        switch self {
        case .correction: .required
        case .update: .optional
        case .publication, .pause, .resumption, .clarification, .retraction, .noChange: .forbidden
        }
    }

    /// True for what an editor can answer a request for correction with.
    package var isDecision: Bool {
        switch self {
        case .clarification, .update, .correction, .retraction, .noChange: true
        case .publication, .pause, .resumption: false
        }
    }

    /// The states of a claim in which it can be entered. A request may still be answered with no change when its
    /// verdict was retracted meanwhile.
    package var possibleIn: Set<Claim.Status> {
        switch self {
        case .publication: [.decided]
        case .pause, .resumption, .clarification, .update, .correction, .retraction: [.published, .corrected]
        case .noChange: [.published, .corrected, .retracted]
        }
    }
}

/// What the public can see of a claim's verdict.
package struct PublicStanding: Sendable, Codable, Hashable {
    package let status: Claim.Status
    /// Public forms leave the verdict out until it is resumed; its state stays.
    package let isPaused: Bool

    package init(status: Claim.Status, isPaused: Bool = false) {
        self.status = status
        self.isPaused = isPaused
    }

    /// True while public forms show the verdict. A retracted one is shown as retracted elsewhere.
    package var isShown: Bool { status.isPublic && !isPaused }

    /// The standing after an entry.
    ///
    /// An update tells what happened since and no error of the desk, so that the state stays, with a new verdict too. A
    /// correction does not end a pause, because a pause often begins one; a retraction does, because it is to be seen.
    /// - Throws: `CorrectionError` when the entry is not possible now.
    package func entering(_ kind: LedgerEntry.Kind) throws(CorrectionError) -> PublicStanding {
        guard kind.possibleIn.contains(status) else { throw .wrongState(kind, status) }
        switch kind {
        case .publication: return PublicStanding(status: .published)
        case .pause:
            if isPaused { throw .alreadyPaused }
            return PublicStanding(status: status, isPaused: true)
        case .resumption:
            if !isPaused { throw .notPaused }
            return PublicStanding(status: status)
        case .correction: return PublicStanding(status: .corrected, isPaused: isPaused)
        case .retraction: return PublicStanding(status: .retracted)
        case .clarification, .update, .noChange: return self
        }
    }
}

/// Why the ledger takes no such entry.
package enum CorrectionError: Error, Hashable, Sendable {
    /// The claim is in a state in which it is not possible; `kind.possibleIn` has those in which it is.
    case wrongState(LedgerEntry.Kind, Claim.Status)
    case alreadyPaused
    case notPaused
    /// The request was answered before.
    case alreadyDecided(LedgerEntry.Kind)
}
