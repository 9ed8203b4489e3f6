/// The database cannot be reached just now, or is too busy: try again in a moment.
package struct Unavailable: Error, Sendable {
    /// What stood against it.
    package enum Cause: Sendable {
        /// The database cannot be reached.
        case away
        /// The database answered, and not in time or in each other's way. The work itself may be too large.
        case tooSlow
    }

    package let cause: Cause
    /// For the log, not for clients.
    package let reason: String

    package init(_ cause: Cause = .away, reason: String) {
        self.cause = cause
        self.reason = reason
    }
}
