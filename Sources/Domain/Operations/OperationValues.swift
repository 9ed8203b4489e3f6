/// Whether this process can serve.
package struct Readiness: Sendable, Hashable {
    package let databaseReachable: Bool
    package let schemaCurrent: Bool
    /// The database is not the real one, as far as anybody has said; nil where it could not be asked. Told and not judged: a
    /// copy can be worked with.
    package let isCopy: Bool?

    package init(databaseReachable: Bool, schemaCurrent: Bool, isCopy: Bool?) {
        self.databaseReachable = databaseReachable
        self.schemaCurrent = schemaCurrent
        self.isCopy = isCopy
    }

    package var isReady: Bool { databaseReachable && schemaCurrent }
}

/// Numbers for operators, over all desks. Whatever is counted is counted up to a limit: that many stands for more.
package struct OperationFigures: Sendable, Hashable {
    package let jobs: [Job.State: Int]
    /// How long the oldest job that could run has waited, seconds; 0 when none waits.
    package let oldestJobSeconds: Double
    package let queues: [QueueDepth]
    package let health: DatabaseHealth
    /// The database is a copy, from which nothing is sent.
    package let isCopy: Bool

    package init(
        jobs: [Job.State: Int], oldestJobSeconds: Double, queues: [QueueDepth], health: DatabaseHealth, isCopy: Bool
    ) {
        self.jobs = jobs
        self.oldestJobSeconds = oldestJobSeconds
        self.queues = queues
        self.health = health
        self.isCopy = isCopy
    }
}

/// How much waits in one desk's queue.
package struct QueueDepth: Sendable, Hashable {
    /// The desk as anybody may know it: by its slug where it has public pages, else by its id.
    package let desk: String
    package let open: Int
    package let leased: Int
    /// How long the oldest open slot has waited, seconds; 0 when none is open.
    package let oldestSeconds: Double

    package init(desk: String, open: Int, leased: Int, oldestSeconds: Double) {
        self.desk = desk
        self.open = open
        self.leased = leased
        self.oldestSeconds = oldestSeconds
    }
}

/// What slows a database down unseen.
package struct DatabaseHealth: Sendable, Hashable {
    /// The rows of a table, as Postgres estimates them.
    package struct Table: Sendable, Hashable {
        package let name: String
        package let live: Int
        /// Those that nobody can see any more and that stand in the way until they are cleaned up.
        package let dead: Int

        package init(name: String, live: Int, dead: Int) {
            self.name = name
            self.live = live
            self.dead = dead
        }
    }

    /// The tables whose rows change most.
    package let tables: [Table]
    /// How long the oldest transaction has been open, seconds, of those that this role may see; 0 when there is none.
    package let oldestTransactionSeconds: Double
    /// How many transactions have begun since the oldest snapshot that anybody holds on this database: whatever died since then
    /// cannot be cleaned up.
    package let oldestSnapshotAge: Int

    package init(tables: [Table], oldestTransactionSeconds: Double, oldestSnapshotAge: Int) {
        self.tables = tables
        self.oldestTransactionSeconds = oldestTransactionSeconds
        self.oldestSnapshotAge = oldestSnapshotAge
    }
}

/// The connections of one process to a database.
package struct PoolFigures: Sendable, Hashable {
    package let inUse: Int
    package let idle: Int
    /// Callers that wait for one.
    package let waiting: Int

    package init(inUse: Int, idle: Int, waiting: Int) {
        self.inUse = inUse
        self.idle = idle
        self.waiting = waiting
    }
}
