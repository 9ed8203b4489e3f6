import Domain
import Foundation
import Postgres
import Rendering
import TestSupport
import Testing

@testable import Workflow

@Suite(.desk)
struct AddedClaimTests {
    private static let missed = "Work began in March 2021 and was finished 14 months late."
    private static let pamphlet = ClaimAddition(
        statement: "The quay is closed for good.",
        claimant: Claimant(name: "Harbour Watch", kind: .named, quotation: .direct, isOrganization: true),
        source: ClaimSource(title: "A pamphlet", url: "https://watch.example.org/pamphlet"), requiredReviews: 1)

    private static func quoting(_ exact: String, in part: Domain.Anchor.Part = .text) -> ClaimAddition {
        ClaimAddition(place: ClaimPlace(.quote(exact: exact, prefix: "", suffix: ""), in: part), requiredReviews: 1)
    }

    private static let text = """
        Nobody knows what the harbour is for. The sea is blue, and why not. It may be grey as well.

        The insurance paid 1.9 million crowns.
        """

    @Test func aMissedSentenceGoesTheWayOfEveryClaim() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(Self.text)
        let added = try await bench.desk.addClaim(
            Self.quoting("The sea is blue"), to: article.id, by: bench.caller("ed")
        ).claim
        #expect(added.status == .queued && added.detector == "hand" && added.addedBy?.name == "ed")
        #expect(added.anchor?.exact == "The sea is blue" && added.statement == "The sea is blue")
        let all = try await bench.desk.claims(of: article.id, PageRequest(), for: bench.principal("ed")).items
            .map(\.claim)
        #expect(Set(all.map(\.ordinal)).count == all.count)
        let log = try await bench.desk.triageLog(of: added.id, PageRequest(), for: bench.principal("ed"))
        #expect(log.items.map(\.decision) == [.queue] && log.items.first?.memberName == "ed")

        try await bench.publish(added.id)
        let report = try await bench.desk.report(article.id, for: bench.principal("ed"))
        for format in ReportFormat.allCases {
            let text = report.rendered(as: format, server: "https://desk.example.org", csv: CSV.Options())
            #expect(text.contains("The sea is blue"), "\(format)")
            #expect(!text.contains("\"ed\"") && !text.contains("addedBy"), "\(format)")
        }
        let markdown = report.rendered(as: .md, server: "", csv: CSV.Options())
        #expect(markdown.contains("1 was added by people"))
        #expect(try await bench.queueFaults() == [])
    }

    @Test func theTitleHasClaimsToo() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(Self.text)
        let claim = try await bench.desk.addClaim(
            Self.quoting("Harbour", in: .title), to: article.id, by: bench.caller("ed")
        ).claim
        #expect(claim.anchor?.part == .title && claim.anchor?.range == .init(start: 0, end: 7))
        let taken = try #require(try await bench.taken(claim.id))
        #expect(taken.before.isEmpty && taken.after.isEmpty)
        // The same offsets of the text are another place.
        _ = try await bench.desk.addClaim(
            ClaimAddition(place: ClaimPlace(.position(start: 0, end: 7))), to: article.id, by: bench.caller("ed"))
    }

    @Test func theAddressOfASourceIsKeptAsABrowserSendsIt() throws {
        let source = ClaimSource(title: nil, url: "https://watch.example.org/a|b?q={x}\"")
        try source.validate()
        #expect(source.url == "https://watch.example.org/a%7Cb?q=%7Bx%7D%22")
    }

    @Test func aStatementWithItsSourceNeedsNoPlace() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(Self.text)
        let claim = try await bench.desk.addClaim(Self.pamphlet, to: article.id, by: bench.caller("ed")).claim
        #expect(claim.anchor == nil && claim.words == "The quay is closed for good.")
        try await bench.publish(claim.id)
        let report = try await bench.desk.report(article.id, for: bench.principal("ed"))
        for format in ReportFormat.allCases {
            let text = report.rendered(as: format, server: "https://desk.example.org", csv: CSV.Options())
            #expect(text.contains("The quay is closed for good."), "\(format)")
            #expect(text.contains("https://watch.example.org/pamphlet"), "\(format)")
        }
        let page = try await bench.page(of: claim)
        #expect(page.contains("A pamphlet") && page.contains("Said by Harbour Watch"))
        #expect(!page.contains("Where it stands"))
        let (_, rows) = try await bench.file(ExportOrder(format: .ndjson))
        #expect(String(decoding: rows, as: UTF8.self).contains(#""exact":null"#))

        await #expect {
            try await bench.desk.addClaim(Self.pamphlet, to: article.id, by: bench.caller("ed"))
        } throws: { ($0 as? InputError)?.field == "statement" }
    }

    @Test(arguments: [
        (ClaimAddition(statement: "So."), "source"), (ClaimAddition(), "statement"),
        (ClaimAddition(statement: "So.", source: ClaimSource(title: "T", url: nil)), "claimant.kind"),
        (quoting("nowhere"), "anchor.exact"), (quoting("is"), "anchor.exact"),
        (quoting("The insurance paid 1.9 million crowns."), "anchor"),
    ])
    func whatCannotBeAClaimNamesItsField(addition: ClaimAddition, field: String) async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(Self.text)
        let before = try await bench.count("SELECT count(*) AS count FROM claims")
        await #expect {
            try await bench.desk.addClaim(addition, to: article.id, by: bench.caller("ed"))
        } throws: { ($0 as? InputError)?.field == field }
        #expect(try await bench.count("SELECT count(*) AS count FROM claims") == before)
    }

    @Test func noReadingTakesItAway() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(Self.text)
        let stays = try await bench.desk.addClaim(
            Self.quoting("It may be grey"), to: article.id, by: bench.caller("ed"))
        let goes = try await bench.desk.addClaim(
            Self.quoting("The sea is blue"), to: article.id, by: bench.caller("ed"))
        let nowhere = try await bench.desk.addClaim(Self.pamphlet, to: article.id, by: bench.caller("ed"))
        let next = try await bench.article(
            "It may be green. " + Self.text.replacing("The sea is blue", with: "The sea is not"))
        func now(_ detail: ClaimDetail) async throws -> Claim {
            try await bench.desk.claim(detail.claim.id, for: bench.principal("ed")).claim
        }
        let moved = try await now(stays)
        #expect(moved.status == .queued && moved.versionID == next.version.id)
        #expect(moved.anchor?.range.start == (stays.claim.anchor?.range.start ?? 0) + 16)
        let along = try await now(nowhere)
        #expect(along.status == .queued && along.versionID == next.version.id && along.anchor == nil)
        let old = try await now(goes)
        #expect(old.status == .queued && old.versionID == article.version.id && old.anchor?.exact == "The sea is blue")
        #expect(
            try await bench.count(
                "SELECT count(*) AS count FROM audit_events WHERE action = 'claim.displaced' AND subject_id = \(old.id)"
            )
                == 1)
        let listed = try await bench.desk.claims(of: article.id, PageRequest(), for: bench.principal("ed")).items
            .map(\.claim).filter { $0.versionID == next.version.id }
        #expect(Set(listed.map(\.ordinal)).count == listed.count)
        #expect(try await bench.queueFaults() == [])
    }

    @Test func claimsMayBeAddedBeforeTheArticleIsRead() async throws {
        let bench = try await Bench.make()
        let receipt = try await bench.desk.submit(
            Submission(externalID: "a1", title: "Harbour wall", body: Bench.text), by: bench.caller("submitter"))
        // A sentence that the detector will find as well.
        let added = try await bench.desk.addClaim(
            Self.quoting("The insurance paid 1.9 million crowns."), to: receipt.articleID, by: bench.caller("ed"))
        try await bench.work()
        let article = try await bench.desk.article(receipt.articleID, for: bench.principal("ed"))
        #expect(article.version.status == .ready)
        let claims = try await bench.desk.claims(of: article.id, PageRequest(), for: bench.principal("ed")).items
            .map(\.claim)
        #expect(claims.count { $0.words == "The insurance paid 1.9 million crowns." } == 1)
        #expect(claims.contains { $0.id == added.claim.id && $0.status == .queued })
        #expect(Set(claims.map(\.ordinal)).count == claims.count && claims.count > 1)
    }

    @Test func reviewersAndSubmittersAddWhereTheDeskLetsThem() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(Self.text)
        for name in ["ana", "submitter"] {
            await #expect(throws: AccessError.forbidden(needs: [.editor])) {
                try await bench.desk.addClaim(Self.pamphlet, to: article.id, by: bench.caller(name))
            }
        }
        _ = try await bench.desk.changeDesk(
            DeskChange(policy: ["reviewersAddClaims": .bool(true), "submittersAddClaims": .bool(true)]),
            ifRevision: nil, by: bench.caller("admin"))
        let waiting = try await bench.desk.addClaim(Self.pamphlet, to: article.id, by: bench.caller("ana"))
        #expect(waiting.claim.status == .detected && waiting.claim.addedBy?.name == "ana")
        let other = try await bench.desk.addClaim(
            Self.quoting("The sea is blue"), to: article.id, by: bench.caller("submitter"))
        #expect(other.claim.status == .detected)
        var hasty = Self.quoting("It may be grey")
        hasty.queue = true
        await #expect(throws: AccessError.forbidden(needs: [.editor])) {
            try await bench.desk.addClaim(hasty, to: article.id, by: bench.caller("ana"))
        }
        await #expect(throws: AccessError.self) {
            try await bench.desk.addClaim(hasty, to: article.id, by: bench.caller("audrey"))
        }
    }

    @Test func nothingIsAddedToAnArticleThatWasKilled() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(Self.text)
        _ = try await bench.desk.withdraw(article.id, reason: "Wrong.", by: bench.caller("ed"))
        await #expect(throws: ClaimError.articleWithdrawn) {
            try await bench.desk.addClaim(Self.pamphlet, to: article.id, by: bench.caller("ed"))
        }
    }

    @Test func wordsClaimantAndKindArePutRightUntilTheClaimIsPublic() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(Self.text)
        let claim = try await bench.desk.addClaim(Self.pamphlet, to: article.id, by: bench.caller("ed")).claim
        let lease = try #require(try await bench.taken(claim.id))
        try await bench.review("ana", lease.lease, rating: "false")
        _ = try await bench.desk.decide(
            claim.id, VerdictInput(rating: "false", rationale: "The quay is open."), by: bench.caller("ed"))
        let change = ClaimChange(
            statement: "The quay is closed.", kind: .event,
            claimant: Claimant(name: "Mira Oduya", kind: .named, quotation: .indirect))
        let edited = try await bench.desk.edit(claim.id, change, ifRevision: nil, by: bench.caller("ed")).claim
        #expect(edited.statement == "The quay is closed." && edited.kind == .event && edited.status == .decided)
        #expect(
            try await bench.count(
                """
                SELECT count(*) AS count FROM audit_events
                WHERE action = 'claim.edited' AND details ->> 'statementBefore' = 'The quay is closed for good.'
                  AND details ->> 'statementAfter' = 'The quay is closed.' AND details ->> 'kindAfter' = 'event'
                  AND details ->> 'claimantBefore' LIKE '%Harbour Watch%'
                  AND details ->> 'claimantAfter' LIKE '%Mira Oduya%'
                """) == 1)
        await #expect(throws: ClaimError.notEditable(.decided)) {
            try await bench.desk.edit(claim.id, ClaimChange(priority: 1), ifRevision: nil, by: bench.caller("ed"))
        }
        await #expect {
            try await bench.desk.edit(
                claim.id, ClaimChange(claimant: Claimant(name: nil, kind: .article, quotation: nil)), ifRevision: nil,
                by: bench.caller("ed"))
        } throws: { ($0 as? InputError)?.field == "claimant.kind" }
        await #expect(throws: VerdictError.claimChanged) {
            try await bench.desk.publish(claim.id, overrideReason: "One editor.", by: bench.caller("ed"))
        }
        _ = try await bench.desk.decide(
            claim.id, VerdictInput(rating: "false", rationale: "The quay is open."), by: bench.caller("ed"))
        _ = try await bench.desk.publish(claim.id, overrideReason: "One editor.", by: bench.caller("ed"))
        await #expect(throws: ClaimError.wasPublic(.published)) {
            try await bench.desk.edit(claim.id, change, ifRevision: nil, by: bench.caller("ed"))
        }
    }
}

extension Bench {
    /// Ana's lease on a claim.
    func taken(_ claim: Claim.ID) async throws -> TakenClaim? {
        try await take("ana", limit: 20).leases.first { $0.claim.id == claim }
    }

    /// Has a claim that needs one review reviewed, decided and published.
    func publish(_ claim: Claim.ID) async throws {
        let taken = try #require(try await taken(claim))
        try await review("ana", taken.lease, rating: "false")
        _ = try await desk.decide(claim, VerdictInput(rating: "false", rationale: "It is not."), by: caller("ed"))
        _ = try await desk.publish(claim, overrideReason: "A small desk.", by: caller("ed"))
    }
}
