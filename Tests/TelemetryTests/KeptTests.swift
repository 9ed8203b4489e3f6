import Telemetry
import Testing

struct KeptTests {
    @Test func anAnswerIsKeptForAMomentAndAFailureIsNot() async throws {
        struct Away: Error {}
        let kept = Kept<Int>(freshness: .seconds(1000))
        await #expect(throws: Away.self) { _ = try await kept.answer { throw Away() } }
        for number in 1...3 { #expect(try await kept.answer { number } == 1) }
    }

    @Test func aStaleAnswerIsFetchedAnewButNotTwiceAtOnce() async throws {
        let kept = Kept<Int>(freshness: .zero)
        #expect(try await kept.answer { 1 } == 1)
        var meanwhile = 0
        let answer = try await kept.answer {
            // Whoever asks meanwhile gets what is there.
            meanwhile = try await kept.answer { 3 }
            return 2
        }
        #expect(answer == 2 && meanwhile == 1)
    }
}
