/// One thing that goes wrong on purpose, and right again.
enum Fault: String, Sendable {
    /// `kill -9`, and started again.
    case killServer, killWorker
    /// `pg_ctl restart -m immediate`.
    case restartPostgres
    /// Every session of the database is terminated.
    case terminateSessions
    /// One connection ends between a COMMIT and its answer.
    case cutAtCommit
    /// All connections end.
    case cutConnections
    /// Nothing comes through for some seconds on any connection; on those that are open, and then they end.
    case silence, frozenConnections
    /// The address leads to a standby for some seconds.
    case movingAddress
    /// The primary dies and its synchronous standby takes over.
    case promoteStandby
    /// The synchronous standby is gone, and an operator notices after some seconds.
    case loseStandby
    /// The disk is full for some seconds.
    case fullDisk
    /// The leader of a Patroni cluster is killed; the lead is handed over.
    case failover, switchover
    /// `kill -9` of the pooler, and started again.
    case killPooler

    /// What is promised: how soon every request is answered, and how soon after the fault all is well by itself.
    struct Bar: Sendable {
        let answer: Duration
        let well: Duration
    }

    var bar: Bar {
        switch self {
        // Waiting for a connection is limited to five seconds, and so is a statement's silence.
        case .silence, .frozenConnections: Bar(answer: .seconds(6), well: .seconds(2))
        case .movingAddress: Bar(answer: .seconds(6), well: .seconds(5))
        case .failover, .switchover: Bar(answer: .seconds(12), well: .seconds(10))
        default: Bar(answer: .seconds(12), well: .seconds(10))
        }
    }
}
