import Domain
import Foundation
import Samples
import Testing

@Suite struct ReplyAttemptTests {
    private func problem(
        contact: String = "press@example.org", at: Double = -60, answer: String? = nil, answered: Double? = nil
    ) -> String? {
        let attempt = ReplyAttempt.Input(
            channel: .email, contact: contact, contactedAt: .sample.addingTimeInterval(at), answer: answer,
            answeredAt: answered.map(Date.sample.addingTimeInterval))
        do { try attempt.validate(now: .sample) } catch { return "\(error.field): \(error.problem)" }
        return nil
    }

    @Test func anAttemptLiesInThePastItsAnswerAfterIt() {
        #expect(problem() == nil)
        #expect(problem(at: 0) == nil)
        #expect(problem(at: 61) == "contactedAt: must not lie in the future")
        #expect(problem(answer: "No.", answered: -60) == nil)
        #expect(problem(answer: "No.", answered: -61) == "answeredAt: must not lie before contactedAt")
        #expect(problem(answer: "No.", answered: 61) == "answeredAt: must not lie in the future")
        #expect(problem(contact: "\n") == "contact: must not be empty")
    }

    @Test func anAnswerHasItsTimeAndATimeItsAnswer() {
        #expect(problem(answer: "No.") == "answeredAt: is required with an answer")
        #expect(problem(answered: 0) == "answeredAt: needs an answer")
        #expect(problem(answer: " ", answered: 0) == "answer: must not be empty")
    }
}
