import Domain
import Foundation

/// What statistics.mustache shows.
struct StatisticsPage: TemplatedPage {
    static let template = "statistics"

    struct Fact: Codable {
        let name: String
        let value: String
        let note: String
    }

    /// A question about the desk, answered by a chart and a table.
    struct Section: Codable {
        let id: String
        let heading: String
        let lead: String
        private(set) var picture: Picture?
        private(set) var table: Table?

        init(_ id: String, _ heading: String, _ lead: String) {
            self.id = id
            self.heading = heading
            self.lead = lead
        }

        mutating func draw(_ chart: Chart) {
            let (wide, narrow) = chart.markup
            picture = Picture(wide: wide, narrow: narrow)
        }

        mutating func tabulate(_ caption: String, _ columns: [String], _ rows: [Row]) {
            if rows.isEmpty { return }
            table = Table(caption: caption, columns: columns, rows: rows, isFolded: rows.count > 14)
        }
    }

    /// A chart as markup, for wide and for narrow windows.
    struct Picture: Codable {
        let wide: String
        let narrow: String
    }

    struct Table: Codable {
        let caption: String
        let columns: [String]
        let rows: [Row]
        /// A long table is there for who opens it.
        let isFolded: Bool
    }

    struct Row: Codable {
        let name: String
        let cells: [String]
    }

    struct Term: Codable {
        let name: String
        let meaning: String
    }

    let deskName: String
    let periodWords: String
    let timeZone: String
    let madeAt: String
    let time: String
    let isEmpty: Bool
    let facts: [Fact]
    let sections: [Section]
    let terms: [Term]
}

extension DeskStatistics {
    /// The figures as one page that needs nothing else: to read, to print, to send.
    package var html: String { PageLibrary.render(StatisticsPage(self)) }
}
