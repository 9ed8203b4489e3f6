import Domain
import Foundation
import Samples
import Testing

@Suite struct QueueRankTests {
    @Test func oneStepOfPriorityOutweighsUrgencyAndScoreTogether() {
        for priority in -100..<100 {
            let low = QueueRank.rank(priority: priority, urgency: 1, score: 1, queuedAt: .sample)
            #expect(low < QueueRank.rank(priority: priority + 1, urgency: 9, score: 0, queuedAt: .sample))
        }
    }

    @Test func withinOneArticleTheMoreCheckWorthyClaimComesFirst() {
        for urgency in 1...9 {
            #expect(
                QueueRank.rank(priority: 0, urgency: urgency, score: 0.51, queuedAt: .sample)
                    > QueueRank.rank(priority: 0, urgency: urgency, score: 0.5, queuedAt: .sample)
            )
        }
    }

    @Test func ofEqualScoresTheMoreUrgentArticleComesFirst() {
        for urgency in 1..<9 {
            #expect(
                QueueRank.rank(priority: 3, urgency: urgency, score: 0.5, queuedAt: .sample)
                    > QueueRank.rank(priority: 3, urgency: urgency + 1, score: 0.5, queuedAt: .sample)
            )
        }
    }

    @Test func fiveStepsOfUrgencyOutweighAnyScoreOneStepDoesNot() {
        #expect(
            QueueRank.rank(priority: 0, urgency: 4, score: 0, queuedAt: .sample)
                > QueueRank.rank(priority: 0, urgency: 9, score: 1, queuedAt: .sample))
        #expect(
            QueueRank.rank(priority: 0, urgency: 4, score: 0.2, queuedAt: .sample)
                < QueueRank.rank(priority: 0, urgency: 5, score: 0.9, queuedAt: .sample)
        )
    }

    @Test func whatHasWaitedLongerComesFirstInTheEnd() {
        func rank(_ priority: Int, _ score: Double, waiting hours: Double) -> Double {
            QueueRank.rank(
                priority: priority, urgency: 5, score: score, queuedAt: .sample.addingTimeInterval(-hours * 3600))
        }
        #expect(rank(0, 0.5, waiting: 1) > rank(0, 0.5, waiting: 0))
        #expect(rank(0, 0, waiting: 19) < rank(0, 1, waiting: 0))
        #expect(rank(0, 0, waiting: 21) > rank(0, 1, waiting: 0))
        #expect(rank(0, 1, waiting: 150) < rank(1, 0, waiting: 0))
        #expect(rank(0, 1, waiting: 201) > rank(1, 0, waiting: 0))
    }

    @Test func whatIsGivenGoesBeforeEveryPriorityAndWhatIsDueSoonestFirst() {
        let now = Date(timeIntervalSince1970: 1_800_000_000)
        func raise(days: Double) -> Double { QueueRank.raise(dueAt: now.addingTimeInterval(days * 86_400), now: now) }
        let top = QueueRank.rank(priority: 100, urgency: 1, score: 1, queuedAt: now)
        let bottom = QueueRank.rank(priority: -100, urgency: 9, score: 0, queuedAt: now)
        #expect(bottom + QueueRank.raise(dueAt: nil, now: now) > top)
        #expect(bottom + raise(days: 366) > top + QueueRank.raise(dueAt: nil, now: now))
        #expect(raise(days: 1) > raise(days: 2))
    }
}
