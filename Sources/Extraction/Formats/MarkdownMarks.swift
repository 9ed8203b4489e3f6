/// What makes a text Markdown and is not for its readers: marks of headings, emphasis and quotations, addresses of links, lines
/// that only divide, front matter and definitions. Code and tables stay as they are.
package struct MarkdownMarks: Sendable, Equatable {
    /// Code points that a reader does not see, in order.
    package let hidden: [Range<Int>]
    /// Code points that stand for the point of a list.
    package let points: [Int]

    package static let none = MarkdownMarks(hidden: [], points: [])

    private init(hidden: [Range<Int>], points: [Int]) {
        self.hidden = hidden
        self.points = points
    }

    /// The marks of a text. One that takes longer to read than any does has none.
    package init(in text: String) {
        let source = SourceText(text)
        let budget = ReadingBudget(steps: ReadingBudget.most(for: source.count))
        do {
            var finder = MarkFinder(source: source)
            finder.find(in: try MarkdownFormat.blocks(source, budget))
            self.init(hidden: finder.hidden, points: finder.points)
        } catch {
            self = .none
        }
    }

    /// A text as its readers see it.
    package static func removed(from text: String) -> String {
        let marks = MarkdownMarks(in: text)
        if marks == .none { return text }
        var kept = String.UnicodeScalarView()
        var hidden = marks.hidden[...]
        let points = Set(marks.points)
        for (place, scalar) in text.unicodeScalars.enumerated() {
            while let first = hidden.first, first.upperBound <= place { hidden.removeFirst() }
            if let first = hidden.first, first.contains(place) { continue }
            kept.append(points.contains(place) ? "•" : scalar)
        }
        return String(kept)
    }
}

/// Goes through the lines of a text beside its blocks.
private struct MarkFinder {
    let source: SourceText
    private(set) var hidden: [Range<Int>] = []
    private(set) var points: [Int] = []
    private var isInFence = false

    init(source: SourceText) { self.source = source }

    mutating func find(in blocks: [Block]) {
        let parts = blocks.flatMap { block -> [TextRange] in
            if case .machinery = block.kind { [] } else { block.visible }
        }
        let machinery = blocks.filter { if case .machinery = $0.kind { true } else { false } }.map(\.range)
        var part = 0
        var machine = 0
        for line in Line.read(source).map(\.range) {
            while machine < machinery.count, machinery[machine].end <= line.start { machine += 1 }
            if machine < machinery.count, machinery[machine].start <= line.start {
                hideMachinery(line)
                continue
            }
            while part < parts.count, parts[part].end <= line.start { part += 1 }
            var seen: [TextRange] = []
            var next = part
            while next < parts.count, parts[next].start < line.end {
                seen.append(TextRange(start: max(parts[next].start, line.start), end: min(parts[next].end, line.end)))
                next += 1
            }
            hide(line, but: seen)
        }
    }

    private mutating func hideMachinery(_ line: TextRange) {
        let first = source.scalars[line.start]
        let isFence = first == 0x60 || first == 0x7E
        if isFence { isInFence.toggle() }
        if !isFence, isInFence || first == 0x7C { return }
        hidden.append(line.start..<line.end)
    }

    private mutating func hide(_ line: TextRange, but seen: [TextRange]) {
        guard let first = seen.first else {
            hidden.append(line.start..<line.end)
            return
        }
        var place = line.start
        if first.start > place {
            switch source.scalars[place] {
            // A point and the blank behind it; what else stands before the words is emphasis.
            case 0x2A, 0x2B, 0x2D:
                guard place + 1 < first.start, CharacterTraits.of(source.scalars[place + 1]).contains(.space) else {
                    break
                }
                points.append(place)
                place += 2
            case 0x30...0x39: place = first.start
            default: break
            }
        }
        var found: [Range<Int>] = []
        var brackets: [Range<Int>] = []
        for range in seen + [TextRange(start: line.end, end: line.end)] {
            if range.start > place { marks(in: place..<range.start, of: line, &found, &brackets) }
            place = max(place, range.end)
        }
        hidden += found.sorted { $0.lowerBound < $1.lowerBound }
    }

    /// What of a stretch that the reading passes over is a mark indeed: “2 * 3”, “~5 km” and “[sic]” have none.
    ///
    /// - Parameter brackets: those that were opened before on the line, and are marks once an address follows.
    private func marks(
        in stretch: Range<Int>, of line: TextRange, _ found: inout [Range<Int>], _ brackets: inout [Range<Int>]
    ) {
        func scalar(_ place: Int) -> UInt32 {
            (line.start..<line.end).contains(place) ? source.scalars[place] : 0x20
        }
        func isBlank(_ place: Int) -> Bool { CharacterTraits.of(scalar(place)).contains(.space) }
        var place = stretch.lowerBound
        while place < stretch.upperBound {
            let start = place
            place += 1
            switch scalar(start) {
            case 0x2A where isBlank(start - 1) && isBlank(place): break
            case 0x7E where scalar(start - 1) != 0x7E && scalar(place) != 0x7E: break
            case 0x21 where scalar(place) == 0x5B:
                brackets.append(start..<place + 1)
                place += 1
            case 0x5B: brackets.append(start..<place)
            case 0x5D:
                let opened = brackets.popLast()
                let close: UInt32? = scalar(place) == 0x28 ? 0x29 : scalar(place) == 0x5B ? 0x5D : nil
                guard let opened, let close,
                    let end = (place..<stretch.upperBound).first(where: { $0 > place && scalar($0) == close })
                else { break }
                place = end + 1
                found += [opened, start..<place]
            default: found.append(start..<place)
            }
        }
    }
}
