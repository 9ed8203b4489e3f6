import Foundation

extension TopFigures {
    /// How many desks are listed: those that wait longest.
    private static let queueLimit = 8

    /// For a person; lines are as wide as what they say.
    var text: String {
        [paces, queueTable, state, statementTable].compactMap(\.self).joined(separator: "\n\n")
    }

    private var paces: String {
        var table = TextTable("", "a second", "half within", "99 % within", "")
        func add(_ name: String, _ pace: Pace, _ note: String) {
            table.add(name, Self.rate(pace.perSecond), Self.time(pace.half), Self.time(pace.most), note)
        }
        add("requests", requests, "\(inFlight) in flight")
        add(
            "takes", takes,
            "\(Self.rate(emptyTakesPerSecond)) found nothing, \(Self.rate(expiredPerSecond)) leases ran out a second")
        add("reviews", reviews, "")
        if let runs {
            add("job runs", runs, "waited \(Self.time(jobWait)), \(Self.rate(retriesPerSecond)) tried again a second")
        }
        return table.text
    }

    private var queueTable: String? {
        if queues.isEmpty { return nil }
        var table = TextTable("queue of", "open", "taken", "longest wait")
        for queue in queues.prefix(Self.queueLimit) {
            table.add(
                queue.desk, "\(queue.open)", "\(queue.leased)",
                queue.oldestSeconds > 0 ? QueueCommand.duration(queue.oldestSeconds) : "–")
        }
        let rest = queues.count - Self.queueLimit
        return table.text + (rest > 0 ? "\nand \(counted(rest, "desk")) more" : "")
    }

    private var state: String {
        var table = TextTable("now", "")
        let states = ["available", "scheduled", "running", "retryable", "discarded"].compactMap { state in
            jobs[state].flatMap { $0 > 0 ? "\($0) \(state)" : nil }
        }
        if isDatabaseUp {
            let oldest = oldestJobSeconds.flatMap { $0 > 0 ? ", the oldest waits \(QueueCommand.duration($0))" : nil }
            table.add("jobs", (states.isEmpty ? "none" : states.joined(separator: ", ")) + (oldest ?? ""))
        }
        table.add(
            "connections",
            ["in_use": "in use", "idle": "idle", "waiting": "waiting"].sorted { $0.key < $1.key }.map {
                "\(connections[$0.key] ?? 0) \($0.value)"
            }.joined(separator: ", ") + "; 99 % of waits over within \(Self.time(connectionWait))")
        table.add("lag", "loops \(Self.time(lagOfLoops)), tasks \(Self.time(lagOfTasks)) (99 %)")
        guard isDatabaseUp else {
            table.add("database", "does not answer")
            return table.text
        }
        table.add(
            "database",
            "oldest transaction \(Self.time(oldestTransactionSeconds)), oldest snapshot "
                + "\(counted(oldestSnapshotAge ?? 0, "transaction")) ago")
        let dead = deadRows.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(4)
        table.add("dead rows", dead.isEmpty ? "none" : dead.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
        return table.text
    }

    private var statementTable: String? {
        if statements.isEmpty { return nil }
        var table = TextTable("statements", "a second", "mean", "seconds a second")
        for statement in statements {
            table.add(
                statement.name, Self.rate(statement.perSecond), Self.time(statement.mean),
                String(format: "%.3f", statement.load))
        }
        return table.text
    }

    /// How often, as a person reads it: 0, 0.5, 12.3, 1204.
    private static func rate(_ perSecond: Double) -> String {
        perSecond == 0 ? "0" : String(format: perSecond < 100 ? "%.1f" : "%.0f", perSecond)
    }

    /// How long, as a person reads it: – for what did not happen.
    private static func time(_ seconds: Double?) -> String {
        guard let seconds else { return "–" }
        switch seconds {
        case ..<0.01: return String(format: "%.1f ms", seconds * 1000)
        case ..<1: return String(format: "%.0f ms", seconds * 1000)
        case ..<120: return String(format: "%.1f s", seconds)
        default: return QueueCommand.duration(seconds)
        }
    }
}
