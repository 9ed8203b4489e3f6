extension MarkedText {
    /// How much stands on either side of a claim that is shown in its passage, code points: two or three sentences.
    static let surroundings = 240
    /// So little is left out nowhere: a mark in its place would be no shorter to read.
    private static let remnant = 60

    /// What stands around some of the claims: their paragraphs, cut on both sides where they are long. “…” stands for what
    /// was left out.
    ///
    /// - Parameter claims: indices of the list that the text was made with.
    func around(_ claims: Set<Int>) -> [Paragraph] {
        var shown: [Paragraph] = []
        var wasLeftOut = false
        for paragraph in paragraphs {
            guard let excerpt = Self.excerpt(of: paragraph, around: claims) else {
                wasLeftOut = true
                continue
            }
            if wasLeftOut { shown.append(Self.gap) }
            wasLeftOut = false
            shown.append(excerpt)
        }
        if wasLeftOut, !shown.isEmpty { shown.append(Self.gap) }
        return shown
    }

    private static let gap = Paragraph(role: "body", runs: [run("…")])

    private static func run(_ text: String) -> Run { Run(text: text, claims: [], starts: [], ends: []) }

    /// - Returns: nil for a paragraph in which none of the claims stands.
    private static func excerpt(of paragraph: Paragraph, around claims: Set<Int>) -> Paragraph? {
        let runs = paragraph.runs
        let chosen = runs.indices.filter { !claims.isDisjoint(with: runs[$0].claims) }
        if chosen.isEmpty { return nil }
        // Where each run begins, and the end; what is kept, in order.
        let starts = runs.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.text.unicodeScalars.count) }
        let length = starts[runs.count]
        var kept: [Range<Int>] = []
        for index in chosen {
            let (from, to) = (starts[index] - surroundings, starts[index + 1] + surroundings)
            let start = from <= remnant ? 0 : from
            let end = length - to <= remnant ? length : to
            if let before = kept.last, start - before.upperBound <= remnant {
                kept[kept.count - 1] = before.lowerBound..<max(before.upperBound, end)
            } else {
                kept.append(start..<end)
            }
        }
        var shown: [Run] = []
        for range in kept {
            if range.lowerBound > 0 { shown.append(run(shown.isEmpty ? "… " : " … ")) }
            for index in runs.indices where starts[index] < range.upperBound && range.lowerBound < starts[index + 1] {
                let cut = max(range.lowerBound, starts[index])..<min(range.upperBound, starts[index + 1])
                shown.append(part(of: runs[index], cut, starts[index]..<starts[index + 1]))
            }
        }
        if let end = kept.last?.upperBound, end < length { shown.append(run(" …")) }
        return Paragraph(role: paragraph.role, runs: shown)
    }

    /// A part of a run, from a word's beginning to a word's end where it is cut. Of a claim nothing is cut.
    private static func part(of run: Run, _ cut: Range<Int>, _ whole: Range<Int>) -> Run {
        if cut == whole { return run }
        var scalars = Array(run.text.unicodeScalars)[
            (cut.lowerBound - whole.lowerBound)..<(cut.upperBound - whole.lowerBound)]
        if cut.lowerBound > whole.lowerBound, let blank = scalars.firstIndex(where: \.properties.isWhitespace) {
            scalars = scalars[blank...].drop(while: \.properties.isWhitespace)
        }
        if cut.upperBound < whole.upperBound, let blank = scalars.lastIndex(where: \.properties.isWhitespace) {
            scalars = scalars[..<blank]
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return Run(
            text: String(text), claims: run.claims, starts: cut.lowerBound == whole.lowerBound ? run.starts : [],
            ends: cut.upperBound == whole.upperBound ? run.ends : [])
    }
}
