/// A key just made: the only time its secret is seen.
package struct NewKey: Sendable, Hashable {
    package let key: AccessKey
    /// `cd_` and 43 characters.
    package let secret: String

    package init(key: AccessKey, secret: String) {
        self.key = key
        self.secret = secret
    }
}

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

/// Numbers for operators, over all desks.
package struct OperationFigures: Sendable, Hashable {
    package let jobs: [Job.State: Int]
    /// How long the oldest job that could run has waited, seconds; 0 when none waits.
    package let oldestJobSeconds: Double
    package let slots: [ReviewSlot.State: Int]
    /// The database is a copy, from which nothing is sent.
    package let isCopy: Bool
    /// Connections of this process.
    package let connectionsInUse: Int
    package let connectionsIdle: Int
    package let connectionsWaiting: Int

    package init(
        jobs: [Job.State: Int], oldestJobSeconds: Double, slots: [ReviewSlot.State: Int], isCopy: Bool,
        connectionsInUse: Int, connectionsIdle: Int, connectionsWaiting: Int
    ) {
        self.isCopy = isCopy
        self.jobs = jobs
        self.oldestJobSeconds = oldestJobSeconds
        self.slots = slots
        self.connectionsInUse = connectionsInUse
        self.connectionsIdle = connectionsIdle
        self.connectionsWaiting = connectionsWaiting
    }
}
