import Domain
import Testing

@Suite struct QueueRankTests {
    @Test func `one step of priority outweighs urgency and score together`() {
        for priority in -100..<100 {
            let low = QueueRank.rank(priority: priority, urgency: 1, score: 1)
            #expect(low < QueueRank.rank(priority: priority + 1, urgency: 9, score: 0))
        }
    }

    @Test func `within one article the more check-worthy claim comes first`() {
        for urgency in 1...9 {
            #expect(
                QueueRank.rank(priority: 0, urgency: urgency, score: 0.51)
                    > QueueRank.rank(priority: 0, urgency: urgency, score: 0.5)
            )
        }
    }

    @Test func `of equal scores the more urgent article comes first`() {
        for urgency in 1..<9 {
            #expect(
                QueueRank.rank(priority: 3, urgency: urgency, score: 0.5)
                    > QueueRank.rank(priority: 3, urgency: urgency + 1, score: 0.5)
            )
        }
    }

    @Test func `five steps of urgency outweigh any score, one step does not`() {
        #expect(QueueRank.rank(priority: 0, urgency: 4, score: 0) > QueueRank.rank(priority: 0, urgency: 9, score: 1))
        #expect(
            QueueRank.rank(priority: 0, urgency: 4, score: 0.2) < QueueRank.rank(priority: 0, urgency: 5, score: 0.9)
        )
    }
}
