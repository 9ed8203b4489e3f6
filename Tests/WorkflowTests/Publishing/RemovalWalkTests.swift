import Domain
import Foundation
import Postgres
import Rendering
import TestSupport
import Testing

@testable import Workflow

/// A removed name in every text of a desk, and no form that has it, however it was typed.
@Suite(.desk)
struct RemovalWalkTests {
    /// As people type it where a text is plain.
    private static let spellings = [
        "Mira Oduya", "MIRA  ODUYA", "Mira\u{A0}Oduya", "Mira‑Oduya", "Míra Ôduya", "@MiraOduya", "x.org/MiraOduya",
        "Mira\u{200B} Oduya", "M&#105;ra Oduya", "Mira *Oduya*",
    ]
    /// And where it has markup.
    private static let marked = [
        "Mira **Oduya**", "*Mira* Oduya", "Mira&nbsp;Oduya", "Mira [Oduya](https://example.org/1)", "Mira\\\nOduya",
        "> Mira\n> Oduya\n\n", "[here](https://example.org/mira-oduya)", "https://example.org/MiraOduya",
        "M&#105;ra Oduya",
    ]

    /// Whether the letters of the name stand next to each other, with tags and whatever is no letter between them.
    private func names(_ text: String) throws -> Bool {
        let words = try text.replacing(Regex("</?[A-Za-z][^<>]*>"), with: "").replacing(
            Regex(#"\\[nu](00a0)?"#), with: " "
        )
        .replacing("&#39;", with: "").decomposedStringWithCanonicalMapping.lowercased()
        if String(words.filter { ("a"..."z").contains($0) }).contains("miraoduya") { return true }
        return try text.contains(Regex("(?i)mira.?oduya"))
    }

    /// Two claims of one article, one published and corrected, one decided.
    private func claims(_ bench: Bench, plain: String, marked: String) async throws -> (shown: Claim, decided: Claim) {
        for (name, text) in [("method", marked), ("correctionsPolicy", marked), ("contact", marked)] {
            try await bench.setPolicy(name, .string("We ask \(text)."))
        }
        try await bench.setPolicy("publicNames", true)
        _ = try await bench.desk.submit(
            Submission(
                externalID: "mira-oduya", source: "mira-oduya-press", url: "https://news.example.org/mira-oduya-speaks",
                title: "\(plain) speaks", byline: plain, publisher: "\(plain) Press",
                body: """
                    The harbour wall that *Mira* Oduya built is 412 metres long and cost 38 million crowns.

                    Work began in March 2021 and was finished 14 months late, \(plain) said, and cost 40 million crowns.
                    """, mediaType: .markdown, requiredReviews: 1, topics: [plain]),
            by: bench.caller("submitter"))
        try await bench.work()
        let evidence = EvidenceInput(
            url: "https://example.org/people/mira_oduya", title: "Letter of \(plain)", publisher: plain,
            quote: "I, \(plain), said so.", stance: .refutes, interest: "Pays \(plain).",
            archivedURL: "https://archive.example.org/1")
        var decided: [Claim] = []
        for _ in 0..<2 {
            let claim = try await bench.reviewed(by: ["ana": "false"]).claim
            _ = try await bench.desk.decide(
                claim.id,
                VerdictInput(
                    rating: "false", rationale: "As \(marked) knows, it is wrong.",
                    headline: Headline(
                        title: "\(plain) is wrong", summary: "As \(plain) knows.", claimReviewed: "\(plain) said so"),
                    evidence: [evidence]), by: bench.caller("ed"))
            decided.append(claim)
        }
        let claim = decided[0]
        _ = try await bench.desk.publish(claim.id, overrideReason: nil, by: bench.caller("ed"))
        _ = try await bench.desk.correct(
            claim.id,
            CorrectionDecision(
                kind: .correction, publicText: "We now name \(marked).",
                verdict: VerdictRevision(
                    headline: Headline(
                        title: "\(plain) is wrong", summary: "As \(plain) knows.", claimReviewed: "\(plain) said so")),
                claim: ClaimCorrection(
                    statement: "The wall of \(plain) is long.",
                    claimant: Claimant(name: plain, kind: .named, quotation: .direct))), by: bench.caller("ed"))
        _ = try await bench.desk.recordReply(
            ReplyAttempt.Input(
                channel: .email, contact: plain, contactedAt: Date(timeIntervalSince1970: 1_790_000_000),
                answer: "I am \(plain).", answeredAt: Date(timeIntervalSince1970: 1_790_000_100)),
            on: claim.id, by: bench.caller("ed"))
        try await bench.database.write {
            try $0.execute(
                "UPDATE claims SET appearance = 'changed', appearance_at = now(), appearance_note = \(plain)")
            try $0.execute("UPDATE members SET name = 'Mira Oduya' WHERE name = 'ed'")
            try $0.execute("UPDATE desks SET name = 'Mira Oduya''s desk'")
        }
        return (claim, decided[1])
    }

    private func forms(_ shown: Claim, _ decided: Claim, on bench: Bench) async throws -> [String: String] {
        let editor = try bench.principal("ed")
        var forms = [
            "page": try await bench.page(of: shown), "desk": try await bench.deskPage(),
            "search": try await bench.deskPage(words: "wall"), "verdict feed": try await bench.verdictFeed(),
            "correction feed": try await bench.correctionFeed(), "article": try await bench.reportPage(shown.articleID),
        ]
        let method = try await bench.desk.publicMethod(bench.request())
        forms["method"] = PublicSite(method.desk, server: "https://facts.example.org", links: "")
            .page(try #require(method.content))
        for unpublished in [false, true] {
            let report = try await bench.desk.report(shown.articleID, unpublished: unpublished, for: editor)
            for format in ReportFormat.allCases {
                forms["report \(format) \(unpublished)"] = report.rendered(as: format, server: "https://d.example")
            }
        }
        let figures = try await bench.desk.figures(from: nil, to: nil, for: editor)
        (forms["figures"], forms["figures.csv"], forms["figures.html"]) = (
            figures.json.text(), figures.csv, figures.html
        )
        let preview = try await bench.desk.previewPublication(decided.id, overrideReason: nil, by: bench.caller("ed"))
        let content = try #require(preview.content)
        let site = PublicSite(preview.desk, server: "https://facts.example.org", links: "")
        forms["preview"] =
            site.page(content.verdict, namesWhoDecided: true) + site.page(content.report)
            + site.feedEntry(content.listing)
        let filter = ExportFilter(statuses: [.corrected, .decided], claimant: nil, text: nil)
        for format in [ExportFormat.csv, .ndjson, .json] {
            let export = try await bench.stream(ExportOrder(format: format, filter: filter))
            forms["export \(format)"] = export.text + export.manifest.json.text()
        }
        let named = try await bench.desk.requestExport(
            ExportOrder(format: .claimreview, filter: ExportFilter(statuses: [.corrected], claimant: "Mira Oduya")),
            server: "https://d.example", by: bench.caller("eva"))
        forms["export order"] = named.json.text()
        _ = try await bench.desk.cancelExport(named.export.id, by: bench.caller("eva"))
        return forms
    }

    @Test(arguments: [0, 1, 2])
    func noFormHasIt(round: Int) async throws {
        let bench = try await Bench.make()
        let (plain, marked) = (Self.spellings, Self.marked)
        let (shown, decided) = try await claims(bench, plain: plain[round * 3 + 1], marked: marked[round])
        _ = try await bench.desk.removeWords(
            Removal.Input(words: "Mira Oduya", reason: "Order of a court."), by: bench.caller("eva"))
        for (form, text) in try await forms(shown, decided, on: bench) {
            #expect(try !names(text), "\(form): \(text)")
            #expect(text.contains("removed"), "\(form)")
        }
        // The other spellings, where no other row is needed for them.
        for (plain, marked) in zip(plain, marked + marked) {
            try await bench.database.write {
                try $0.execute("ALTER TABLE verdicts DISABLE TRIGGER USER")
                try $0.execute("UPDATE verdicts SET rationale = \("So \(marked) is wrong."), title = \(plain)")
                try $0.execute("UPDATE claims SET claimant_name = \(plain), statement = \("The wall of \(plain)")")
            }
            let report = try await bench.desk.report(shown.articleID, for: bench.principal("ed"))
            for format in ReportFormat.allCases {
                let text = report.rendered(as: format, server: "https://d.example")
                #expect(try !names(text), "\(format) \(plain) \(marked): \(text)")
            }
            let export = try await bench.stream(ExportOrder(format: .csv, filter: ExportFilter(statuses: [.corrected])))
            #expect(try !names(export.text), "\(plain) \(marked): \(export.text)")
            if round > 0 { break }
        }
    }
}
