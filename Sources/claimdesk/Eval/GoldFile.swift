import Domain
import Extraction
import ExtractionLab
import Foundation

/// An article with labels: `NAME.gold.json` beside `NAME.txt`.
struct GoldFile {
    let document: Document
    let sentences: [GoldSentence]

    /// - Throws: `Failure` when one of the two files is missing or not of that form.
    init(path: String) throws {
        guard path.hasSuffix(".gold.json") else {
            throw Failure("\(path): a labelled article is a file NAME.gold.json with NAME.txt beside it")
        }
        let json = try TextFile(named: path).text
        let gold: Labels
        do {
            gold = try JSONDecoder().decode(Labels.self, from: Data(json.utf8))
        } catch {
            throw Failure("\(path): this is no labelled article (\(error))")
        }
        let text = try TextFile(named: String(path.dropLast(".gold.json".count)) + ".txt").text
        document = Document(
            text: text, title: gold.title, language: gold.language ?? "en",
            publishedOn: gold.publishedAt.flatMap(PublicationDay.init))
        sentences = gold.sentences.map(\.sentence)
    }
}

/// The shape of a labels file. Where two people labelled and disagree, a field is null or a list.
private struct Labels: Decodable {
    let title: String?
    let language: String?
    let publishedAt: String?
    let sentences: [Item]

    struct Item: Decodable {
        let start: Int
        let end: Int
        let checkworthy: OneOrMore?
        let role: OneOrMore?
        let claimant: OneOrMore?
        let kind: OneOrMore?
        let anonymous: Bool?

        var sentence: GoldSentence {
            GoldSentence(
                range: TextRange(start: start, end: end),
                checkWorthiness: checkworthy?.agreed.flatMap(CheckWorthiness.init),
                role: role?.agreed.flatMap(Role.init), claimants: claimant?.values ?? [],
                isAnonymous: anonymous ?? kind?.agreed.map { $0 == "anonymous" })
        }
    }

    enum OneOrMore: Decodable {
        case one(String)
        case more([String?])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            do {
                self = .one(try container.decode(String.self))
            } catch is DecodingError {
                self = .more(try container.decode([String?].self))
            }
        }

        var values: [String] {
            switch self {
            case .one(let value): [value]
            case .more(let values): values.compactMap { $0 }
            }
        }

        /// The value, unless people disagree.
        var agreed: String? { if case .one(let value) = self { value } else { nil } }
    }
}

extension PublicationDay {
    /// Reads 2026-03-01.
    init?(_ text: String) {
        guard let day = Day(String(text.prefix(10))) else { return nil }
        self.init(day)
    }

    init(_ day: Day) { self.init(year: day.year, month: day.month, day: day.day) }
}
