import Domain
import Foundation

extension StatisticsPage {
    init(_ figures: DeskStatistics) {
        let period = figures.period
        deskName = figures.desk
        periodWords =
            period.from == period.to
            ? StatisticsWords.day(period.from)
            : "\(StatisticsWords.day(period.from)) to \(StatisticsWords.day(period.to))"
        timeZone = period.timeZone
        time = Timestamp.text(figures.generatedAt)
        madeAt = time.prefix(16).replacing("T", with: " ") + " UTC"
        isEmpty = figures.open == 0 && DeskStatistics.Flow.allCases.allSatisfy { figures.total($0) == 0 }
        facts = Self.facts(figures)
        sections = [
            Self.flow(figures), Self.times(figures), Self.backlog(figures), Self.ratings(figures),
            Self.appearances(figures),
            Self.agreement(figures), Self.evidence(figures),
            Self.balance(figures.claimants, "claimants", "Who is checked"),
            Self.balance(figures.topics, "topics", "What is checked"),
        ].compactMap(\.self)
        terms = Self.meanings.map { Term(name: $0.0, meaning: $0.1) }
    }

    private static func facts(_ figures: DeskStatistics) -> [Fact] {
        let number = StatisticsWords.number
        let times = figures.timeToVerdict.all
        let old = figures.backlog.filter { $0.age == .older }.reduce(0) { $0 + $1.count }
        let nominal = figures.agreement?.first { $0.metric == .nominal }
        var facts = [
            Fact(name: "Claims found", value: number(figures.total(.found)), note: "in these days"),
            Fact(
                name: "Claims published", value: number(figures.total(.published)),
                note: "\(number(figures.total(.decided))) decided"),
            Fact(
                name: "Time to verdict", value: times.map { StatisticsWords.duration($0.median) } ?? "–",
                note: times.map { "half within; 9 of 10 within \(StatisticsWords.duration($0.p90))" }
                    ?? "no verdict yet"),
            Fact(
                name: "Open now", value: number(figures.open),
                note: "\(number(old)) for over 90 days"),
            Fact(
                name: "Corrected", value: number(figures.total(.corrected)),
                note: "\(number(figures.total(.retracted))) retracted"),
        ]
        if let nominal {
            facts.append(
                Fact(
                    name: "Reviewers agree",
                    value: nominal.observedAgreement.map { "\(Int(($0 * 100).rounded())) %" } ?? "–",
                    note: nominal.alpha.map { "alpha \(alpha($0))" } ?? "nothing to compare"))
        }
        return facts
    }

    static func alpha(_ value: Double) -> String { String(format: "%.2f", value).replacing("-", with: "−") }

    private static let meanings = [
        (
            "Found",
            """
            Claims on the day on which they were read out of an article, or split off another. A claim that stands in a \
            new version of its article as well is not found again.
            """
        ),
        (
            "Queued, dismissed",
            """
            Decisions of triage, by people and by rules, on the day of the decision. A decision that is taken back and \
            made again counts again.
            """
        ),
        ("Reviewed", "Reviews that were submitted; a new version of a review does not count again."),
        (
            "Decided, published",
            """
            Claims on the day of their first verdict, and of its first publication. What is paused, corrected or \
            retracted later stays counted.
            """
        ),
        (
            "Corrected, retracted",
            "Corrections and updates, and retractions, on the day on which they were entered in the ledger."
        ),
        (
            "Withdrawn",
            "Claims that left because their article was killed, or a newer version of it no longer has their words."
        ),
        ("Time to verdict", "From finding a claim, seconds after its article came in, to its first verdict."),
        (
            "Open",
            "Claims that wait for somebody at this moment, whenever they were found, by how long they have been known."
        ),
        (
            "Verdicts by rating, evidence",
            "Each version of a verdict that was decided in these days, and the items that it cites."
        ),
        ("Balance", "Of the claims that were found in these days, what has become of them by now."),
    ]
}
