import Domain
import Foundation
import Postgres
import Rendering
import TestSupport
import Testing

@testable import Workflow

/// What the public reads of words is of the version in which they were checked, and a newer one is looked at with care.
@Suite(.desk)
struct CheckedVersionTests {
    private static let ferry = "The ferry carried 470,000 passengers in 2023."
    private static let first = "Port Sable grows. \(ferry)\n\nThe quay is old."
    private static let apology = """
        Port Sable grows. The ferry carried 370,000 passengers in 2023.

        The quay is old.

        Correction: An earlier version of this article said: "\(ferry)" That was wrong.
        """

    private func published(_ bench: Bench, isAdded: Bool, _ submission: Submission) async throws -> Claim {
        let receipt = try await bench.desk.submit(submission, by: bench.caller("submitter"))
        try await bench.work()
        var found = try await claims(of: receipt.articleID, on: bench).first { $0.anchor?.exact == Self.ferry }
        if found == nil || isAdded {
            let place = ClaimPlace(.quote(exact: "470,000 passengers in 2023", prefix: "", suffix: ""))
            found =
                try await bench.desk.addClaim(
                    ClaimAddition(place: place, requiredReviews: 1), to: receipt.articleID, by: bench.caller("ed")
                ).claim
        }
        let claim = try #require(found)
        try await bench.publish(claim.id)
        return claim
    }

    private func claims(of article: Article.ID, on bench: Bench) async throws -> [Claim] {
        try await bench.desk.claims(of: article, PageRequest(), for: bench.principal("ed")).items.map(\.claim)
    }

    private func now(_ claim: Claim, on bench: Bench) async throws -> Claim {
        try await bench.desk.claim(claim.id, for: bench.principal("ed")).claim
    }

    private static func submission(
        _ body: String, title: String = "Harbour wall", publisher: String? = nil, item: Item = .article
    ) -> Submission {
        Submission(
            externalID: "a1", title: title, publisher: publisher, body: body, requiredReviews: 1, item: item)
    }

    private func receive(_ submission: Submission, on bench: Bench) async throws {
        _ = try await bench.desk.submit(submission, by: bench.caller("submitter"))
        try await bench.work()
    }

    @Test(arguments: [false, true])
    func wordsInThePublishersOwnCorrectionAreNoLongerWhatItSays(isAdded: Bool) async throws {
        let bench = try await Bench.make()
        let claim = try await published(bench, isAdded: isAdded, Self.submission(Self.first))
        try await receive(Self.submission(Self.apology), on: bench)
        var changed = try await now(claim, on: bench)
        #expect(changed.appearance.state == .changed && changed.versionNumber == 1)
        #expect(changed.appearance.note == Appearance.elsewhere)
        #expect(try await bench.page(of: claim).contains("in another place, or as somebody else’s, now"))
        #expect(try await !bench.reportPage(claim.articleID).contains("id=\"text-\(claim.id)\""))

        // What an editor says of it stays when a letter is changed elsewhere, and so does that it is all right.
        for state in [Appearance.State.corrected, .unchanged] {
            _ = try await bench.desk.noteAppearance(
                AppearanceDecision(state: state, note: nil), of: claim.id, ifRevision: nil, by: bench.caller("ed"))
            try await receive(
                Self.submission(Self.apology.replacing("is old", with: "is \(state) old")), on: bench)
            changed = try await now(claim, on: bench)
            #expect(changed.appearance.state == state && changed.versionNumber == 1)
        }
        // It has them again.
        _ = try await bench.desk.noteAppearance(
            AppearanceDecision(state: .removed), of: claim.id, ifRevision: nil, by: bench.caller("ed"))
        try await receive(Self.submission(Self.first + " It is."), on: bench)
        changed = try await now(claim, on: bench)
        #expect(changed.appearance == .unchanged && changed.versionNumber == 5)
        // An editor knows of a correction that no version shows: a misprint elsewhere does not take that away.
        _ = try await bench.desk.noteAppearance(
            AppearanceDecision(state: .corrected), of: claim.id, ifRevision: nil, by: bench.caller("ed"))
        try await receive(Self.submission(Self.first + " It is so."), on: bench)
        #expect(try await now(claim, on: bench).appearance.state == .corrected)
    }

    @Test func everyFormHasTheVersionThatWasChecked() async throws {
        let bench = try await Bench.make()
        let claim = try await published(
            bench, isAdded: false, Self.submission(Self.first, title: "Old title", publisher: "Old Courier"))
        try await receive(
            Self.submission("Port Sable shrinks.", title: "New title", publisher: "New Courier"), on: bench)
        let report = try await bench.desk.report(claim.articleID, for: bench.principal("ed"))
        let review = report.rendered(as: .claimreview, server: "https://desk.example.org")
        let forms = [
            "page": try await bench.page(of: claim), "desk": try await bench.deskPage(),
            "feed": try await bench.verdictFeed(), "review": review,
            "export": String(
                decoding: try await bench.file(ExportOrder(format: .claimreview)).content, as: UTF8.self),
        ]
        for (form, text) in forms {
            #expect(text.contains("Old title") || text.contains("Old Courier"), "\(form)")
            #expect(!text.contains("New title") && !text.contains("New Courier"), "\(form)")
        }
        let unlike = "Version 1 had the title “Old title” and the publisher “Old Courier”."
        #expect(report.rendered(as: .md, server: "").contains(unlike) && report.html.contains(unlike))
        #expect(report.rendered(as: .csv, server: "").contains(",Old title,"))
        let own = report.json["claims"]?.items.first { $0["publicVerdict"] != .null }
        #expect(own?["checkedIn"]?["publisher"] == "Old Courier")
    }

    @Test func anotherSpeakerIsNoticedLikeOtherWords() async throws {
        let bench = try await Bench.make()
        let speech = { (name: String) in
            Self.submission(Self.first, title: "Speech", item: Item(kind: .speech, saidBy: name))
        }
        let claim = try await published(bench, isAdded: false, speech("Ines Calder"))
        try await receive(speech("Mira Oduya"), on: bench)
        let changed = try await now(claim, on: bench)
        #expect(changed.appearance.state == .changed && changed.appearance.note == Appearance.saidOtherwise)
        let page = try await bench.page(of: claim)
        #expect(page.contains("Said by Ines Calder") && !page.contains("Oduya"))
        #expect(page.contains("In version 1 of the speech, since changed at its source"))
        // What she says now is a claim of its own.
        let others = try await claims(of: claim.articleID, on: bench).filter { $0.id != claim.id }
        #expect(others.contains { $0.anchor?.exact == claim.anchor?.exact && $0.claimant.name == "Mira Oduya" })
    }

    @Test func whatStandsElsewhereIsNotLaidAtTheArticlesDoor() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(Self.first)
        let claim = try await bench.desk.addClaim(
            ClaimAddition(
                statement: "The quay is closed for good.",
                claimant: Claimant(name: "Harbour Watch", kind: .named, quotation: .direct, isOrganization: true),
                source: ClaimSource(title: "A leaflet", url: "https://watch.example.org/leaflet"), requiredReviews: 1),
            to: article.id, by: bench.caller("ed")
        ).claim
        try await bench.publish(claim.id)
        let desk = try await bench.deskPage()
        #expect(desk.contains("Found in A leaflet") && !desk.contains("Harbour wall"))
        let feed = try await bench.verdictFeed()
        #expect(feed.contains("Found in A leaflet") && feed.contains("https://watch.example.org/leaflet"))
        let report = try await bench.desk.report(article.id, for: bench.principal("ed"))
        #expect(report.countsByRating.isEmpty && report.publishedCount == 1)
        let told = "1 of them does not stand in the article, and is not counted by rating."
        #expect(report.rendered(as: .md, server: "").contains(told) && report.html.contains(told))
        #expect(report.json["summary"]?["byRating"]?.items.isEmpty == true)
    }

    @Test func aHeadlineAddedTwiceDoesNotStopTheReading() async throws {
        let bench = try await Bench.make()
        let headline = ClaimAddition(
            place: ClaimPlace(.quote(exact: "Harbour wall", prefix: "", suffix: ""), in: .title), requiredReviews: 1)
        let article = try await bench.article(Self.first)
        let old = try await bench.desk.addClaim(headline, to: article.id, by: bench.caller("ed")).claim
        _ = try await bench.desk.submit(
            Self.submission(Self.first + " New."), by: bench.caller("submitter"))
        // Unread as it is, it may have the old claim yet.
        await #expect {
            try await bench.desk.addClaim(headline, to: article.id, by: bench.caller("ed"))
        } throws: { ($0 as? InputError)?.field == "anchor" }
        let found = try #require(try await claims(of: article.id, on: bench).first { $0.anchor?.part == .text })
        await #expect {
            try await bench.desk.addClaim(
                ClaimAddition(
                    place: ClaimPlace(.quote(exact: found.anchor?.exact ?? "", prefix: "", suffix: ""))),
                to: article.id, by: bench.caller("ed"))
        } throws: { ($0 as? InputError)?.field == "anchor" }
        try await bench.work()
        let read = try await bench.desk.article(article.id, for: bench.principal("ed"))
        let moved = try await now(old, on: bench)
        #expect(read.version.status == .ready && moved.versionID == read.version.id)
        #expect(try await now(found, on: bench).status != .withdrawn)
    }
}
