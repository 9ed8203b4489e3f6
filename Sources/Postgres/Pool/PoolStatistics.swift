/// What a pool holds now, and what it has done since it was made.
public struct PoolStatistics: Equatable, Sendable {
    /// Open connections.
    public internal(set) var total = 0
    /// Open connections that nobody uses.
    public internal(set) var idle = 0
    /// Connections that a caller holds.
    public internal(set) var inUse = 0
    /// Callers that wait for a connection.
    public internal(set) var waiting = 0
    /// How often a connection was handed out.
    public internal(set) var acquired = 0
    /// How often a caller waited for too long.
    public internal(set) var timeouts = 0
    /// How often connecting succeeded.
    public internal(set) var connects = 0
    /// How often connecting failed.
    public internal(set) var connectFailures = 0
    /// How many connections were closed: broken, too old, or after the server changed.
    public internal(set) var discarded = 0

    /// All zero.
    public init() {}
}
