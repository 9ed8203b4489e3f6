package import Foundation

/// What a member says about a claim to the others: kept apart from its reviews, and never changed.
package struct Comment: Sendable, Hashable {
    package typealias ID = Identifier<Comment>

    package static let limit = 5000

    package let id: ID
    package let claimID: Claim.ID
    package let authorID: Member.ID
    package let authorName: String
    package let text: String
    /// Everybody who sees the claim reads it; otherwise only those who see its reviews.
    package let isOpen: Bool
    package let writtenAt: Date

    package init(
        id: ID, claimID: Claim.ID, authorID: Member.ID, authorName: String, text: String, isOpen: Bool, writtenAt: Date
    ) {
        self.id = id
        self.claimID = claimID
        self.authorID = authorID
        self.authorName = authorName
        self.text = text
        self.isOpen = isOpen
        self.writtenAt = writtenAt
    }

    /// `{id,claimId,author:{id,name},text,open,writtenAt}`
    package var json: JSON {
        [
            "id": JSON(id), "claimId": JSON(claimID), "author": ["id": JSON(authorID), "name": .string(authorName)],
            "text": .string(text), "open": .bool(isOpen), "writtenAt": JSON(writtenAt),
        ]
    }
}
