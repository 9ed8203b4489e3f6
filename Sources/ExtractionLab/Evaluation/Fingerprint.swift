public import Extraction

extension Findings {
    /// A number that the same findings have in every run of the program (FNV-1a, 64 bits); others most likely do not.
    ///
    /// Hashed are the places, roles, scores, claimants, statements, dates and conflicts.
    public var fingerprint: UInt64 {
        var print = Fingerprint()
        print.add(detector)
        for passage in passages { print.add(passage.range, passage.role.rawValue) }
        for sentence in sentences {
            print.add(sentence.range, sentence.kind.rawValue)
            print.add(sentence.score.bitPattern)
            print.add(sentence.claimant?.name ?? "")
            sentence.reasons.forEach { print.add($0) }
        }
        for attribution in attributions {
            print.add(attribution.cue, attribution.quotation.rawValue)
            for range in [attribution.source].compactMap(\.self) + attribution.content { print.add(range, "") }
        }
        for claim in claims {
            for anchor in [claim.anchor] + claim.otherAnchors { print.add(anchor.utf8, anchor.exact) }
            ([claim.statement, claim.context ?? "", claim.claimant.name ?? ""] + claim.figures + claim.names)
                .forEach { print.add($0) }
            claim.dates.forEach { print.add($0.range, $0.resolved) }
            claim.conflictsWith.forEach { print.add(UInt64($0)) }
        }
        return print.value
    }
}

/// FNV-1a over bytes, as they are added.
struct Fingerprint {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ number: UInt64) {
        for shift in stride(from: 0, to: 64, by: 8) { mix(UInt8(truncatingIfNeeded: number >> UInt64(shift))) }
    }

    /// The bytes and a mark where they end.
    mutating func add(_ words: String) {
        for byte in words.utf8 { mix(byte) }
        mix(0xFF)
    }

    mutating func add(_ range: TextRange, _ words: String) {
        add(UInt64(range.start))
        add(UInt64(range.end))
        add(words)
    }

    private mutating func mix(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
}
