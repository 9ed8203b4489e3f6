import Extraction
import ExtractionLab
import Foundation

/// Measures how sentences are split. What a file is, its form tells.
enum SentenceEvaluation {
    /// - Throws: `Failure` for a file of none of the three forms.
    static func measure(_ files: [String], into table: inout FigureTable) throws {
        var articles = BoundaryFigures()
        var articleCount = 0
        for path in files {
            if path.hasSuffix(".gold.json") {
                articles += paragraphs(of: try GoldFile(path: path))
                articleCount += 1
            } else if path.hasSuffix(".json") {
                try goldenRules(path, &table)
            } else {
                try blocks(path, &table)
            }
        }
        guard articleCount > 0 else { return }
        table.add(
            "articles, by paragraph", counts: [("articles", articleCount), ("boundaries", articles.marked)],
            [("boundary F1", articles.f1), ("precision", articles.precision), ("recall", articles.recall)])
    }

    /// Rules: a text and the sentences it has; right when all of them are found and no more.
    private static func goldenRules(_ path: String, _ table: inout FigureTable) throws {
        struct Rule: Decodable {
            let id: Int
            let text: String
            let sentences: [String]
        }
        let json = try TextFile(named: path).text
        let rules: [Rule]
        do {
            rules = try JSONDecoder().decode([Rule].self, from: Data(json.utf8))
        } catch {
            throw Failure("\(path): a JSON file here is a list of {id, text, sentences} (\(error))")
        }
        var right = 0
        for rule in rules {
            let found = Extractor().sentences(in: Document(text: rule.text, language: "en"))
            if found == rule.sentences.map(Self.trimmed) { right += 1 }
        }
        table.add(name(path), counts: [("rules", rules.count), ("right", right)], [])
    }

    /// One sentence a line; ten of them with a blank between make a block.
    private static func blocks(_ path: String, _ table: inout FigureTable) throws {
        let lines = try TextFile(named: path).text.split(separator: "\n").map(String.init)
        var figures = BoundaryFigures()
        for start in stride(from: 0, to: lines.count, by: 10) {
            let block = lines[start..<min(start + 10, lines.count)]
            var gold: Set<Int> = []
            var end = 0
            for line in block.dropLast() {
                end += line.unicodeScalars.count + (gold.isEmpty ? 0 : 1)
                gold.insert(end)
            }
            let text = block.joined(separator: " ")
            figures += BoundaryFigures(gold: gold, predicted: inner(text))
        }
        table.add(
            name(path) + ", blocks of ten", counts: [("sentences", lines.count)],
            [("boundary F1", figures.f1), ("precision", figures.precision), ("recall", figures.recall)])
    }

    /// Boundaries within the paragraphs of an article; the ends of paragraphs are given and do not count.
    private static func paragraphs(of gold: GoldFile) -> BoundaryFigures {
        let scalars = Array(gold.document.text.unicodeScalars)
        let ends = Set(gold.sentences.map(\.range.end))
        var figures = BoundaryFigures()
        var start = 0
        while start < scalars.count {
            let newline = scalars[start...].firstIndex(of: "\n") ?? scalars.count
            let (first, last) = (start, newline)
            start = newline + 1
            guard first < last else { continue }
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars[first..<last])
            var end = last
            while end > first, scalars[end - 1].properties.isWhitespace { end -= 1 }
            let marked = Set(ends.filter { $0 > first && $0 < end }.map { $0 - first })
            figures += BoundaryFigures(gold: marked, predicted: inner(String(text)).subtracting([end - first]))
        }
        return figures
    }

    /// Where sentences end within a text, except the last one.
    private static func inner(_ text: String) -> Set<Int> {
        let ends = Extractor().extract(Document(text: text, language: "en")).sentences.map(\.range.end)
        return Set(ends.dropLast())
    }

    private static func trimmed(_ text: String) -> String {
        text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func name(_ path: String) -> String { URL(fileURLWithPath: path).lastPathComponent }
}

extension Extractor {
    fileprivate func sentences(in document: Document) -> [String] { extract(document).sentences.map(\.text) }
}
