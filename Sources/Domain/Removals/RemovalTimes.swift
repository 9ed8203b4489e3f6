package import Foundation

/// When words went off a desk's public forms or came back: what has them is another thing since.
package struct RemovalTimes: Sendable {
    package struct Change: Sendable {
        package let words: RemovedWords
        /// Of the removal, or of its lifting.
        package let at: Date

        package init(words: String, at: Date) {
            self.words = RemovedWords([words])
            self.at = at
        }
    }

    private let changes: [Change]

    package init(_ changes: [Change]) { self.changes = changes.sorted { $0.at > $1.at } }

    /// When something was last changed that was changed at a time before, unless a removal did.
    ///
    /// - Parameter has: whether it has the words.
    package func last(after date: Date, _ has: (RemovedWords) -> Bool) -> Date {
        changes.prefix { $0.at > date }.first { has($0.words) }?.at ?? date
    }
}
