import Extraction
import ExtractionLab
import SwiftCSV

/// Data with check-worthiness labels, by the form of each file: `NAME.gold.json` is an article (with NAME.txt beside it),
/// `NAME.csv` has lines with the columns `text` and `label`.
struct LabelledData {
    var articles: [LabelledArticle] = []
    var lines: [LabelledLine] = []

    /// - Throws: `Failure` for a file that is missing or of neither form.
    init(files: [String]) throws {
        for path in files {
            if path.hasSuffix(".csv") {
                lines += try Self.lines(path)
            } else {
                let gold = try GoldFile(path: path)
                let labels = gold.sentences.compactMap { sentence in
                    sentence.checkWorthiness.map { LabelledArticle.Label(range: sentence.range, checkWorthiness: $0) }
                }
                articles.append(LabelledArticle(document: gold.document, labels: labels))
            }
        }
    }

    static func lines(_ path: String) throws -> [LabelledLine] {
        let text = try TextFile(named: path).text
        let table: CSV<Named>
        do {
            table = try CSV<Named>(string: text, delimiter: .comma, loadColumns: false)
        } catch {
            throw Failure("\(path): this is no CSV (\(error))")
        }
        return try table.rows.enumerated().map { number, row in
            guard let text = row["text"], let label = row["label"].flatMap(CheckWorthiness.init) else {
                throw Failure("\(path), row \(number + 1): a row needs a text and a label of important, minor or not")
            }
            return LabelledLine(text: text, checkWorthiness: label)
        }
    }
}
