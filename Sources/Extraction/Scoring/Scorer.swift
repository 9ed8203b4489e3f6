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

    /// What a sentence's own features add up to.
    struct Weighing {
        var sum: Double
        var signals: [SignalValue]
    }

    struct Judgement {
        var score: Double
        var checkWorthiness: CheckWorthiness
        var kind: ClaimKind
        var reasons: [String]
    }

    /// The sums of the parts of words that were seen before in the same text; words come again and again.
    typealias PartSums = KeyTable<PartSum>

    struct PartSum {
        var sum: Float
        var count: Int32

        static let none = PartSum(sum: 0, count: -1)
    }

    func weigh(_ view: SentenceView, _ reader: SignalReader, _ sums: inout PartSums) -> Weighing {
        let signals = reader.signals(view)
        var sum = weights.bias + nGrams(view, reader.source, &sums)
        for value in signals { sum += weights.signals[value.signal.place] * value.value }
        return Weighing(sum: sum, signals: signals)
    }

    /// - Parameter sum: The sum of the weighing, or what its surroundings made of it.
    func judge(_ weighing: Weighing, sum: Double, words: ArraySlice<Token>, claimant: Claimant?) -> Judgement {
        let contributions = weighing.signals.map { value in
            (signal: value.signal, weight: weights.signals[value.signal.place] * value.value)
        }
        let score = 1 / (1 + exp(-(weights.slope * sum + weights.shift)))
        let worth = checkWorthiness(score)
        return Judgement(
            score: (score * 10_000).rounded() / 10_000,
            checkWorthiness: worth,
            kind: KindClassifier.kind(weighing.signals, words: words, claimant: claimant),
            reasons: reasons.explain(contributions.filter { worth == .not ? $0.weight < 0 : $0.weight > 0 })
        )
    }

    /// What the thresholds make of a probability.
    func checkWorthiness(_ score: Double) -> CheckWorthiness {
        score >= weights.importantFrom ? .important : score >= weights.minorFrom ? .minor : .not
    }

    /// The part of the sum that words, pairs and parts of words make; each kind is scaled by the root of its number, so
    /// that long sentences do not win by length alone.
    private func nGrams(_ view: SentenceView, _ source: SourceText, _ sums: inout PartSums) -> Double {
        let reader = NGrams(source: source)
        var words: Float = 0
        var parts: Float = 0
        var wordCount = 0
        var partCount = 0
        var previous: UInt64 = 3_000
        let first = view.unit.tokens.lowerBound
        for index in view.unit.tokens {
            let word = reader.word(view.tokens, index, opens: index == first)
            guard word != 0 else { continue }
            words += weights.features[NGrams.single(word)] + weights.features[NGrams.pair(previous, word)]
            wordCount += 2
            previous = word
            let token = view.tokens[index]
            if word == NGrams.name {
                words += weights.features[NGrams.single(token.key)]
                wordCount += 1
            }
            guard reader.hasParts(token, word) else { continue }
            let sum = partSum(token, reader, &sums)
            parts += sum.sum
            partCount += Int(sum.count)
        }
        var total: Float = 0
        if wordCount > 0 { total += words / Float(wordCount).squareRoot() }
        if partCount > 0 { total += parts / Float(partCount).squareRoot() }
        return Double(total)
    }

    private func partSum(_ token: Token, _ reader: NGrams, _ sums: inout PartSums) -> PartSum {
        let known = sums[token.key]
        if known.count >= 0 { return known }
        var sum = PartSum(sum: 0, count: 0)
        reader.parts(token) { key, _, _ in
            sum.sum += weights.features[key]
            sum.count += 1
        }
        sums.set(token.key, sum)
        return sum
    }
}
