/// A stretch of a list.
package struct Page<Item: Sendable>: Sendable {
    package let items: [Item]
    /// Where the next stretch begins; nil at the end.
    package let next: Cursor?

    package init(items: [Item], next: Cursor?) {
        self.items = items
        self.next = next
    }

    package func map<Other: Sendable>(_ transform: (Item) -> Other) -> Page<Other> {
        Page<Other>(items: items.map(transform), next: next)
    }
}

/// A place in a list: the sort values of the last row that was seen.
package struct Cursor: Hashable, Sendable {
    package let values: [String]

    package init(_ values: [String]) { self.values = values }
}

/// What part of a list is asked for.
package struct PageRequest: Hashable, Sendable {
    package static let defaultLimit = 50
    package static let limits = 1...200

    package let limit: Int
    package let after: Cursor?

    package init(limit: Int = defaultLimit, after: Cursor? = nil) {
        self.limit = limit
        self.after = after
    }
}
