/// What a desk asks for before a verdict goes out. Each gate can be off; a new desk asks for one item of evidence.
package struct PublicationGates: Sendable, Hashable {
    package enum Gate: String, CaseIterable, Sendable {
        case minimumEvidence, independentSources, primarySource, consideredAgainst, rightOfReply

        /// True when an editor may publish all the same and says why. A verdict without evidence is none, whatever the
        /// reason: who wants that sets the gate to 0.
        package var canBePassed: Bool { self != .minimumEvidence }
    }

    /// How many cited pages, each counted once; 0 is off.
    package var minimumEvidence: Int
    /// How many publishers other than the claimant; 0 is off.
    package var independentSources: Int
    /// At least one item is a primary source.
    package var primarySource: Bool
    /// At least one item goes against the rating, see `Facts.goesAgainst`.
    package var consideredAgainst: Bool
    /// A named claimant who is rated on the false half was asked for a reply.
    package var rightOfReply: Bool

    package static let evidenceRange = 0...100
    package static let sourcesRange = 0...20
    package static let reasonLimit = 5000

    package init(
        minimumEvidence: Int = 1, independentSources: Int = 0, primarySource: Bool = false,
        consideredAgainst: Bool = false, rightOfReply: Bool = false
    ) {
        self.minimumEvidence = minimumEvidence
        self.independentSources = independentSources
        self.primarySource = primarySource
        self.consideredAgainst = consideredAgainst
        self.rightOfReply = rightOfReply
    }

    /// A desk that publishes no verdict without evidence takes no review without any: whoever has to find it later was not
    /// there when the claim was looked at.
    ///
    /// - Throws: `InputError` (`evidence`).
    package func requireEvidence(of review: ReviewInput) throws(InputError) {
        if minimumEvidence > 0, review.evidence.isEmpty {
            throw InputError("evidence", "must have at least one item: the desk publishes no verdict without evidence")
        }
    }

    /// - Throws: `InputError` with the first setting out of range: `gates.minimumEvidence`.
    package func validate() throws(InputError) {
        try Input.number(minimumEvidence, "gates.minimumEvidence", in: Self.evidenceRange)
        try Input.number(independentSources, "gates.independentSources", in: Self.sourcesRange)
    }

    /// Checks the reasons that an editor gives for passing gates.
    ///
    /// - Throws: `InputError` for a gate that cannot be passed, and for a reason that is blank or too long.
    package static func validate(reasons: [Gate: String], field: String = "reasons") throws(InputError) {
        for gate in Gate.allCases {
            guard let reason = reasons[gate] else { continue }
            let name = "\(field).\(gate.rawValue)"
            guard gate.canBePassed else { throw InputError(name, "this gate cannot be passed with a reason") }
            try Input.text(reason, name, limit: reasonLimit)
        }
    }

    /// The gates that hold the verdict back, in the order of `Gate`; none when it may go out.
    ///
    /// - Parameter reasons: why a gate is passed; a blank one is none, and one for the minimum of evidence counts for
    ///   nothing.
    package func held(by facts: Facts, reasons: [Gate: String] = [:]) -> [HeldGate] {
        Gate.allCases.compactMap { gate in
            guard let held = held(gate, by: facts) else { return nil }
            let isPassed = gate.canBePassed && reasons[gate].map { !$0.isBlank } ?? false
            return isPassed ? nil : held
        }
    }

    private func held(_ gate: Gate, by facts: Facts) -> HeldGate? {
        switch gate {
        case .minimumEvidence:
            let have = facts.pages.count
            guard have < minimumEvidence else { return nil }
            return HeldGate(gate, "\(have) of \(minimumEvidence) items of evidence", have, minimumEvidence)
        case .independentSources:
            let sites = facts.independentSites
            guard sites.count < independentSources else { return nil }
            let counted = "\(sites.count) of \(independentSources) independent sources"
            return HeldGate(gate, counted + facts.explanation(of: sites), sites.count, independentSources)
        case .primarySource:
            guard primarySource, !facts.evidence.contains(where: { $0.kind == .primary }) else { return nil }
            return HeldGate(gate, "no item of evidence is a primary source", 0, 1)
        case .consideredAgainst:
            guard consideredAgainst, !facts.evidence.contains(where: { facts.goesAgainst($0.stance) }) else {
                return nil
            }
            return HeldGate(gate, facts.nothingAgainst, 0, 1)
        case .rightOfReply:
            guard rightOfReply, facts.owesReply, facts.replyAttempts < 1 else { return nil }
            let name = facts.claimant.name ?? "the claimant"
            return HeldGate(gate, "\(name) is rated \(facts.rating.label) and was not asked for a reply", 0, 1)
        }
    }
}

/// A gate that holds a verdict back.
package struct HeldGate: Sendable, Hashable {
    package let gate: PublicationGates.Gate
    /// The gate's demand that is not met, for an editor: "1 of 2 independent sources; all items are from example.org".
    package let missing: String
    package let have: Int
    package let want: Int

    init(_ gate: PublicationGates.Gate, _ missing: String, _ have: Int, _ want: Int) {
        self.gate = gate
        self.missing = missing
        self.have = have
        self.want = want
    }
}
