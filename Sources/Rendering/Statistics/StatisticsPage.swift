import Domain
import Foundation

/// What statistics.mustache shows.
struct StatisticsPage: Encodable {
    struct Fact: Encodable {
        let factName: String
        let factValue: String
        let factNote: String
    }

    /// A question about the desk, answered by a chart and a table.
    struct Section: Encodable {
        let sectionID: String
        let heading: String
        let lead: String
        var hasChart = false
        var wideChart = ""
        var narrowChart = ""
        var tableCaption = ""
        var columns: [String] = []
        var tableRows: [TableRow] = []
        // Stored: templates do not see computed properties.
        var hasTable = false
        /// A long table is there for who opens it.
        var isFolded = false

        init(_ id: String, _ heading: String, _ lead: String) {
            sectionID = id
            self.heading = heading
            self.lead = lead
        }

        mutating func draw(_ chart: Chart) {
            (wideChart, narrowChart) = chart.markup
            hasChart = true
        }

        mutating func tabulate(_ caption: String, _ columns: [String], _ rows: [TableRow]) {
            (tableCaption, self.columns, tableRows) = (caption, columns, rows)
            hasTable = !rows.isEmpty
            isFolded = rows.count > 14
        }
    }

    struct TableRow: Encodable {
        let rowName: String
        let cells: [String]
    }

    struct Term: Encodable {
        let term: String
        let meaning: String
    }

    let deskName: String
    let periodWords: String
    let timeZone: String
    let madeAt: String
    let machineTime: String
    let isEmpty: Bool
    let facts: [Fact]
    let sections: [Section]
    let terms: [Term]
}

extension DeskStatistics {
    /// The figures as one page that needs nothing else: to read, to print, to send.
    package var html: String { PageLibrary.render(StatisticsPage(self), as: "statistics") }
}
