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

    package init(databaseReachable: Bool, schemaCurrent: Bool) {
        self.databaseReachable = databaseReachable
        self.schemaCurrent = schemaCurrent
    }

    package var isReady: Bool { databaseReachable && schemaCurrent }
}

/// Numbers for operators, over all desks.
package struct OperationFigures: Sendable, Hashable {
    package let jobs: [Job.State: Int]
    package let slots: [ReviewSlot.State: Int]
    /// Connections of this process.
    package let connectionsInUse: Int
    package let connectionsIdle: Int
    package let connectionsWaiting: Int

    package init(
        jobs: [Job.State: Int], slots: [ReviewSlot.State: Int], connectionsInUse: Int, connectionsIdle: Int,
        connectionsWaiting: Int
    ) {
        self.jobs = jobs
        self.slots = slots
        self.connectionsInUse = connectionsInUse
        self.connectionsIdle = connectionsIdle
        self.connectionsWaiting = connectionsWaiting
    }
}
