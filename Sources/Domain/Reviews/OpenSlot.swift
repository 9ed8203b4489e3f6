/// A slot that waits for a reviewer and is kept for nobody.
package struct OpenSlot: Sendable, Hashable {
    package let id: ReviewSlot.ID
    package let claimID: Claim.ID
    /// Who may not have it, as far as is known: of whose article it is, who holds, has reviewed or skipped its claim.
    package let barred: Set<Member.ID>

    package init(id: ReviewSlot.ID, claimID: Claim.ID, barred: Set<Member.ID>) {
        self.id = id
        self.claimID = claimID
        self.barred = barred
    }
}

extension OpenSlot {
    /// A reviewer who asks, and for how many claims.
    package typealias Wish = (member: Member.ID, count: Int)

    /// Gives out slots to reviewers as if one came after the other: each gets the best of those that are left, each of
    /// another claim, and none that they are barred from.
    ///
    /// - Parameters:
    ///   - slots: the best one first.
    ///   - wishes: in the order in which they came; a member has one at most.
    /// - Returns: for each wish, in the same order, indices of slots: as many as were wished for, or fewer.
    package static func handOut(_ slots: [OpenSlot], for wishes: [Wish]) -> [[Int]] {
        var left = Array(slots.indices)
        return wishes.map { wish in
            var (given, claims): ([Int], Set<Claim.ID>) = ([], [])
            for index in left where given.count < wish.count {
                let slot = slots[index]
                if slot.barred.contains(wish.member) || !claims.insert(slot.claimID).inserted { continue }
                given.append(index)
            }
            left.removeAll { given.contains($0) }
            return given
        }
    }
}
