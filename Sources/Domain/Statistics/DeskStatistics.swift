package import Foundation

/// A desk's work over some days, in figures; docs/statistics.md says what each counts.
package struct DeskStatistics: Sendable {
    /// What is counted for each day.
    package enum Flow: String, CaseIterable, Sendable {
        case found, queued, reviewed, decided, published, republished, dismissed, withdrawn, corrected, retracted
    }

    /// How many days one answer covers at most: two years and a leap day.
    package static let dayLimit = 731
    package static let defaultDays = 30

    package let period: Period
    package let desk: String
    package let generatedAt: Date
    /// Every day of the period, also those on which nothing happened.
    package let days: [DayCounts]
    /// How long verdicts took.
    package let timeToVerdict: TimesToVerdict
    /// What is open at this moment.
    package let backlog: [BacklogRow]
    package let ratings: [RatingCount]
    package let evidence: [EvidenceCount]
    /// Claims whose verdict is public at this moment, by what has become of their words in the article.
    package let appearances: [Appearance.State: Int]
    package let claimants: TriageBalance
    package let topics: TriageBalance
    /// Nil for those who may not see it.
    package let agreement: [AgreementStatistics]?

    package init(
        period: Period, desk: String, generatedAt: Date, days: [DayCounts], timeToVerdict: TimesToVerdict,
        backlog: [BacklogRow], ratings: [RatingCount], evidence: [EvidenceCount],
        appearances: [Appearance.State: Int], claimants: TriageBalance, topics: TriageBalance,
        agreement: [AgreementStatistics]?
    ) {
        self.period = period
        self.desk = desk
        self.generatedAt = generatedAt
        self.days = days
        self.timeToVerdict = timeToVerdict
        self.backlog = backlog
        self.ratings = ratings
        self.evidence = evidence
        self.appearances = appearances
        self.claimants = claimants
        self.topics = topics
        self.agreement = agreement
    }

    /// All days of the period together.
    package func total(_ flow: Flow) -> Int { days.reduce(0) { $0 + $1[flow] } }

    package var open: Int { backlog.reduce(0) { $0 + $1.count } }
}

extension DeskStatistics {
    /// Days of a time zone, both included, and when they begin and end.
    package struct Period: Sendable, Hashable {
        package let from: Day
        package let to: Day
        /// An IANA name.
        package let timeZone: String
        package let begins: Date
        /// Exclusive.
        package let ends: Date

        package init(from: Day, to: Day, timeZone: String, begins: Date, ends: Date) {
            self.from = from
            self.to = to
            self.timeZone = timeZone
            self.begins = begins
            self.ends = ends
        }

        package var length: Int { to.number - from.number + 1 }
        package var bin: DayBin { DayBin(days: length) }
    }

    package struct DayCounts: Sendable, Hashable {
        package let day: Day
        /// What is not named is 0.
        package var counts: [Flow: Int]

        package init(day: Day, counts: [Flow: Int] = [:]) {
            self.day = day
            self.counts = counts
        }

        package subscript(_ flow: Flow) -> Int { counts[flow] ?? 0 }
    }

    /// Seconds from a claim's being found to its first verdict.
    package struct Times: Sendable, Hashable {
        package let median: Double
        package let p90: Double
        /// Of so many verdicts.
        package let count: Int

        package init(median: Double, p90: Double, count: Int) {
            self.median = median
            self.p90 = p90
            self.count = count
        }
    }

    package struct TimesToVerdict: Sendable, Hashable {
        /// Nil without a verdict.
        package let all: Times?
        /// By the first day of the bin in which the verdict was given; bins without one are left out.
        package let byBin: [Day: Times]

        package init(all: Times?, byBin: [Day: Times]) {
            self.all = all
            self.byBin = byBin
        }
    }

    /// How long an open claim has been known.
    package enum Age: String, CaseIterable, Sendable {
        case day, threeDays, week, month, quarter, older

        /// In seconds; nil for the last, which has no end.
        package var limit: Int? {
            switch self {
            case .day: 86_400
            case .threeDays: 3 * 86_400
            case .week: 7 * 86_400
            case .month: 30 * 86_400
            case .quarter: 90 * 86_400
            case .older: nil
            }
        }

        package var label: String {
            switch self {
            case .day: "under 1 day"
            case .threeDays: "1 to 3 days"
            case .week: "3 to 7 days"
            case .month: "7 to 30 days"
            case .quarter: "30 to 90 days"
            case .older: "over 90 days"
            }
        }
    }

    /// Open claims of one state and age.
    package struct BacklogRow: Sendable, Hashable {
        package let status: Claim.Status
        package let age: Age
        package let count: Int

        package init(status: Claim.Status, age: Age, count: Int) {
            self.status = status
            self.age = age
            self.count = count
        }
    }

    /// Verdicts of the period with one rating.
    package struct RatingCount: Sendable, Hashable {
        package let scale: RatingScale.Reference
        package let rating: Rating
        package let count: Int

        package init(scale: RatingScale.Reference, rating: Rating, count: Int) {
            self.scale = scale
            self.rating = rating
            self.count = count
        }
    }

    /// Items that the verdicts of the period cite.
    package struct EvidenceCount: Sendable, Hashable {
        /// The kind of evidence; nil where nobody named one.
        package let kind: EvidenceInput.Kind?
        package let stance: EvidenceInput.Stance
        package let count: Int

        package init(kind: EvidenceInput.Kind?, stance: EvidenceInput.Stance, count: Int) {
            self.kind = kind
            self.stance = stance
            self.count = count
        }
    }
}
