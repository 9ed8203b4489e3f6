/// Why a replica is asked, or is not.
package enum ReplicaState: String, Sendable, Hashable, CaseIterable {
    /// Nobody has looked at it yet.
    case unknown
    case inUse = "in use"
    /// It does not answer, or not in time.
    case unreachable
    /// It is further behind than may be.
    case behind
    /// It is no standby: it was promoted, or never was one.
    case noStandby = "no standby"
    /// It is not of this database.
    case foreign = "another database"
    /// Its schema is not the one that this program was made for.
    case schema = "schema not current"
    /// Its clock differs from the primary's: what time brings about, the end of an embargo, would come and go.
    case clock = "clock differs"
}

/// How a replica does, for operators.
package struct ReplicaReport: Sendable, Hashable {
    package let state: ReplicaState
    /// Seconds: while it is in use, how long it took to have what the primary had; otherwise how old what it shows can be. Nil
    /// as long as that is not known.
    package let lag: Double?
    /// Reads that it answered.
    package let reads: Int
    /// Reads that it could have answered, and which went to the primary.
    package let fallbacks: Int
    /// Connections of this process to it.
    package let connections: PoolFigures

    package init(state: ReplicaState, lag: Double?, reads: Int, fallbacks: Int, connections: PoolFigures) {
        self.state = state
        self.lag = lag
        self.reads = reads
        self.fallbacks = fallbacks
        self.connections = connections
    }
}
