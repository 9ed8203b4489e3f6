import Chance
public import Extraction

/// Spoils texts as scrapers, editors and attackers do. The same seed always spoils alike.
public struct TextMutator: Sendable {
    private var random: SplitMix64

    /// Makes a mutator that begins at a seed.
    public init(seed: UInt64) { random = SplitMix64(seed: seed) }

    /// One of some documents, spoiled: its text, how it is said to be written, and what is known about it.
    ///
    /// - Parameter documents: at least one.
    public mutating func mutated(oneOf documents: [Document]) -> Document {
        var document = documents[number(below: documents.count)]
        document.text = mutated(document.text)
        if chance(4) { document.mediaType = chance(2) ? .markdown : .plainText }
        // Spoiled English may no longer be recognized, and would then not be scored; mostly it shall be.
        document.language = chance(4) ? nil : "en"
        if chance(3) { document.publishedOn = nil }
        if chance(8) { document.title = String(document.text.prefix(60)) }
        return document
    }

    /// The text with one to sixteen things wrong with it.
    public mutating func mutated(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        if chance(2) { cut(&scalars) }
        for _ in 0...number(below: 16) { spoil(&scalars) }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private mutating func spoil(_ scalars: inout [Unicode.Scalar]) {
        let place = number(below: scalars.count + 1)
        switch number(below: 12) {
        case 0, 1, 2: scalars.insert(contentsOf: odd(), at: place)
        case 3: scalars.insert(contentsOf: many(), at: place)
        case 4: scalars.removeSubrange(run(at: place, in: scalars, most: 40))
        case 5: duplicate(run(at: place, in: scalars, most: 300), in: &scalars)
        case 6: swapRuns(&scalars)
        case 7: changeCase(of: run(at: place, in: scalars, most: 400), in: &scalars)
        case 8: joinWords(of: run(at: place, in: scalars, most: 200), in: &scalars)
        case 9: changeLineEnds(&scalars)
        case 10: for place in stride(from: place, to: scalars.count, by: 97) { scalars[place] = anyScalar() }
        default: if place < scalars.count { scalars[place] = anyScalar() }
        }
    }

    // MARK: What goes wrong

    private mutating func cut(_ scalars: inout [Unicode.Scalar]) {
        guard !scalars.isEmpty else { return }
        let start = number(below: scalars.count)
        scalars = Array(scalars[run(at: start, in: scalars, most: 2_000)])
    }

    private mutating func duplicate(_ run: Range<Int>, in scalars: inout [Unicode.Scalar]) {
        let copy = Array(scalars[run])
        scalars.insert(contentsOf: copy, at: number(below: scalars.count + 1))
    }

    /// Two runs change places.
    private mutating func swapRuns(_ scalars: inout [Unicode.Scalar]) {
        let first = run(at: number(below: scalars.count + 1), in: scalars, most: 200)
        let moved = Array(scalars[first])
        scalars.removeSubrange(first)
        scalars.insert(contentsOf: moved, at: number(below: scalars.count + 1))
    }

    private mutating func changeCase(of run: Range<Int>, in scalars: inout [Unicode.Scalar]) {
        let isUpper = chance(2)
        let changed = scalars[run].flatMap { scalar -> [Unicode.Scalar] in
            let mapped = isUpper ? scalar.properties.uppercaseMapping : scalar.properties.lowercaseMapping
            return Array(mapped.unicodeScalars)
        }
        scalars.replaceSubrange(run, with: changed)
    }

    private mutating func joinWords(of run: Range<Int>, in scalars: inout [Unicode.Scalar]) {
        scalars.replaceSubrange(run, with: scalars[run].filter { $0 != " " })
    }

    private mutating func changeLineEnds(_ scalars: inout [Unicode.Scalar]) {
        let end = pick(OddText.lineEnds)
        scalars = scalars.flatMap { $0 == "\n" ? end : [$0] }
    }

    // MARK: What is put in

    private mutating func odd() -> [Unicode.Scalar] {
        let kind = OddText.kinds[number(below: OddText.kinds.count)]
        return pick(kind)
    }

    /// One odd piece many times: a very long word, a heap of marks.
    private mutating func many() -> [Unicode.Scalar] {
        let piece = odd()
        return (0..<2 + number(below: 199)).flatMap { _ in piece }
    }

    private mutating func anyScalar() -> Unicode.Scalar {
        let most: UInt32 = chance(3) ? 0x10_FFFF : chance(2) ? 0xFFFF : 0x24FF
        // Half of a surrogate pair is no code point.
        return Unicode.Scalar(random.next(upperBound: most + 1)) ?? "\u{FFFD}"
    }

    // MARK: Chance

    private mutating func run(at place: Int, in scalars: [Unicode.Scalar], most: Int) -> Range<Int> {
        place..<min(scalars.count, place + number(below: most + 1))
    }

    private mutating func pick(_ pieces: [[Unicode.Scalar]]) -> [Unicode.Scalar] {
        pieces[number(below: pieces.count)]
    }

    /// True once in so many times.
    private mutating func chance(_ times: Int) -> Bool { number(below: times) == 0 }

    /// From 0; each as likely as the others.
    private mutating func number(below bound: Int) -> Int { Int(random.next(upperBound: UInt(bound))) }
}
