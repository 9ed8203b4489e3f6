/// Says what a claim is about, from its signals.
enum KindClassifier {
    static func kind(_ signals: [SignalValue], words: ArraySlice<Token>, claimant: Claimant?) -> ClaimKind {
        let has = SignalSet(signals)
        if has.contains(.question) { return .other }
        let quantity =
            has.contains(.percent) || has.contains(.money) || has.contains(.magnitude) || has.contains(.figure)
        if has.contains(.future), !has.contains(.event), !quantity { return .prediction }
        if has.contains(.opinion2)
            || (has.contains(.opinion) && !quantity && !has.contains(.event) && !has.contains(.name))
        {
            return .opinion
        }
        if has.contains(.record),
            words.contains(where: { $0.isWord("voted") || $0.isWord("vote") || $0.isWord("votes") })
        {
            return .record
        }
        if quantity { return has.contains(.comparative) ? .comparison : .quantity }
        if has.contains(.cause), has.contains(.pastVerb) || has.contains(.event) { return .cause }
        if has.contains(.law) { return .law }
        if has.contains(.event) { return .event }
        if has.contains(.comparative) { return .comparison }
        if claimant != nil { return .statement }
        if has.contains(.record) { return .record }
        if has.contains(.pastVerb) { return .event }
        return .other
    }
}

/// Which signals a sentence has.
struct SignalSet {
    private var bits: UInt64 = 0

    init(_ signals: [SignalValue]) {
        for value in signals { bits |= 1 << UInt64(value.signal.place) }
    }

    func contains(_ signal: Signal) -> Bool { bits & (1 << UInt64(signal.place)) != 0 }
}
