import Domain
import Foundation
import Testing

struct OpenSlotTests {
    private let ana = Member.ID(rawValue: UUID())
    private let ben = Member.ID(rawValue: UUID())
    private let chi = Member.ID(rawValue: UUID())

    /// Slots of claims by number, each with those who may not have it.
    private func slots(_ claims: [(Int, Set<Member.ID>)]) -> [OpenSlot] {
        var ids: [Int: Claim.ID] = [:]
        return claims.map { number, barred in
            let claim = ids[number] ?? Claim.ID(rawValue: UUID())
            ids[number] = claim
            return OpenSlot(id: ReviewSlot.ID(rawValue: UUID()), claimID: claim, barred: barred)
        }
    }

    @Test func eachGetsTheBestThatIsLeft() {
        let given = OpenSlot.handOut(slots([(1, []), (1, []), (2, [])]), for: [(ana, 1), (ben, 1), (chi, 1)])
        #expect(given == [[0], [1], [2]])
    }

    @Test func whoIsBarredGetsTheNextAndLeavesTheBestToOthers() {
        let given = OpenSlot.handOut(slots([(1, [ana]), (2, []), (3, [])]), for: [(ana, 1), (ben, 1), (chi, 1)])
        #expect(given == [[1], [0], [2]])
    }

    @Test func nobodyGetsTwoSlotsOfOneClaim() {
        let given = OpenSlot.handOut(slots([(1, []), (1, []), (2, []), (2, [])]), for: [(ana, 3), (ben, 3)])
        #expect(given == [[0, 2], [1, 3]])
    }

    @Test func whatThereIsNotIsNotGiven() {
        #expect(OpenSlot.handOut([], for: [(ana, 1)]) == [[]])
        #expect(OpenSlot.handOut(slots([(1, [ben])]), for: [(ben, 1), (ana, 2)]) == [[], [0]])
    }
}
