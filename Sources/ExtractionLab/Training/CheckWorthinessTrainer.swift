import Extraction

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Learns the weights of check-worthiness from labelled articles and lines.
///
/// The model is logistic regression over the signals of ``Signal`` and over words, pairs and parts of words. Articles and
/// lines share weights, and each side has weights of its own beside them (Daumé, Frustratingly easy domain adaptation,
/// 2007), so that debates teach what carries over and no more. The same data always give the same weights.
public struct CheckWorthinessTrainer: Sendable {
    /// How to train.
    public struct Options: Sendable {
        /// How strongly the weights of words are held at zero, and those of signals.
        public var wordPenalty = 1.5
        /// The penalty on signals.
        public var signalPenalty = 20.0
        /// What a minor sentence is worth while learning: 0 is what none is worth, 1 what an important one is.
        public var minorTarget = 0.0
        /// How much a line of a debate counts beside a sentence of an article.
        public var lineImportance = 0.7
        /// Features that stand in fewer examples are left out.
        public var rarest = 3
        /// Weights smaller than this, in log-odds, are not written.
        public var smallestWeight = 0.006

        /// How cautiously the ratio of a feature is taken that trusts it before fitting in one of the two fits whose mean is
        /// taken; 0 leaves that fit out.
        public var smoothing = 1.0

        /// How many parts the examples are cut into to calibrate on what was held out; 0 leaves the sums as they are.
        public var folds = 5

        /// Makes the options that the shipped weights were trained with.
        public init() {}

        /// The options for lines alone, of which there are ten times as many.
        public static var lines: Options {
            var options = Options()
            options.wordPenalty = 0.3
            options.signalPenalty = 3
            options.rarest = 2
            return options
        }
    }

    /// The data, their licences and attributions, for the head of the weight file.
    public var provenance: [String]
    /// How to train.
    public var options: Options

    /// Makes a trainer; `provenance` goes into the head of the weight file, a line each.
    public init(provenance: [String], options: Options = Options()) {
        self.provenance = provenance
        self.options = options
    }

    /// What people would give the signals before seeing data: learning starts there, so that a signal that the data
    /// hardly hold (captions, notes on anonymity) keeps a sensible weight.
    private let priors = WeightTable(resource: "en/signals.tsv")

    private struct Example {
        var entries: [FeatureIndex.Entry]
        var worth: CheckWorthiness
        /// The number of its article; -1 for a line.
        var article: Int
    }

    /// Trains, and gives the weight file.
    ///
    /// Parts of the articles are held out in turn to calibrate the probability and to choose the thresholds. With lines
    /// alone, parts of the lines are.
    public func train(articles: [LabelledArticle], lines: [LabelledLine]) -> String {
        var index = FeatureIndex()
        var examples = lines.map { example($0, &index) }
        for (number, article) in articles.enumerated() { examples += self.examples(article, number, &index) }
        let kept = renumbered(index)
        let onNews = !articles.isEmpty
        var held: [HeldOut] = []
        for fold in 0..<options.folds {
            let isHeld = { (place: Int, example: Example) in
                onNews ? example.article >= 0 && example.article % options.folds == fold : place % options.folds == fold
            }
            var rest: [Example] = []
            var out: [Example] = []
            for (place, example) in examples.enumerated() {
                if isHeld(place, example) { out.append(example) } else { rest.append(example) }
            }
            let weights = fit(rest, kept, onNews)
            held += out.map { HeldOut(sum: sum($0, kept, weights), worth: $0.worth, article: $0.article) }
        }
        let usual = onNews && !held.isEmpty ? held.reduce(0) { $0 + $1.sum } / Double(held.count) : 0
        let calibration = Calibration(settled(held, usual).map { ($0.sum, $0.worth) })
        let weights = fit(examples, kept, onNews)
        return WeightFile(
            provenance: provenance,
            index: index,
            kept: kept,
            weights: weights,
            usual: usual,
            calibration: calibration,
            smallest: options.smallestWeight
        ).text
    }

    /// An example that was scored by weights that were learned without it.
    private struct HeldOut {
        var sum: Double
        var worth: CheckWorthiness
        var article: Int
    }

    /// The sums as reading an article leaves them; the sentences of an article stand together and in order.
    private func settled(_ held: [HeldOut], _ usual: Double) -> [HeldOut] {
        guard held.contains(where: { $0.article >= 0 }) else { return held }
        var settled: [HeldOut] = []
        while settled.count < held.count {
            let article = held[settled.count].article
            let group = held[settled.count...].prefix { $0.article == article }
            let sums = Surroundings.settled(group.map(\.sum), usual: usual)
            settled += zip(group, sums).map { HeldOut(sum: $1, worth: $0.worth, article: article) }
        }
        return settled
    }

    // MARK: Examples

    private func example(_ line: LabelledLine, _ index: inout FeatureIndex) -> Example {
        let reading = Reading(line: line.text, lexicon: .english)
        let reader = SignalReader(source: reading.source, lexicon: .english)
        let entries = reading.loneView.map { index.entries($0, reader) } ?? []
        return Example(entries: entries, worth: line.checkWorthiness, article: -1)
    }

    private func examples(_ article: LabelledArticle, _ number: Int, _ index: inout FeatureIndex) -> [Example] {
        let extractor = Extractor()
        let (reading, views) = extractor.views(article.document)
        let reader = SignalReader(source: reading.source, lexicon: .english)
        let labels = article.labels.sorted { $0.range.start < $1.range.start }
        var next = 0
        return views.compactMap { view in
            while next < labels.count, labels[next].range.end <= view.unit.range.start { next += 1 }
            let near = labels[next..<min(next + 3, labels.count)]
            guard let label = near.max(by: { $0.range.overlap(view.unit.range) < $1.range.overlap(view.unit.range) }),
                label.range.overlap(view.unit.range) * 2 > view.unit.range.count
            else { return nil }
            return Example(entries: index.entries(view, reader), worth: label.checkWorthiness, article: number)
        }
    }

    // MARK: Fitting

    /// The place of each feature among those that are kept; -1 for a rare one.
    private func renumbered(_ index: FeatureIndex) -> [Int32] {
        var next: Int32 = 0
        return index.counts.enumerated().map { feature, count in
            guard feature < Signal.allCases.count || count >= options.rarest else { return -1 }
            defer { next += 1 }
            return next
        }
    }

    /// Weights for articles (or for lines where there are no articles): shared ones plus their own.
    private func fit(_ examples: [Example], _ kept: [Int32], _ onNews: Bool) -> [Double] {
        // Trusting features by their ratio and trusting them alike err differently; a mean of both is one table again.
        let alike = fit(examples, kept, onNews, smoothing: 0)
        guard options.smoothing > 0 else { return alike }
        return zip(alike, fit(examples, kept, onNews, smoothing: options.smoothing)).map { ($0 + $1) / 2 }
    }

    private func fit(_ examples: [Example], _ kept: [Int32], _ onNews: Bool, smoothing: Double) -> [Double] {
        let size = Int(kept.max() ?? -1) + 1
        let domains = onNews ? 3 : 1
        let scales = scales(examples, kept, size, smoothing)
        var rows = LogisticRegression.Rows()
        for example in examples {
            let own = example.article >= 0 ? size : 2 * size
            for entry in example.entries where kept[Int(entry.feature)] >= 0 {
                rows.features.append(kept[Int(entry.feature)])
                rows.values.append(entry.value * scales[Int(kept[Int(entry.feature)])])
                guard onNews else { continue }
                rows.features.append(kept[Int(entry.feature)] + Int32(own))
                rows.values.append(entry.value * scales[Int(kept[Int(entry.feature)])])
            }
            if onNews, example.article < 0 {
                // Debates have another base rate than articles.
                rows.features.append(Int32(3 * size))
                rows.values.append(1)
            }
            rows.starts.append(rows.features.count)
            rows.offsets.append(prior(example))
            rows.targets.append(target(example.worth))
            rows.importance.append(example.article >= 0 || !onNews ? 1 : options.lineImportance)
        }
        var penalties = Array(repeating: options.wordPenalty, count: size * domains + (onNews ? 1 : 0))
        for domain in 0..<domains {
            for signal in 0..<Signal.allCases.count { penalties[domain * size + signal] = options.signalPenalty }
        }
        if onNews { penalties[3 * size] = 0.01 }
        let fitted = LogisticRegression(penalties: penalties).fit(rows)
        var weights = (0..<size).map { (onNews ? fitted[$0] + fitted[size + $0] : fitted[$0]) * Double(scales[$0]) }
        for signal in 0..<min(Signal.allCases.count, size) { weights[signal] += priors.signals[signal] }
        weights.append(fitted[fitted.count - 1] + priors.bias)
        return weights
    }

    /// How much each feature is trusted before fitting: the ratio of its share among important sentences and among the
    /// others (Wang and Manning, Baselines and bigrams, 2012). Signals all count alike.
    private func scales(_ examples: [Example], _ kept: [Int32], _ size: Int, _ smoothing: Double) -> [Float] {
        var important = Array(repeating: smoothing, count: size)
        var rest = important
        for example in examples {
            for entry in example.entries where kept[Int(entry.feature)] >= 0 {
                if example.worth == .important {
                    important[Int(kept[Int(entry.feature)])] += 1
                } else {
                    rest[Int(kept[Int(entry.feature)])] += 1
                }
            }
        }
        let all = Double(max(examples.count { $0.worth == .important }, 1))
        let others = Double(max(examples.count { $0.worth != .important }, 1))
        return (0..<size).map { feature in
            guard feature >= Signal.count, smoothing > 0 else { return 1 }
            return Float(log((important[feature] / all) / (rest[feature] / others)))
        }
    }

    /// The sum that the signals make before anything is learned.
    private func prior(_ example: Example) -> Double {
        var sum = priors.bias
        for entry in example.entries where Int(entry.feature) < Signal.allCases.count {
            sum += priors.signals[Int(entry.feature)] * Double(entry.value)
        }
        return sum
    }

    private func target(_ worth: CheckWorthiness) -> Double {
        switch worth {
        case .important: 1
        case .minor: min(max(options.minorTarget, 0), 1)
        case .not: 0
        }
    }

    private func sum(_ example: Example, _ kept: [Int32], _ weights: [Double]) -> Double {
        var sum = weights[weights.count - 1]
        for entry in example.entries where kept[Int(entry.feature)] >= 0 {
            sum += weights[Int(kept[Int(entry.feature)])] * Double(entry.value)
        }
        return sum
    }
}
