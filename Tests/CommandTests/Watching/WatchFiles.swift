import Domain
import Foundation
import Testing

/// The files in `observability/`, as far as a test must understand them.
enum WatchFiles {
    /// What Prometheus is asked, and what of the answer's labels is shown.
    struct Question: Sendable {
        /// Where it stands, for a failure.
        let place: String
        let expression: String
        let shown: Set<String>

        /// The metrics that it names.
        var names: Set<String> { Set(expression.matches(of: /claimdesk_[a-z_]+/).map { String($0.output) }) }

        /// What it demands of each metric's labels: name, label, operator, value.
        var demands: [(name: String, label: String, comparison: String, value: String)] {
            expression.matches(of: #/(claimdesk_[a-z_]+)\{((?:[a-z_]+(?:=~|!~|!=|=)"[^"]*",?)*)\}/#).flatMap {
                selector in
                selector.output.2.matches(of: #/([a-z_]+)(=~|!~|!=|=)"([^"]*)"/#).map { demand in
                    (
                        String(selector.output.1), String(demand.output.1), String(demand.output.2),
                        String(demand.output.3)
                    )
                }
            }
        }

        /// The labels that it keeps.
        var kept: Set<String> {
            Set(
                expression.matches(of: /by \(([^)]*)\)/).flatMap {
                    $0.output.1.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
                })
        }
    }

    static func text(_ name: String) throws -> String {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../observability")
        return try String(contentsOf: folder.appending(path: name).standardized, encoding: .utf8)
    }

    /// The dashboard's panels and the lists that its variables are filled from.
    static func dashboard() throws -> [Question] {
        let dashboard = try JSON(reading: Array(try text("dashboard.json").utf8))
        let panels = (dashboard["panels"]?.items ?? []).flatMap { panel in
            (panel["targets"]?.items ?? []).map { target in
                let legend = target["legendFormat"]?.string ?? ""
                return Question(
                    place: panel["title"]?.string ?? "?", expression: target["expr"]?.string ?? "",
                    shown: Set(legend.matches(of: /\{\{([a-z_]+)\}\}/).map { String($0.output.1) }))
            }
        }
        let variables = (dashboard["templating"]?["list"]?.items ?? []).compactMap { variable in
            variable["query"]?["query"]?.string.map {
                Question(place: variable["name"]?.string ?? "?", expression: $0, shown: [])
            }
        }
        return panels + variables
    }

    /// The lines that a rule consists of, in their order.
    private static var rule: [Regex<(Substring, Substring)>] {
        [
            #/      - alert: (Claimdesk[A-Za-z]+)/#, #/        expr: '([^']+)'/#, #/        for: ([0-9]+[smh])/#,
            #/        labels: \{severity: (critical|warning|info)\}/#, #/        annotations:()/#,
            #/          summary: '([^']+\.)'/#, #/          description: '([^']+)'/#,
        ]
    }

    /// The alerts. Anything but the few lines that make a list of rules is a failure: YAML that nobody here can read.
    static func alerts() throws -> [Question] {
        var lines = try text("alerts.yml").split(separator: "\n", omittingEmptySubsequences: false)[...]
        while lines.first?.hasPrefix("#") == true { lines.removeFirst() }
        #expect(lines.popLast() == "")
        #expect(lines.prefix(3) == ["groups:", "  - name: claimdesk", "    rules:"])
        lines = lines.dropFirst(3)
        var alerts: [Question] = []
        while !lines.isEmpty {
            var found: [Substring] = []
            for (line, form) in zip(lines, rule) {
                found.append(try #require(try form.wholeMatch(in: line), "“\(line)” is not what comes next").output.1)
            }
            try #require(found.count == rule.count, "the last rule is not whole")
            lines = lines.dropFirst(rule.count)
            let shown = "\(found[5])\(found[6])".matches(of: /\$labels\.([a-z_]+)/).map { String($0.output.1) }
            alerts.append(Question(place: String(found[0]), expression: String(found[1]), shown: Set(shown)))
        }
        return alerts
    }
}
