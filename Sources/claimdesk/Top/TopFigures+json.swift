import Domain

extension TopFigures {
    /// The same for a program: times in milliseconds unless a name says seconds, null for what did not happen.
    var json: JSON {
        [
            "seconds": .double(Self.rounded(seconds)),
            "requests": Self.json(requests, ["inFlight": .int(inFlight)]),
            "takes": Self.json(takes, ["emptyPerSecond": .double(Self.rounded(emptyTakesPerSecond))]),
            "reviews": Self.json(reviews),
            "leases": ["expiredPerSecond": .double(Self.rounded(expiredPerSecond))],
            "queues": JSON(
                queues.map { queue in
                    [
                        "desk": .string(queue.desk), "open": .int(queue.open), "leased": .int(queue.leased),
                        "oldestSeconds": .double(Self.rounded(queue.oldestSeconds)),
                    ]
                }),
            "jobs": [
                "byState": Self.json(jobs), "oldestSeconds": JSON(oldestJobSeconds.map(Self.rounded)),
                "runs": runs.map {
                    Self.json(
                        $0,
                        [
                            "waitP99": JSON(Self.milliseconds(jobWait)),
                            "retriesPerSecond": .double(Self.rounded(retriesPerSecond)),
                        ])
                } ?? .null,
            ],
            "pool": [
                "inUse": JSON(connections["in_use"]), "idle": JSON(connections["idle"]),
                "waiting": JSON(connections["waiting"]), "waitP99": JSON(Self.milliseconds(connectionWait)),
            ],
            "database": [
                "up": .bool(isDatabaseUp),
                "oldestTransactionSeconds": JSON(oldestTransactionSeconds.map(Self.rounded)),
                "oldestSnapshotAge": JSON(oldestSnapshotAge), "deadRows": Self.json(deadRows),
            ],
            "lag": ["httpP99": JSON(Self.milliseconds(lagOfLoops)), "tasksP99": JSON(Self.milliseconds(lagOfTasks))],
            "statements": JSON(
                statements.map { statement in
                    [
                        "name": .string(statement.name), "perSecond": .double(Self.rounded(statement.perSecond)),
                        "mean": JSON(Self.milliseconds(statement.mean)),
                        "secondsPerSecond": .double(Self.rounded(statement.load)),
                    ]
                }),
        ]
    }

    private static func json(_ pace: Pace, _ more: [JSON.Member] = []) -> JSON {
        .object(
            [
                .init("perSecond", .double(rounded(pace.perSecond))), .init("p50", JSON(milliseconds(pace.half))),
                .init("p99", JSON(milliseconds(pace.most))),
            ] + more)
    }

    private static func json(_ pace: Pace, _ more: KeyValuePairs<String, JSON>) -> JSON {
        json(pace, more.map { JSON.Member($0.key, $0.value) })
    }

    private static func json(_ counts: [String: Int]) -> JSON {
        .object(counts.sorted { $0.key < $1.key }.map { .init($0.key, .int($0.value)) })
    }

    private static func milliseconds(_ seconds: Double?) -> Double? { seconds.map { rounded($0 * 1000) } }

    private static func rounded(_ number: Double) -> Double { (number * 1000).rounded() / 1000 }
}
