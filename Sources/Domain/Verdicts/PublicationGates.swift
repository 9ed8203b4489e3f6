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

    /// Every gate as a verdict would find it, in the order of `Gate`.
    ///
    /// - Parameter reasons: as for `held`.
    package func states(by facts: Facts, reasons: [Gate: String] = [:]) -> [GateState] {
        let stopped = Set(held(by: facts, reasons: reasons).map(\.gate))
        return Gate.allCases.map { gate in
            let (have, want) = numbers(of: gate, facts)
            let held = held(gate, by: facts)
            let standing: GateState.Standing =
                !isOn(gate) ? .off : held == nil ? .open : stopped.contains(gate) ? .held : .passed
            return GateState(gate: gate, standing: standing, missing: held?.missing, have: have, want: want)
        }
    }

    private func isOn(_ gate: Gate) -> Bool {
        switch gate {
        case .minimumEvidence: minimumEvidence > 0
        case .independentSources: independentSources > 0
        case .primarySource: primarySource
        case .consideredAgainst: consideredAgainst
        case .rightOfReply: rightOfReply
        }
    }

    /// What a gate counts, and how much of it it wants.
    private func numbers(of gate: Gate, _ facts: Facts) -> (have: Int, want: Int) {
        switch gate {
        case .minimumEvidence: (facts.pages.count, minimumEvidence)
        case .independentSources: (facts.independentSites.count, independentSources)
        case .primarySource: (facts.evidence.count { $0.kind == .primary }, primarySource ? 1 : 0)
        case .consideredAgainst: (facts.evidence.count { facts.goesAgainst($0.stance) }, consideredAgainst ? 1 : 0)
        case .rightOfReply: (facts.replyAttempts, rightOfReply && facts.owesReply ? 1 : 0)
        }
    }

    private func held(_ gate: Gate, by facts: Facts) -> HeldGate? {
        let (have, want) = numbers(of: gate, facts)
        guard have < want else { return nil }
        let missing =
            switch gate {
            case .minimumEvidence: "\(have) of \(want) items of evidence"
            case .independentSources:
                "\(have) of \(want) independent sources\(facts.explanation(of: facts.independentSites))"
            case .primarySource: "no item of evidence is a primary source"
            case .consideredAgainst: facts.nothingAgainst
            case .rightOfReply:
                "\(facts.claimant.name ?? "the claimant") is rated \(facts.rating.label) and was not asked for a reply"
            }
        return HeldGate(gate, missing, have, want)
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

/// A gate before a verdict that is not public yet.
package struct GateState: Sendable, Hashable {
    package enum Standing: String, CaseIterable, Sendable {
        /// The desk does not ask for it.
        case off
        /// What it asks for is there.
        case open
        /// What it asks for is missing, and the editor has given a reason.
        case passed
        /// What it asks for is missing.
        case held
    }

    package let gate: PublicationGates.Gate
    package let standing: Standing
    /// As in `HeldGate`; nil where nothing is missing.
    package let missing: String?
    package let have: Int
    /// 0 where it asks for nothing of this verdict.
    package let want: Int
}
