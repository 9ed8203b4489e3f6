import Domain

// One question each.
extension StatisticsPage {
    static func flow(_ figures: DeskStatistics) -> Section? {
        let period = figures.period
        let binned = Dictionary(grouping: figures.days) { period.bin.first(of: $0.day) }
        let bins = period.bin.all(from: period.from, to: period.to)
        func sum(_ flow: DeskStatistics.Flow, _ bin: Day) -> Int {
            binned[bin, default: []].reduce(0) { $0 + $1[flow] }
        }
        var section = Section(
            "flow", "In and out",
            "Claims a \(period.bin.rawValue): what was found, and what left the desk."
        )
        let out = figures.total(.published)
        section.draw(
            .flow(
                id: "c-flow", title: "Claims in and out a \(period.bin.rawValue)",
                description:
                    "Columns above the line are claims found, \(StatisticsWords.number(figures.total(.found))) in all; "
                    + "columns below it are claims published, \(StatisticsWords.number(out)) in all, "
                    + "and dismissed or withdrawn. The table has every figure.",
                bins: bins.map { bin in
                    (
                        StatisticsWords.short(bin, period.bin), StatisticsWords.row(bin, period.bin), sum(.found, bin),
                        sum(.published, bin), sum(.dismissed, bin) + sum(.withdrawn, bin)
                    )
                }))
        section.tabulate(
            "Claims in and out a \(period.bin.rawValue)",
            [period.bin.rawValue.uppercasingFirst] + DeskStatistics.Flow.allCases.map(\.rawValue.uppercasingFirst),
            bins.reversed().map { bin in
                Row(
                    name: StatisticsWords.row(bin, period.bin),
                    cells: DeskStatistics.Flow.allCases.map { StatisticsWords.number(sum($0, bin)) })
            })
        return section
    }

    static func times(_ figures: DeskStatistics) -> Section? {
        guard let all = figures.timeToVerdict.all else { return nil }
        let bin = figures.period.bin
        let bins = bin.all(from: figures.period.from, to: figures.period.to)
        let (half, later) = (StatisticsWords.duration(all.median), StatisticsWords.duration(all.p90))
        var section = Section(
            "times", "Time to verdict",
            "Half of the verdicts came within \(half), nine of ten within \(later) of finding the claim.")
        section.draw(
            .times(
                id: "c-times", title: "Time from finding a claim to its verdict, a \(bin.rawValue)",
                description:
                    "The solid line is the time within which half of the verdicts came, \(half) over all; the dashed "
                    + "line that of nine in ten, \(later) over all. The table has every figure.",
                bins: bins.map {
                    (StatisticsWords.short($0, bin), StatisticsWords.row($0, bin), figures.timeToVerdict.byBin[$0])
                }))
        section.tabulate(
            "Time to verdict, by the \(bin.rawValue) of the verdict",
            [bin.rawValue.uppercasingFirst, "Verdicts", "Half within", "9 of 10 within"],
            bins.reversed().compactMap { day in
                figures.timeToVerdict.byBin[day].map { times in
                    Row(
                        name: StatisticsWords.row(day, bin),
                        cells: [
                            StatisticsWords.number(times.count), StatisticsWords.duration(times.median),
                            StatisticsWords.duration(times.p90),
                        ])
                }
            })
        return section
    }

    static func backlog(_ figures: DeskStatistics) -> Section? {
        let states = Claim.Status.allCases.filter { state in figures.backlog.contains { $0.status == state } }
        func count(_ age: DeskStatistics.Age, _ state: Claim.Status? = nil) -> Int {
            figures.backlog.filter { $0.age == age && (state == nil || $0.status == state) }.reduce(0) { $0 + $1.count }
        }
        var section = Section(
            "backlog", "What waits",
            figures.open == 0
                ? "Nothing waits."
                : "\(StatisticsWords.number(figures.open)) claims are open at this moment, whenever they were found.")
        if figures.open == 0 { return section }
        section.draw(
            .bars(
                id: "c-backlog", title: "Open claims by age",
                description: "One bar for each age; the table splits them by state.",
                DeskStatistics.Age.allCases.map { Bar(name: "Known for \($0.label)", value: count($0)) }))
        section.tabulate(
            "Open claims by what they wait for, and by age in days",
            ["State"] + DeskStatistics.Age.allCases.map(StatisticsWords.age) + ["All"],
            states.map { state in
                let counts = DeskStatistics.Age.allCases.map { count($0, state) }
                return Row(
                    name: StatisticsWords.status(state).uppercasingFirst,
                    cells: (counts + [counts.reduce(0, +)]).map(StatisticsWords.number))
            })
        return section
    }

    static func ratings(_ figures: DeskStatistics) -> Section? {
        let all = figures.ratings.reduce(0) { $0 + $1.count }
        if all == 0 { return nil }
        var section = Section(
            "ratings", "Verdicts by rating",
            "\(StatisticsWords.number(all)) claims were decided in these days, each counted with its last verdict.")
        let several = Set(figures.ratings.map(\.scale)).count > 1
        section.draw(
            .bars(
                id: "c-ratings", title: "Verdicts by rating", description: "One bar for each rating, the truest first.",
                figures.ratings.map { row in
                    let version = several ? " (scale version \(row.scale.version))" : ""
                    let words = "\(StatisticsWords.number(row.count)) (\(StatisticsWords.share(row.count, of: all)))"
                    return Bar(name: row.rating.label + version, value: row.count, words: words)
                }))
        return section
    }

    /// Only where a publisher has done something about what was checked.
    static func appearances(_ figures: DeskStatistics) -> Section? {
        let states = Appearance.State.allCases.filter { $0 != .unchanged && (figures.appearances[$0] ?? 0) > 0 }
        if states.isEmpty { return nil }
        var section = Section(
            "appearances", "What publishers did",
            "Claims whose verdict is public at this moment, by what has become of their words in the article.")
        section.tabulate(
            "Public claims by what has become of their words", ["Words", "Claims"],
            Appearance.State.allCases.map { state in
                Row(
                    name: state.rawValue.uppercasingFirst,
                    cells: [StatisticsWords.number(figures.appearances[state] ?? 0)])
            })
        return section
    }

    static func agreement(_ figures: DeskStatistics) -> Section? {
        guard let all = figures.agreement, let first = all.first, first.units > 0 else { return nil }
        var section = Section(
            "agreement", "Do reviewers agree?",
            """
            \(StatisticsWords.number(first.units)) claims had two reviews or more in these days. Alpha (Krippendorff's) is 1 \
            where all agree, and 0 where chance would do as well.
            """
        )
        section.tabulate(
            "Agreement on the scale in use",
            ["Two ratings differ by", "Alpha", "Same pairs", "Claims", "Reviews"],
            all.map { metric in
                let name =
                    switch metric.metric {
                    case .nominal: "being others at all"
                    case .ordinal: "how many ratings lie between"
                    case .interval: "the square of their distance"
                    }
                return Row(
                    name: name,
                    cells: [
                        metric.alpha.map(alpha) ?? "–",
                        metric.observedAgreement.map { "\(Int(($0 * 100).rounded())) %" } ?? "–",
                        StatisticsWords.number(metric.units), StatisticsWords.number(metric.values),
                    ])
            })
        return section
    }

    static func evidence(_ figures: DeskStatistics) -> Section? {
        let all = figures.evidence.reduce(0) { $0 + $1.count }
        if all == 0 { return nil }
        let kinds: [EvidenceInput.Kind?] = EvidenceInput.Kind.allCases + [nil]
        func count(_ kind: EvidenceInput.Kind?, _ stance: EvidenceInput.Stance? = nil) -> Int {
            figures.evidence.filter { $0.kind == kind && (stance == nil || $0.stance == stance) }.reduce(0) {
                $0 + $1.count
            }
        }
        var section = Section(
            "evidence", "What verdicts rest on",
            "\(StatisticsWords.number(all)) items are cited by the verdicts of these days.")
        section.draw(
            .bars(
                id: "c-evidence", title: "Cited evidence by kind", description: "One bar for each kind of source.",
                kinds.map { kind in
                    let words =
                        "\(StatisticsWords.number(count(kind))) (\(StatisticsWords.share(count(kind), of: all)))"
                    return Bar(name: StatisticsWords.kind(kind), value: count(kind), words: words)
                }))
        section.tabulate(
            "Cited evidence by kind, and by what it says of the claim",
            ["Kind"] + EvidenceInput.Stance.allCases.map(\.rawValue.uppercasingFirst) + ["All"],
            kinds.map { kind in
                Row(
                    name: StatisticsWords.kind(kind),
                    cells: (EvidenceInput.Stance.allCases.map { count(kind, $0) } + [count(kind)]).map(
                        StatisticsWords.number))
            })
        return section
    }

    /// The largest groups as bars and as a table; those without a name are told in words alone: they would dwarf the
    /// rest.
    static func balance(_ balance: TriageBalance, _ id: String, _ heading: String) -> Section? {
        let named = balance.groups.filter { $0.name != nil }
        guard !named.isEmpty else { return nil }
        let shown = named.prefix(12)
        let unnamed = balance.groups.first { $0.name == nil }?.counts.found ?? 0
        let what = balance.grouping == .topic ? "topics" : "named claimants"
        let without = balance.grouping == .topic ? "are of articles without a topic" : "have no named claimant"
        var section = Section(
            id, heading,
            """
            The \(shown.count) \(what) with the most claims found in these days, and (dark) how many of those are \
            published by now. \(StatisticsWords.number(unnamed)) of \(StatisticsWords.number(balance.total.found)) claims \(without).
            """
        )
        section.draw(
            .bars(
                id: "c-\(id)", title: "\(heading): claims found and published",
                description: "One bar for each of the \(what); the dark part is published.",
                shown.map { group in
                    let counts = group.counts
                    let share = StatisticsWords.share(counts.published, of: counts.found)
                    return Bar(
                        name: group.name ?? "", value: counts.found, part: counts.published,
                        words: "\(StatisticsWords.number(counts.found)), \(share) published")
                }))
        section.tabulate(
            "\(heading): what became of the claims found in these days",
            [
                balance.grouping.rawValue.uppercasingFirst, "Found", "Queued", "Dismissed", "Decided", "Published",
            ],
            shown.map { group in
                Row(name: group.name ?? "", cells: group.counts.named.map { StatisticsWords.number($0.1) })
            })
        return section
    }
}
