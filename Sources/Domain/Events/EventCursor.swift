/// A place in the order of a desk's events: by transaction, then by sequence.
///
/// Sequence numbers are given out before the commit, so a smaller one may become visible after a larger one. Reading only
/// transactions that are older than every one still running makes an order in which nothing appears behind what was read
/// (PostgreSQL manual, §9.27, `pg_snapshot_xmin`).
package struct EventCursor: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The id of the transaction that made the change (xid8).
    package let transaction: UInt64
    /// The event's own number, unique over the installation; 0 stands before all events of the transaction.
    package let sequence: Int

    package init(transaction: UInt64, sequence: Int) {
        self.transaction = transaction
        self.sequence = sequence
    }

    /// The place before every event.
    package static let start = EventCursor(transaction: 0, sequence: 0)

    /// Reads `transaction-sequence`, of at most 19 and 18 digits; nil when the text is anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isDigit) }),
            parts[0].utf8.count <= 19, parts[1].utf8.count <= 18,
            let transaction = UInt64(parts[0]), let sequence = Int(parts[1])
        else { return nil }
        self.init(transaction: transaction, sequence: sequence)
    }

    /// `transaction-sequence`, as it stands in the `id` of an event.
    package var description: String { "\(transaction)-\(sequence)" }

    package static func < (left: EventCursor, right: EventCursor) -> Bool {
        (left.transaction, left.sequence) < (right.transaction, right.sequence)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
