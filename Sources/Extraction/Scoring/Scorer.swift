#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Scores sentences with a table of weights.
struct Scorer: Sendable {
    let weights: WeightTable
    let reasons: Reasons

    /// At and above this probability a sentence is important.
    static let importantFrom = 0.5
    /// At and above this one it is at least minor.
    static let minorFrom = 0.22

    struct Judgement {
        var score: Double
        var checkWorthiness: CheckWorthiness
        var kind: ClaimKind
        var reasons: [String]
    }

    func judge(_ view: SentenceView, _ reader: SignalReader) -> Judgement {
        let signals = reader.signals(view)
        var sum = weights.bias
        var contributions: [(signal: Signal, weight: Double)] = []
        for value in signals {
            let weight = weights.signals[value.signal.place] * value.value
            sum += weight
            contributions.append((value.signal, weight))
        }
        let score = 1 / (1 + exp(-sum))
        let worth: CheckWorthiness =
            score >= Self.importantFrom ? .important : score >= Self.minorFrom ? .minor : .not
        return Judgement(
            score: (score * 10_000).rounded() / 10_000,
            checkWorthiness: worth,
            kind: KindClassifier.kind(signals, words: view.words, claimant: view.claimant),
            reasons: reasons.explain(contributions.filter { worth == .not ? $0.weight < 0 : $0.weight > 0 })
        )
    }
}
