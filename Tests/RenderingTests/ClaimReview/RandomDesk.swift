import Chance
import Domain
import Foundation
import Samples

/// Published verdicts as no single desk would have them: every oddity that the database lets in, and some from before it
/// was looked at so closely. The same seed gives the same desk.
struct RandomDesk {
    private var random: SplitMix64
    private var number: UInt64 = 100

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    /// Articles with up to eight published verdicts each.
    mutating func reports(_ count: Int) -> [ArticleReport] { (0..<count).map { _ in report() } }

    private mutating func report() -> ArticleReport {
        let scale = scale()
        var report = ArticleReport(
            deskName: text(), article: article(), text: "", passages: [],
            entries: (0..<Int.random(in: 0...8, using: &random)).map { _ in entry(scale) }, generatedAt: .sample)
        report.deskSlug = ["demo", "a", "desk-2"].randomElement(using: &random) ?? ""
        // A version of a scale that could not be read leaves its verdicts without numbers.
        if chance(0.95) { report.scales[scale.reference] = scale.ratings }
        return report
    }

    /// 2 to 12 ratings up or down, with numbers from anywhere or none, and outcomes beside them.
    private mutating func scale() -> RatingScale {
        let count = Int.random(in: 1...12, using: &random)
        var values: [Int?] = (0..<count).map { _ in Int.random(in: -3...20, using: &random) }
        switch Int.random(in: 0...4, using: &random) {
        case 0: values = values.map { _ in nil }
        case 1: values = (1...count).reversed()
        case 2: values = (1...count).map { $0 * 100_000 }.reversed()
        case 3: values = (0..<count).map { $0 }
        default: break
        }
        let onScale = values.enumerated().map { place, value in
            Rating(
                key: "r\(place)", label: text(), value: value, offScale: false, colour: nil,
                translations: chance(0.3) ? ["de": text(), "pt-BR": text()] : [:])
        }
        let off = ["unverifiable", "outdated"].map {
            Rating(key: $0, label: text(), value: chance(0.1) ? 3 : nil, offScale: true, colour: nil)
        }
        return RatingScale(id: id(), name: "Odd", version: 1, ratings: onScale + off)
    }

    private mutating func article() -> Article {
        let version = ArticleVersion(
            id: id(), number: 1, title: text(), byline: nil, publisher: chance(0.5) ? text() : nil,
            publishedAt: chance(0.7) ? date() : nil,
            language: ["en", "de-AT", "ar", "pt-BR", "zh-Hant-TW", nil].randomElement(using: &random) ?? nil,
            mediaType: .plainText, urgency: 5, requiredReviews: 1, receivedAt: .sample, status: .ready,
            readyAt: .sample,
            detector: nil, error: nil)
        let url = [
            nil, "https://news.example/a?b=1#c", "http://ex%61mple.org/ü", "not a url", "https://user@x.example",
        ]
        return Article(
            id: id(), externalID: nil, source: nil, url: url.randomElement(using: &random) ?? nil, createdAt: .sample,
            version: version)
    }

    private mutating func entry(_ scale: RatingScale) -> ArticleReport.Entry {
        let claimant = Claimant(
            name: chance(0.8) ? text() : nil, kind: Claimant.Kind.allCases.randomElement(using: &random) ?? .named,
            quotation: .direct, isOrganization: chance(0.5))
        let place = Anchor.Range(start: 0, end: 1)
        let exact = text()
        let anchor = Anchor(range: place, utf16: place, utf8: place, exact: exact, prefix: "", suffix: "")
        let publishedAt = date()
        let claim = Claim(
            id: id(), articleID: id(), versionID: id(), ordinal: 1, status: chance(0.8) ? .published : .corrected,
            statement: chance(0.05) ? "\u{200B}" : text() + text() + text(), context: nil, anchor: anchor,
            claimant: claimant, kind: .quantity, checkable: true, worthiness: .important, score: 0.5, reasons: [],
            detector: "d", priority: 0, requiredReviews: 1, revision: 1, createdAt: .sample, queuedAt: nil,
            decidedAt: nil, publishedAt: publishedAt,
            company: ClaimCompany(otherAnchors: [anchor, anchor], occurrences: 3, conflictsWith: []))
        let rating = scale.ratings.randomElement(using: &random) ?? scale.ratings[0]
        let verdict = Verdict(
            id: id(), claimID: claim.id, version: Int.random(in: 1...5, using: &random), basis: .agreement,
            scale: scale.reference, rating: rating, rationale: text() + "\n\n" + text(), overrideReason: "inside",
            decidedBy: id(), decidedByName: "Edith Inside", decidedAt: date(),
            evidence: (0..<Int.random(in: 0...3, using: &random)).map { _ in evidence() })
        let ledger = LedgerEntry.Kind.allCases.filter { _ in chance(0.3) }.map { kind in
            LedgerEntry(
                id: id(), claimID: claim.id, verdictID: verdict.id, verdictVersion: 1, kind: kind, publicText: text(),
                reason: "inside", overrideReason: "inside", gateReasons: [:], requestID: nil, enteredBy: id(),
                enteredByName: "Edith Inside", enteredAt: date())
        }
        return ArticleReport.Entry(claim: claim, verdict: verdict, ledger: ledger)
    }

    private mutating func evidence() -> Evidence {
        let url = ["https://example.org/a", "http://example.org/ü?q=https://b", "javascript:alert(1)"]
        return Evidence(
            id: id(), reviewID: id(),
            item: EvidenceInput(
                url: url.randomElement(using: &random) ?? "", title: chance(0.5) ? text() : nil,
                publisher: chance(0.5) ? text() : nil, quote: text(), stance: .refutes,
                archivedURL: chance(0.3) ? "https://web.archive.org/web/2026/https://example.org/a" : nil),
            retrievedAt: .sample)
    }

    /// Words of many scripts, with what may stand in and around them.
    private mutating func text() -> String {
        let words = [
            "quay", "Rep. Müller’s", "كلفة", "٤١٫٦", "مليون", "שלום", "می‌خواهم", "👩‍👩‍👧‍👦", "🇪🇺", "é", "e\u{301}", "東京",
            "ไทย", "True", "False", "<b>", "&amp;", "\"", "\\", "%", "100", "\u{202E}evil", "\u{2066}x", "\u{FEFF}",
            "\u{7}",
            "\r\n", "\t", "\u{2028}", "\u{200F}", "\u{FFFF}", "https://example.org/a",
        ]
        let count = Int.random(in: 1...12, using: &random)
        // Each text says something, as the database asks for.
        return (["Pier"] + (0..<count).map { _ in words.randomElement(using: &random) ?? "" }).joined(separator: " ")
    }

    private mutating func date() -> Date {
        Date(timeIntervalSince1970: Double.random(in: -2e9...4e9, using: &random))
    }

    private mutating func id<Subject>() -> Identifier<Subject> {
        number += 1
        return .sample(number)
    }

    private mutating func chance(_ probability: Double) -> Bool {
        Double.random(in: 0..<1, using: &random) < probability
    }
}
