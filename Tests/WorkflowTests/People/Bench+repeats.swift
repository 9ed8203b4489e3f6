import Domain
import Testing

@testable import Workflow

extension Bench {
    /// Any answer as the bench sends it: everything that is in it.
    @Sendable static func sent(_ answer: any Sendable) -> SentAnswer {
        SentAnswer(status: 200, headers: ["location": "/bench"], body: String(reflecting: answer))
    }

    /// What a request is answered that came before under its key. Carried out anew, it is an issue.
    func sentBefore<Answer: Sendable>(
        _ verb: () async throws -> Answer, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> SentAnswer {
        do {
            let answer = try await verb()
            Issue.record("was carried out anew", sourceLocation: sourceLocation)
            return Bench.sent(answer)
        } catch let before as AnsweredBefore {
            return before.sent
        }
    }
}
