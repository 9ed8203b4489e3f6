extension DeskStatistics {
    /// `{desk,from,to,timeZone,generatedAt,totals,days,timeToVerdict,backlog,ratings,evidence,appearances,agreement,
    /// claimants,topics}`
    package var json: JSON {
        [
            "desk": .string(desk),
            "from": .string(period.from.description),
            "to": .string(period.to.description),
            "timeZone": .string(period.timeZone),
            "generatedAt": JSON(generatedAt),
            "totals": .object(Flow.allCases.map { JSON.Member($0.rawValue, .int(total($0))) }),
            "days": JSON(days.map(\.json)),
            "timeToVerdict": timesJSON,
            "backlog": backlogJSON,
            "ratings": JSON(
                ratings.map {
                    [
                        "scale": $0.scale.json, "key": .string($0.rating.key), "label": .string($0.rating.label),
                        "count": .int($0.count),
                    ]
                }),
            "evidence": JSON(
                evidence.map { ["kind": JSON($0.kind), "stance": JSON($0.stance), "count": .int($0.count)] }),
            "appearances": .object(
                Appearance.State.allCases.map { JSON.Member($0.rawValue, .int(appearances[$0] ?? 0)) }),
            "agreement": agreement.map { JSON($0.map(\.json)) } ?? .null,
            "claimants": claimants.json,
            "topics": topics.json,
        ]
    }

    private var timesJSON: JSON {
        let bins = period.bin.all(from: period.from, to: period.to).map { first -> JSON in
            (["from": .string(first.description)] as JSON).adding(timeToVerdict.byBin[first])
        }
        return (["bin": JSON(period.bin)] as JSON).adding(timeToVerdict.all).adding(["bins": JSON(bins)])
    }

    private var backlogJSON: JSON {
        let ages = Age.allCases.map { age -> JSON in
            let rows = backlog.filter { $0.age == age }
            return [
                "age": JSON(age),
                "youngerThanSeconds": JSON(age.limit),
                "total": .int(rows.reduce(0) { $0 + $1.count }),
                "claims": .object(rows.map { JSON.Member($0.status.rawValue, .int($0.count)) }),
            ]
        }
        return ["total": .int(open), "byAge": JSON(ages)]
    }
}

extension DeskStatistics.DayCounts {
    /// `{date,found,queued,reviewed,decided,published,dismissed,withdrawn,corrected,retracted}`
    fileprivate var json: JSON {
        .object(
            [JSON.Member("date", .string(day.description))]
                + DeskStatistics.Flow.allCases.map { JSON.Member($0.rawValue, .int(self[$0])) })
    }
}

extension JSON {
    /// `{count,medianSeconds,p90Seconds}`, nulls where there is no verdict.
    fileprivate func adding(_ times: DeskStatistics.Times?) -> JSON {
        adding([
            "count": .int(times?.count ?? 0), "medianSeconds": JSON(times.map { ($0.median * 10).rounded() / 10 }),
            "p90Seconds": JSON(times.map { ($0.p90 * 10).rounded() / 10 }),
        ])
    }
}
