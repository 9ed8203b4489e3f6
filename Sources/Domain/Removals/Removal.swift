package import Foundation

/// Words that were taken off every public form of a desk, for a legal reason or out of fairness.
package struct Removal: Sendable, Hashable {
    package typealias ID = Identifier<Removal>

    /// As it is sent.
    package struct Input: Sendable, Hashable {
        package var words: String
        /// For the desk alone.
        package var reason: String

        package init(words: String, reason: String) {
            self.words = words
            self.reason = reason
        }

        /// - Throws: `InputError` with the first field that cannot be accepted.
        package func validate() throws(InputError) {
            try Domain.Input.text(words, "words", limit: 200)
            try Domain.Input.text(reason, "reason", limit: 5000)
            if RemovedWords([words]).isEmpty { throw InputError("words", "must have letters or digits in it") }
        }
    }

    package let id: ID
    package let input: Input
    package let removedBy: Member.ID
    package let removedByName: String
    package let removedAt: Date
    /// When the words came back; nil while they are off.
    package let liftedAt: Date?
    package let liftingReason: String?

    package init(
        id: ID, input: Input, removedBy: Member.ID, removedByName: String, removedAt: Date, liftedAt: Date?,
        liftingReason: String?
    ) {
        self.id = id
        self.input = input
        self.removedBy = removedBy
        self.removedByName = removedByName
        self.removedAt = removedAt
        self.liftedAt = liftedAt
        self.liftingReason = liftingReason
    }

    /// `{id,words,reason,removedBy,removedAt,liftedAt,liftingReason}`
    package var json: JSON {
        [
            "id": JSON(id), "words": .string(input.words), "reason": .string(input.reason),
            "removedBy": ["id": JSON(removedBy), "name": .string(removedByName)], "removedAt": JSON(removedAt),
            "liftedAt": JSON(liftedAt), "liftingReason": JSON(liftingReason),
        ]
    }
}

/// A removal just made, with what its words do not reach.
package struct MadeRemoval: Sendable, Hashable {
    package let removal: Removal
    /// Forms of the words, with other endings, that stand in public.
    package let alsoStands: [RemovedForms.Form]

    package init(removal: Removal, alsoStands: [RemovedForms.Form]) {
        self.removal = removal
        self.alsoStands = alsoStands
    }

    /// The removal with `alsoStands:[{words,texts}]`.
    package var json: JSON { removal.json.adding(["alsoStands": JSON(alsoStands.map(\.json))]) }
}

/// Why a removal is not lifted.
package enum RemovalError: Error, Hashable, Sendable {
    /// It was lifted before.
    case lifted
}
