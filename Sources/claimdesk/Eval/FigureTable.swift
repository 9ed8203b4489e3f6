import Domain

/// Figures that a command has measured, for a person as a table and for a program as JSON.
struct FigureTable {
    private var groups: [(name: String, figures: [(name: String, value: JSON, shown: String)])] = []

    mutating func add(_ group: String, _ figures: [(String, Double)]) {
        groups.append((group, figures.map { ($0.0, .double($0.1), Self.text($0.1)) }))
    }

    mutating func add(_ group: String, counts: [(String, Int)], _ figures: [(String, Double)]) {
        groups.append(
            (
                group,
                counts.map { ($0.0, .int($0.1), String($0.1)) }
                    + figures.map { ($0.0, .double($0.1), Self.text($0.1)) }
            ))
    }

    func print(json: Bool) {
        guard !json else {
            let members = groups.map { group in
                JSON.Member(group.name, .object(group.figures.map { JSON.Member($0.name, $0.value) }))
            }
            return Swift.print(JSON.object(members).text(pretty: true))
        }
        var table = TextTable("ON", "FIGURE", "VALUE")
        for group in groups {
            for (place, figure) in group.figures.enumerated() {
                table.add(place == 0 ? group.name : "", figure.name, figure.shown)
            }
        }
        Swift.print(table.text)
    }

    private static func text(_ value: Double) -> String {
        let thousandths = Int((abs(value) * 10_000).rounded())
        let digits = String(thousandths % 10_000)
        return "\(value < 0 ? "-" : "")\(thousandths / 10_000)." + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
