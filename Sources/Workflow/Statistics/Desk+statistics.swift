package import Domain
import Rendering
import Store

extension Desk {
    /// The desk's work over some days, of one moment.
    ///
    /// - Parameters:
    ///   - from: nil is 30 days up to the last.
    ///   - to: included; nil is today.
    ///   - timeZone: whose days, an IANA name; nil: the desk's.
    /// - Throws: `InputError` for days in the wrong order or too many of them, and for an unknown time zone.
    package func figures(
        from: Day?, to: Day?, timeZone: String? = nil, for principal: Principal
    ) async throws -> DeskStatistics {
        if let timeZone { try DeskStatistics.validate(timeZone: timeZone) }
        return try await readOneMomentAnywhere(.seeStatistics, for: principal) { session in
            let desk = principal.deskID
            let timeZone = try timeZone ?? DeskProfile.get(desk, in: session).policy.timeZone
            let period = try DeskStatistics.Period.get(from: from, to: to, timeZone: timeZone, in: session)
            if period.from > period.to { throw InputError("from", "must not lie after to, which is today if left out") }
            if period.length > DeskStatistics.dayLimit {
                throw InputError("from", "must lie at most \(DeskStatistics.dayLimit) days before to")
            }
            let flows = try DeskStatistics.flows(in: period, on: desk, in: session)
            // Figures are handed on, and their tables name claimants.
            let removed = try RemovedWords.standing(on: desk, in: session)
            let mayCompare = principal.may(.seeAgreement)
            return DeskStatistics(
                period: period, desk: removed.off(try DeskProfile.get(desk, in: session).name),
                generatedAt: try session.now(),
                days: (0..<period.length).map { place in
                    let day = period.from.adding(place)
                    return DeskStatistics.DayCounts(day: day, counts: flows[day] ?? [:])
                },
                timeToVerdict: try DeskStatistics.timesToVerdict(in: period, on: desk, in: session),
                backlog: try DeskStatistics.backlog(on: desk, in: session),
                ratings: try DeskStatistics.ratings(in: period, on: desk, in: session),
                evidence: try DeskStatistics.evidence(in: period, on: desk, in: session),
                appearances: try DeskStatistics.appearances(on: desk, in: session),
                claimants: removed.off(
                    try TriageBalance.get(
                        by: .claimant, since: period.begins, until: period.ends, on: desk, in: session)),
                topics: removed.off(
                    try TriageBalance.get(
                        by: .topic, since: period.begins, until: period.ends, on: desk, in: session)),
                agreement: mayCompare
                    ? try Self.agreement(
                        on: nil, kind: nil, since: period.begins, until: period.ends, for: principal, in: session
                    ).statistics : nil)
        }
    }
}
