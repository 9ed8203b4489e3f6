import Domain

/// An article's text in paragraphs, cut where claims begin and end, so that they can be marked in place.
struct MarkedText {
    struct Paragraph: Equatable {
        /// Of the passage that it belongs to.
        let role: String
        var runs: [Run]
    }

    /// A stretch of text that the same claims cover.
    struct Run: Equatable {
        let text: String
        /// Indices of the claims (in the list that was given) that cover it, the shortest claim first.
        let claims: [Int]
        /// Claims of which this is the first run.
        let starts: [Int]
        /// Claims of which this is the last run.
        let ends: [Int]
    }

    let paragraphs: [Paragraph]

    /// - Parameters:
    ///   - text: the version's text.
    ///   - passages: its roles; text that none covers is body.
    ///   - claims: where the claims stand, in code points; empty ranges and those outside of the text are not marked.
    init(_ text: String, passages: [ArticlePassage], claims: [Anchor.Range]) {
        let scalars = Array(text.unicodeScalars)
        let ranges = claims.map {
            $0.start >= 0 && $0.start < $0.end && $0.end <= scalars.count ? $0.start..<$0.end : 0..<0
        }
        let blocks = Self.blocks(passages, length: scalars.count)
        let pieces = blocks.flatMap { block in
            Self.paragraphs(scalars, in: block.range).map { (role: block.role, runs: Self.cut($0, at: ranges)) }
        }
        // A claim may begin or end in the blanks between paragraphs: its first and last run that is shown count.
        var first: [Int: Range<Int>] = [:]
        var last: [Int: Range<Int>] = [:]
        for run in pieces.flatMap(\.runs) {
            for index in Self.covering(run, ranges) {
                if first[index] == nil { first[index] = run }
                last[index] = run
            }
        }
        paragraphs = pieces.map { piece in
            Paragraph(
                role: piece.role,
                runs: piece.runs.map { run in
                    let covering = Self.covering(run, ranges)
                    return Run(
                        text: String(String.UnicodeScalarView(scalars[run])),
                        claims: covering.sorted { (ranges[$0].count, $0) < (ranges[$1].count, $1) },
                        starts: covering.filter { first[$0] == run },
                        ends: covering.filter { last[$0] == run }
                    )
                }
            )
        }
    }

    /// The passages in order, without overlaps, and what stands between them.
    private static func blocks(_ passages: [ArticlePassage], length: Int) -> [(role: String, range: Range<Int>)] {
        var blocks: [(role: String, range: Range<Int>)] = []
        var place = 0
        for passage in passages.sorted(by: { $0.start < $1.start }) {
            let start = max(place, passage.start)
            let end = min(length, passage.end)
            guard start < end else { continue }
            if place < start { blocks.append(("body", place..<start)) }
            blocks.append((passage.role, start..<end))
            place = end
        }
        if place < length { blocks.append(("body", place..<length)) }
        return blocks
    }

    /// The paragraphs of a block: divided by blank lines, without blanks around them.
    private static func paragraphs(_ scalars: [Unicode.Scalar], in block: Range<Int>) -> [Range<Int>] {
        var paragraphs: [Range<Int>] = []
        var lineEnds = 2
        var afterReturn = false
        for index in block {
            let scalar = scalars[index]
            if scalar == "\n" || scalar == "\r" || scalar == "\u{2028}" || scalar == "\u{2029}" {
                // A line feed after a carriage return ends the same line.
                lineEnds += scalar == "\u{2029}" ? 2 : (scalar == "\n" && afterReturn ? 0 : 1)
            } else if !scalar.properties.isWhitespace {
                if lineEnds >= 2 {
                    paragraphs.append(index..<index + 1)
                } else {
                    paragraphs[paragraphs.count - 1] = paragraphs[paragraphs.count - 1].lowerBound..<index + 1
                }
                lineEnds = 0
            }
            afterReturn = scalar == "\r"
        }
        return paragraphs
    }

    /// A paragraph in runs: cut wherever a claim begins or ends inside of it.
    private static func cut(_ paragraph: Range<Int>, at claims: [Range<Int>]) -> [Range<Int>] {
        let inside = claims.flatMap { [$0.lowerBound, $0.upperBound] }
            .filter { paragraph.lowerBound < $0 && $0 < paragraph.upperBound }
        let cuts = [paragraph.lowerBound] + Set(inside).sorted() + [paragraph.upperBound]
        return zip(cuts, cuts.dropFirst()).map { $0..<$1 }
    }

    private static func covering(_ run: Range<Int>, _ claims: [Range<Int>]) -> [Int] {
        claims.indices.filter { claims[$0].overlaps(run) }
    }
}
