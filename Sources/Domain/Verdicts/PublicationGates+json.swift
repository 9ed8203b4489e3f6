extension PublicationGates {
    /// `{minimumEvidence,independentSources,primarySource,consideredAgainst,rightOfReply}`
    package var json: JSON {
        [
            "minimumEvidence": .int(minimumEvidence),
            "independentSources": .int(independentSources),
            "primarySource": .bool(primarySource),
            "consideredAgainst": .bool(consideredAgainst),
            "rightOfReply": .bool(rightOfReply),
        ]
    }
}

extension GateState {
    /// `{gate,state,missing,have,want,canBePassed}`
    package var json: JSON {
        [
            "gate": JSON(gate),
            "state": JSON(standing),
            "missing": JSON(missing),
            "have": .int(have),
            "want": .int(want),
            "canBePassed": .bool(gate.canBePassed),
        ]
    }
}

extension HeldGate {
    /// `{gate,missing,have,want,canBePassed}`
    package var json: JSON {
        [
            "gate": JSON(gate),
            "missing": .string(missing),
            "have": .int(have),
            "want": .int(want),
            "canBePassed": .bool(gate.canBePassed),
        ]
    }
}
