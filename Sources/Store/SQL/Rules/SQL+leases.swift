import Domain
import Postgres

// Whether a lease is live. Swift has no twin of it: the database's clock alone decides, at the moment of the statement
// and not of the transaction, which may have waited for a lock for longer than the lease had left.
extension SQL {
    /// The slot is held under a lease that is live.
    ///
    /// - Parameter slot: the name of the row of `review_slots`.
    static func isLive(slot: SQL) -> SQL {
        "\(slot).state = 'leased' AND \(slot).lease_expires_at > clock_timestamp()"
    }

    /// The slot is held under a lease that had run out when the statement began to look, and nobody has freed it yet. The clock is
    /// read once, so that an index leads to these slots past all that are live.
    ///
    /// - Parameter slot: the name of the row of `review_slots`.
    static func hasRunOut(slot: SQL) -> SQL {
        "\(slot).state = 'leased' AND \(slot).lease_expires_at <= (SELECT clock_timestamp())"
    }

    /// The slot is the one that is held under this lease, which is live, and the token is the lease's own. Whoever
    /// comes back with anything else has lost it.
    ///
    /// - Parameter slot: the name of the row of `review_slots`.
    static func isLive(_ lease: Lease, token: Int, on desk: DeskProfile.ID, slot: SQL) -> SQL {
        """
        \(slot).desk_id = \(desk) AND \(slot).id = \(lease.slotID) AND \(slot).lease_id = \(lease.id)
              AND \(slot).token = \(token) AND \(isLive(slot: slot))
        """
    }

    /// The slot is held under a lease that is live, and the token is the lease's own: as above, of many. A slot that is open names no
    /// lease, and one that is done names its review; said so that the index of what is leased, few or many, is none to take.
    ///
    /// - Parameter lease: the name of a row with `lease_id` and `token`.
    static func isLive(slot: SQL, under lease: SQL) -> SQL {
        """
        \(slot).lease_id = \(lease).lease_id AND \(slot).token = \(lease).token AND \(slot).review_id IS NULL
              AND \(slot).lease_expires_at > clock_timestamp()
        """
    }

    /// The lease is live, by its own story.
    ///
    /// - Parameter lease: the name of the row of `leases`.
    static func isLive(lease: SQL) -> SQL {
        "\(lease).ended_at IS NULL AND \(lease).expires_at > clock_timestamp()"
    }
}
