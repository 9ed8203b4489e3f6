import Domain
import Foundation
import Samples
import Testing

@Suite struct QueueRankTests {
    @Test func `one step of priority outweighs urgency and score together`() {
        for priority in -100..<100 {
            let low = QueueRank.rank(priority: priority, urgency: 1, score: 1, queuedAt: .sample)
            #expect(low < QueueRank.rank(priority: priority + 1, urgency: 9, score: 0, queuedAt: .sample))
        }
    }

    @Test func `within one article the more check-worthy claim comes first`() {
        for urgency in 1...9 {
            #expect(
                QueueRank.rank(priority: 0, urgency: urgency, score: 0.51, queuedAt: .sample)
                    > QueueRank.rank(priority: 0, urgency: urgency, score: 0.5, queuedAt: .sample)
            )
        }
    }

    @Test func `of equal scores the more urgent article comes first`() {
        for urgency in 1..<9 {
            #expect(
                QueueRank.rank(priority: 3, urgency: urgency, score: 0.5, queuedAt: .sample)
                    > QueueRank.rank(priority: 3, urgency: urgency + 1, score: 0.5, queuedAt: .sample)
            )
        }
    }

    @Test func `five steps of urgency outweigh any score, one step does not`() {
        #expect(
            QueueRank.rank(priority: 0, urgency: 4, score: 0, queuedAt: .sample)
                > QueueRank.rank(priority: 0, urgency: 9, score: 1, queuedAt: .sample))
        #expect(
            QueueRank.rank(priority: 0, urgency: 4, score: 0.2, queuedAt: .sample)
                < QueueRank.rank(priority: 0, urgency: 5, score: 0.9, queuedAt: .sample)
        )
    }

    @Test func `what has waited longer comes first in the end`() {
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
}
