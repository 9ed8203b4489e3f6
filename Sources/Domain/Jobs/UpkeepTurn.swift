/// A worker's turn at what one of them does for all.
package struct UpkeepTurn: Sendable, Hashable {
    /// Names are stored.
    package enum Task: String, CaseIterable, Sendable {
        /// Jobs of dead workers are freed.
        case rescue
        /// Old rows are deleted, and others brought up to this release.
        case tidying
    }

    package let task: Task
    /// Of two turns the later one has the greater; from then on the earlier one's worker can change nothing.
    package let token: Int

    package init(task: Task, token: Int) {
        self.task = task
        self.token = token
    }
}

/// Another worker has the turn by now.
package struct UpkeepTurnLost: Error, Hashable, CustomStringConvertible {
    package let description = "another worker has the turn by now"

    package init() {}
}
