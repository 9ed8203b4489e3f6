import Domain
import Foundation
import Postgres
import Store
import TestSupport
import Testing
import Volume

@testable import Rendering
@testable import Workflow

/// Each figure against what was done on a desk.
@Suite(.desk)
struct FiguresTests {
    @Test func whatIsDoneTodayIsCountedToday() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        _ = try await published(bench, "false")
        let queued = try await bench.desk.claims(
            ClaimFilter(status: .queued), PageRequest(limit: 200), for: bench.principal("ed"))
        let dismissed = try #require(queued.items.first).claim
        _ = try await bench.desk.triage(dismissed.id, .dismiss, reason: "Small.", by: bench.caller("ed"))

        let figures = try await bench.desk.figures(from: nil, to: nil, for: bench.principal("ed"))
        #expect(figures.days.count == 30 && figures.period.timeZone == "UTC")
        let today = try #require(figures.days.last)
        let found = try await bench.count("SELECT count(*) AS count FROM claims")
        #expect(today[.found] == found)
        #expect((today[.reviewed], today[.decided], today[.published], today[.dismissed]) == (1, 1, 1, 1))
        #expect((today[.withdrawn], today[.corrected], today[.retracted]) == (0, 0, 0))
        for flow in DeskStatistics.Flow.allCases { #expect(figures.total(flow) == today[flow]) }
        #expect(figures.timeToVerdict.all?.count == 1)
        #expect(figures.open == found - 2 && figures.backlog.allSatisfy { $0.age == .day })
        #expect(figures.ratings.map(\.rating.key) == ["false"])
        #expect(figures.evidence.map(\.stance) == [.supports] && figures.evidence.map(\.kind) == [nil])
        #expect(figures.claimants.total.found == found && figures.claimants.total.published == 1)
    }

    private func published(_ bench: Bench, _ rating: String) async throws -> Claim.ID {
        let claim = try await bench.reviewed(by: ["ana": rating]).claim
        _ = try await bench.desk.publish(claim.id, overrideReason: nil, by: bench.caller("ed"))
        return claim.id
    }

    @Test func withdrawalsCorrectionsAndRetractionsHaveTheirOwnColumns() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 1)
        let first = try await published(bench, "false")
        let second = try await published(bench, "accurate")
        _ = try await bench.desk.correct(
            first,
            CorrectionDecision(
                kind: .correction, publicText: "It was another year.",
                verdict: VerdictRevision(rating: "accurate", rationale: "The other year's register.")),
            by: bench.caller("eva"))
        _ = try await bench.desk.enter(
            .retraction, of: second, publicText: "We were wrong.", reason: nil, by: bench.caller("ed"))
        _ = try await bench.desk.enter(
            .pause, of: first, publicText: "We look again.", reason: nil, by: bench.caller("ed"))
        let open = try await bench.desk.figures(from: nil, to: nil, for: bench.principal("ed")).open
        _ = try await bench.desk.withdraw(article.id, reason: "Killed.", by: bench.caller("ed"))

        let figures = try await bench.desk.figures(from: nil, to: nil, for: bench.principal("ed"))
        #expect((figures.total(.published), figures.total(.corrected), figures.total(.retracted)) == (2, 1, 1))
        #expect(figures.total(.withdrawn) == open && figures.open == 0)
        // The corrected verdict counts in the place of the first one.
        #expect(figures.ratings.map { "\($0.rating.key) \($0.count)" } == ["accurate 2"])
    }

    @Test func aDayIsOneOfTheTimeZone() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        try await bench.database.write { session in
            try session.execute("UPDATE claims SET created_at = '2026-03-28T23:30:00Z'")
        }
        let found = try await bench.count("SELECT count(*) AS count FROM claims")
        func counts(_ zone: String) async throws -> [Int] {
            try await bench.desk.figures(
                from: Day("2026-03-28"), to: Day("2026-03-30"), timeZone: zone, for: bench.principal("ed")
            ).days.map { $0[.found] }
        }
        #expect(try await counts("UTC") == [found, 0, 0])
        // There the clocks go forward in the night to the 29th, which has 23 hours.
        #expect(try await counts("Europe/Oslo") == [0, found, 0])
        let period = try await bench.desk.figures(
            from: Day("2026-03-29"), to: Day("2026-03-29"), timeZone: "Europe/Oslo", for: bench.principal("ed")
        ).period
        #expect(period.ends.timeIntervalSince(period.begins) == 23 * 3600)
    }

    @Test func daysAndZonesThatCannotBeAreRefusedByName() async throws {
        let bench = try await Bench.make()
        let principal = try bench.principal("ed")
        func field(_ from: String?, _ to: String?, _ zone: String = "UTC") async throws -> String? {
            do {
                _ = try await bench.desk.figures(
                    from: from.flatMap { Day($0) }, to: to.flatMap { Day($0) }, timeZone: zone, for: principal)
                return nil
            } catch let error as InputError {
                return error.field
            }
        }
        #expect(try await field("2026-03-02", "2026-03-01") == "from")
        #expect(try await field("2024-01-01", "2026-01-01") == "from")
        #expect(try await field("2024-01-01", "2025-12-31") == nil)
        #expect(try await field(nil, nil, "Mars/Olympus") == "timeZone")
        #expect(try await field(nil, nil, "CET") == "timeZone")
        #expect(try await field("9999-12-30", "9999-12-31") == nil)
        #expect(try await field(nil, "0001-01-05") != nil)
    }

    @Test func anotherDesksWorkIsNotCounted() async throws {
        let bench = try await Bench.make()
        let other = try await Bench.make(slug: "other")
        try await other.article(requiredReviews: 1)
        let figures = try await bench.desk.figures(from: nil, to: nil, for: bench.principal("ed"))
        for flow in DeskStatistics.Flow.allCases { #expect(figures.total(flow) == 0) }
        #expect(figures.open == 0 && figures.claimants.total.found == 0)
        #expect(figures.html.contains("Nothing happened on this desk"))
        #expect(figures.json.text().contains("\"medianSeconds\":null"))
    }

    @Test func reviewersDoNotSeeHowFarReviewersAgree() async throws {
        let bench = try await Bench.make()
        #expect(try await bench.desk.figures(from: nil, to: nil, for: bench.principal("ana")).agreement == nil)
        #expect(try await bench.desk.figures(from: nil, to: nil, for: bench.principal("audrey")).agreement != nil)
    }

    @Test func aFilledDeskGivesThePageTheFileAndTheFigures() async throws {
        let bench = try await Bench.make()
        let until = Date(timeIntervalSince1970: 1_782_820_800)
        let plan = VolumePlan(claims: 500, seed: 3, until: until)
        _ = try await bench.database.fill(
            plan.newsroom(slug: "demo", name: "D", scale: Newsroom.Scale(name: "S", ratings: Bench.ratings)), by: plan)
        let figures = try await bench.desk.figures(
            from: Day("2024-07-01"), to: Day("2026-06-30"), for: bench.principal("ed"))
        #expect(figures.total(.found) == 500)
        #expect(figures.total(.published) == figures.claimants.total.published)
        #expect(figures.timeToVerdict.byBin.values.map(\.count).reduce(0, +) == figures.total(.decided))
        #expect(figures.agreement?.first?.units ?? 0 > 50)
        #expect(figures.topics.groups.count > 5)

        let page = figures.html
        for id in ["flow", "times", "backlog", "ratings", "agreement", "evidence", "claimants", "topics", "terms"] {
            #expect(page.contains("id=\"\(id)\""), "there is no section \(id)")
        }
        #expect(!page.contains("<script") && !page.contains("http://") && !page.contains("https://"))
        let ids = page.matches(of: /<[^>]* id="(.+?)"/).map(\.1)
        #expect(Set(ids).count == ids.count && ids.count > 20)
        for row in figures.claimants.groups.prefix(12) {
            if let name = row.name { #expect(page.contains("<bdi>\(Drawing.escaped(name))</bdi>")) }
        }

        let lines = figures.csv.split(separator: "\r\n")
        #expect(lines.first == "figure,date,group,part,value")
        #expect(lines.filter { $0.hasPrefix("found,") }.count == 730)
        #expect(lines.allSatisfy { !$0.isEmpty })
        let json = figures.json.text()
        #expect(json.components(separatedBy: "{\"date\":").count == 731 && json.contains("\"bin\":\"month\""))
    }
}

/// The figures of a desk that has worked for years.
@Suite(.database(.yearsOfWork))
struct FiguresPlanTests {
    @Test func aFewDaysAreReadThroughTheIndexesOnTime() async throws {
        let bench = try await Bench.entering()
        let principal = try bench.principal("ed")
        let period = try await bench.desk.figures(
            from: Day("2026-01-10"), to: Day("2026-01-14"), for: principal
        ).period
        let text = try await bench.plan(DeskStatistics.counting(in: period, on: principal.deskID)).text
        for table in ["claims", "reviews", "triage_decisions"] {
            #expect(!text.contains("Seq Scan on \(table)"), "\(text)")
        }
        #expect(text.contains("ledger_entries_entered_at_idx") && text.contains("claims_decided_at_idx"))
    }
}
