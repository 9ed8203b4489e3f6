import Domain

import struct Extraction.MarkdownMarks

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
    ///   - marks: what of the text is not for readers.
    init(
        _ text: String, passages: [ArticlePassage], claims: [Anchor.Range], marks: MarkdownMarks = .none
    ) {
        let words = Words(text, marks)
        let scalars = words.scalars
        let ranges = claims.map {
            $0.start >= 0 && $0.start < $0.end && $0.end <= scalars.count ? $0.start..<$0.end : 0..<0
        }
        let cuts = Set(ranges.flatMap { [$0.lowerBound, $0.upperBound] }).sorted()
        var sweep = Sweep(ranges)
        var nextCut = 0
        var covered: [(role: String, runs: [(range: Range<Int>, claims: [Int])])] = []
        for block in Self.blocks(passages, words) {
            for paragraph in Self.paragraphs(words, in: block.range) {
                var runs: [(range: Range<Int>, claims: [Int])] = []
                var start = paragraph.lowerBound
                while nextCut < cuts.count, cuts[nextCut] <= start { nextCut += 1 }
                while start < paragraph.upperBound {
                    let isCut = nextCut < cuts.count && cuts[nextCut] < paragraph.upperBound
                    let end = isCut ? cuts[nextCut] : paragraph.upperBound
                    if isCut { nextCut += 1 }
                    runs.append((start..<end, sweep.covering(start..<end)))
                    start = end
                }
                covered.append((block.role, runs))
            }
        }
        // A claim may begin or end in the blanks between paragraphs: its first and last run that is shown count.
        var first: [Int: Int] = [:]
        var last: [Int: Int] = [:]
        for run in covered.flatMap(\.runs) {
            for claim in run.claims {
                first[claim] = first[claim] ?? run.range.lowerBound
                last[claim] = run.range.lowerBound
            }
        }
        paragraphs = covered.map { paragraph in
            Paragraph(
                role: paragraph.role,
                runs: paragraph.runs.map { range, claims in
                    Run(
                        text: words.text(range),
                        claims: claims.sorted { (ranges[$0].count, $0) < (ranges[$1].count, $1) },
                        starts: claims.filter { first[$0] == range.lowerBound },
                        ends: claims.filter { last[$0] == range.lowerBound }
                    )
                }
            )
        }
    }

    /// Finds the claims over one stretch after the other, from the beginning of the text to its end.
    private struct Sweep {
        private let claims: [Range<Int>]
        private let byStart: [Int]
        private var next = 0
        private var open: [Int] = []

        init(_ claims: [Range<Int>]) {
            self.claims = claims
            byStart = claims.indices.filter { !claims[$0].isEmpty }
                .sorted { (claims[$0].lowerBound, $0) < (claims[$1].lowerBound, $1) }
        }

        /// The indices of the claims that cover the stretch, in the order of the list.
        mutating func covering(_ stretch: Range<Int>) -> [Int] {
            while next < byStart.count, claims[byStart[next]].lowerBound < stretch.upperBound {
                open.append(byStart[next])
                next += 1
            }
            open.removeAll { claims[$0].upperBound <= stretch.lowerBound }
            return open.sorted()
        }
    }

    /// The passages in order, without overlaps, and what stands between them. The point of a list stands with its words.
    private static func blocks(_ passages: [ArticlePassage], _ words: Words) -> [(role: String, range: Range<Int>)] {
        let length = words.scalars.count
        var blocks: [(role: String, range: Range<Int>)] = []
        var place = 0
        for passage in passages.sorted(by: { $0.start < $1.start }) {
            var start = max(place, passage.start)
            let end = min(length, passage.end)
            guard start < end else { continue }
            if place < start, words.isBare(place..<start) { start = place }
            if place < start { blocks.append(("body", place..<start)) }
            blocks.append((passage.role, start..<end))
            place = end
        }
        if place < length { blocks.append(("body", place..<length)) }
        return blocks
    }

    /// Of ASCII: the tab to the carriage return, and the blank.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        (0x09...0x0D).contains(scalar.value) || scalar == " "
    }

    /// The paragraphs of a block: divided by blank lines, without blanks around them.
    private static func paragraphs(_ words: Words, in block: Range<Int>) -> [Range<Int>] {
        var paragraphs: [Range<Int>] = []
        var lineEnds = 2
        var afterReturn = false
        for index in block where !words.isHidden(index) {
            let scalar = words.scalars[index]
            if scalar == "\n" || scalar == "\r" || scalar == "\u{2028}" || scalar == "\u{2029}" {
                // A line feed after a carriage return ends the same line.
                lineEnds += scalar == "\u{2029}" ? 2 : (scalar == "\n" && afterReturn ? 0 : 1)
            } else if !(scalar.isASCII ? isBlank(scalar) : scalar.properties.isWhitespace) {
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

    /// The text by its code points, without what readers do not see.
    private struct Words {
        let scalars: [Unicode.Scalar]
        private let bytes: [UInt8]
        /// Where each scalar begins among the bytes, and the end.
        private let starts: [Int]
        /// For each scalar; empty where all is seen.
        private let hidden: [Bool]

        init(_ text: String, _ marks: MarkdownMarks) {
            var scalars = Array(text.unicodeScalars)
            if marks == .none {
                hidden = []
                bytes = Array(text.utf8)
            } else {
                for point in marks.points { scalars[point] = "•" }
                var hidden = Array(repeating: false, count: scalars.count)
                for range in marks.hidden { for place in range { hidden[place] = true } }
                self.hidden = hidden
                bytes = []
            }
            starts = scalars.reduce(into: [0]) { $0.append($0[$0.count - 1] + UTF8.width($1)) }
            self.scalars = scalars
        }

        func isHidden(_ place: Int) -> Bool { !hidden.isEmpty && hidden[place] }

        /// True where nothing is seen but blanks and the points of lists.
        func isBare(_ range: Range<Int>) -> Bool {
            range.allSatisfy { isHidden($0) || scalars[$0] == "•" || scalars[$0].properties.isWhitespace }
        }

        func text(_ range: Range<Int>) -> String {
            if hidden.isEmpty {
                return String(decoding: bytes[starts[range.lowerBound]..<starts[range.upperBound]], as: UTF8.self)
            }
            var text = String.UnicodeScalarView()
            for place in range where !hidden[place] { text.append(scalars[place]) }
            return String(text)
        }
    }
}
