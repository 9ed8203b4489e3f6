/// Rows in columns for a person at a terminal.
struct TextTable {
    let head: [String]
    private(set) var rows: [[String]] = []

    init(_ head: String...) { self.head = head }

    /// - Parameter row: anything; each cell is made one line.
    mutating func add(_ row: String...) { rows.append(row.map(TerminalText.oneLine)) }

    /// Columns two blanks apart, as wide as their longest cell, without blanks at the ends of lines.
    var text: String {
        let all = [head] + rows
        let widths = head.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            let cells = row.enumerated().map { column, cell in
                cell + String(repeating: " ", count: widths[column] - cell.count)
            }
            return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
        }.joined(separator: "\n")
    }
}
