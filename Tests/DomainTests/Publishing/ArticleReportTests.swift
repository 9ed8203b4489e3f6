import Domain
import Samples
import Testing

@Suite struct ArticleReportTests {
    @Test func aReportCountsVerdictsByRatingTruestFirstAndOffScaleLast() {
        func entry(_ rating: Rating?) -> ArticleReport.Entry {
            let verdict = rating.map {
                Verdict(
                    id: .sample(1),
                    claimID: .sample(1),
                    version: 1,
                    basis: .agreement,
                    scale: RatingScale.sample.reference,
                    rating: $0,
                    rationale: "",
                    overrideReason: nil,
                    decidedBy: .sample(2),
                    decidedByName: "",
                    decidedAt: .sample
                )
            }
            return .init(claim: .sample(), verdict: verdict)
        }
        let scale = Rating.sixPoints
        let version = ArticleVersion(
            id: .sample(2),
            number: 1,
            title: "T",
            byline: nil,
            publisher: nil,
            publishedAt: nil,
            language: nil,
            mediaType: .plainText,
            urgency: 5,
            requiredReviews: 2,
            receivedAt: .sample,
            status: .ready,
            readyAt: nil,
            detector: nil,
            error: nil
        )
        let report = ArticleReport(
            deskName: "D",
            article: Article(
                id: .sample(1),
                externalID: nil,
                source: nil,
                url: nil,
                createdAt: .sample,
                version: version
            ),
            text: "",
            passages: [],
            entries: [scale[6], scale[5], scale[0], nil, scale[5], nil].map(entry),
            generatedAt: .sample
        )
        #expect(report.publishedCount == 4)
        #expect(report.countsByRating.map(\.rating.key) == ["true", "pants_on_fire", "unverifiable"])
        #expect(report.countsByRating.map(\.count) == [1, 2, 1])
    }
}
