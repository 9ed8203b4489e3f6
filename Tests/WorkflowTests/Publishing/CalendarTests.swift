import Domain
import Foundation
import Postgres
import Rendering
import TestSupport
import Testing

@testable import Workflow

/// An article of 24 November 00:30 in Berlin, in every form that says a day.
@Suite(.desk) struct CalendarTests {
    @Test func everyFormSaysTheDesksDay() async throws {
        let bench = try await Bench.make()
        try await bench.setPolicy("timeZone", "Europe/Berlin")
        let published = try #require(Timestamp.date("2026-11-24T00:30:00+01:00"))
        let receipt = try await bench.desk.submit(
            Submission(
                externalID: "a1", title: "Harbour wall", publisher: "The Sable Post", publishedAt: published,
                body: Bench.text, requiredReviews: 2), by: bench.caller("submitter"))
        try await bench.work()
        let claim = try await bench.publishedClaim()
        try await bench.correct(claim, .clarification, "It is the northern wall.")
        // Half past midnight, when it is the day before in UTC; tables of what was published refuse a change.
        try await bench.database.write { session in
            try session.execute("SET LOCAL session_replication_role = replica")
            for (table, column) in [
                ("ledger_entries", "entered_at"), ("verdicts", "decided_at"), ("claims", "published_at"),
            ] {
                try session.execute("UPDATE \(identifier: table) SET \(identifier: column) = \(published)")
            }
        }
        let report = try await bench.desk.report(receipt.articleID, for: bench.principal("ed"))
        let forms = try await [
            "page": bench.page(of: claim), "article": bench.reportPage(receipt.articleID), "front": bench.deskPage(),
            "html": report.rendered(as: .html, server: ""), "markdown": report.rendered(as: .md, server: ""),
            "csv": report.rendered(as: .csv, server: ""),
            "claim review": report.rendered(as: .claimreview, server: "https://a.example"),
        ]
        for (name, form) in forms {
            // What tells the moment by a machine's clock may: it names its zone.
            let read = form.replacing(try Regex(#"datetime="[^"]*"|\d{4}-\d\d-\d\dT[\d:.]+Z"#), with: "")
            #expect(read.contains("24 November 2026") || read.contains("2026-11-24"), "\(name): \(form)")
            #expect(!read.contains("23 November 2026") && !read.contains("2026-11-23"), "\(name): \(form)")
        }
        #expect(forms["claim review"]?.contains("\"datePublished\": \"2026-11-24T00:30:00.000+01:00\"") == true)
        #expect(forms["html"]?.contains("(UTC+01:00)") == true && forms["html"]?.contains("Times are in UTC") == false)
        let stream = try await bench.stream(ExportOrder(format: .csv))
        #expect(stream.text.contains("2026-11-24 clarification"))
    }

    @Test func aDeskHasATimeZoneAndALanguageThatThereAre() async throws {
        let bench = try await Bench.make()
        for (name, value) in [
            ("timeZone", "Mars/Olympus"), ("timeZone", "Berlin"), ("dateLanguage", "klingon"), ("dateLanguage", ""),
        ] {
            await #expect {
                try await bench.setPolicy(name, .string(value))
            } throws: {
                ($0 as? InputError)?.field == "policy.\(name)"
            }
        }
        try await bench.setPolicy("dateLanguage", "en-US")
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.publishedClaim()
        let today = DeskCalendar(language: "en-US").text(try #require(claim.publishedAt))
        #expect(try await bench.page(of: claim).contains(today))
    }
}
