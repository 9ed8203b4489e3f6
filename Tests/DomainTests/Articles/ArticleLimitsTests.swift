import Domain
import Testing

struct ArticleLimitsTests {
    private func refusal(_ lines: Int, _ line: String = "So.") -> InputError? {
        let body = String(repeating: line + "\r\n\r\n", count: lines)
        do {
            try Submission(title: "T", body: body).validate()
            return nil
        } catch {
            return error
        }
    }

    @Test func aTextOfTooManyLinesIsRefusedAtOnce() {
        #expect(refusal(ArticleLimits.lines) == nil)
        let refused = refusal(ArticleLimits.lines + 1)
        #expect(refused?.field == "body" && refused?.problem.contains("25001") == true)
    }

    @Test func whatWasReadIsHeldAgainstBothLimits() {
        #expect(ArticleLimits.refusal(sentences: ArticleLimits.sentences, claims: ArticleLimits.claims) == nil)
        #expect(
            ArticleLimits.refusal(sentences: ArticleLimits.sentences + 1, claims: 0)?.contains("50001 sentences")
                == true)
        #expect(ArticleLimits.refusal(sentences: 0, claims: ArticleLimits.claims + 1)?.contains("5001 claims") == true)
    }
}
