import Domain

extension DeskStatistics {
    /// The figures for spreadsheets, one a row: `figure,date,group,part,value`. A date is the first day of what the
    /// figure is of; figures of the whole period have none.
    package var csv: String {
        var rows = [["figure", "date", "group", "part", "value"]]
        func add(_ figure: String, _ date: Day?, _ group: String, _ part: String, _ value: String) {
            rows.append([figure, date?.description ?? "", group, part, value])
        }
        for day in days { for flow in Flow.allCases { add(flow.rawValue, day.day, "", "", String(day[flow])) } }
        func add(_ times: Times?, _ date: Day?) {
            guard let times else { return }
            add("timeToVerdict", date, "", "medianSeconds", String((times.median * 10).rounded() / 10))
            add("timeToVerdict", date, "", "p90Seconds", String((times.p90 * 10).rounded() / 10))
            add("timeToVerdict", date, "", "count", String(times.count))
        }
        add(timeToVerdict.all, nil)
        for first in period.bin.all(from: period.from, to: period.to) { add(timeToVerdict.byBin[first], first) }
        for row in backlog { add("backlog", nil, row.age.label, row.status.rawValue, String(row.count)) }
        for row in ratings { add("ratings", nil, row.rating.label, row.rating.key, String(row.count)) }
        for row in evidence {
            add("evidence", nil, row.kind?.rawValue ?? "", row.stance.rawValue, String(row.count))
        }
        for state in Appearance.State.allCases {
            add("appearances", nil, "", state.rawValue, String(appearances[state] ?? 0))
        }
        for row in agreement ?? [] {
            add("agreement", nil, row.metric.rawValue, "alpha", row.alpha.map { String($0) } ?? "")
            add("agreement", nil, row.metric.rawValue, "observed", row.observedAgreement.map { String($0) } ?? "")
            add("agreement", nil, row.metric.rawValue, "claims", String(row.units))
        }
        for balance in [claimants, topics] {
            for (name, counts) in balance.rows {
                for (part, value) in counts.named { add(balance.grouping.rawValue, nil, name, part, String(value)) }
            }
        }
        // Values are ours, and a negative one is a number and no formula.
        return rows.map { ($0.dropLast().map { CSV.cell($0) } + $0.suffix(1)).joined(separator: ",") + "\r\n" }.joined()
    }
}

extension TriageBalance {
    /// The groups, those without a name and the rest under words of ours.
    var rows: [(name: String, counts: Counts)] {
        let none = grouping == .topic ? "(no topic)" : "(nobody named)"
        return groups.map { ($0.name ?? none, $0.counts) } + (rest.map { [("(all others)", $0)] } ?? [])
    }
}

extension TriageBalance.Counts {
    var named: [(String, Int)] {
        [
            ("found", found), ("queued", queued), ("dismissed", dismissed), ("decided", decided),
            ("published", published),
        ]
    }
}
