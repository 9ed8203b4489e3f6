import Testing

/// A ground that the desk stands on and the faults that it has there.
enum Scenario: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case killedServer, killedWorker, restartedPostgres, terminatedSessions, cutAtCommit, cutConnections
    case silentDatabase, frozenConnections, movingAddress
    case promotedStandby, lostStandby, fullDisk
    case patroniFailover, patroniSwitchover
    case pooler
    case everything
    /// What `make test` does.
    case short

    /// Those of this run.
    static var ofThisRun: [Scenario] {
        guard FaultRun.isLong else { return [.short] }
        return allCases.filter { scenario in
            scenario != .short && !FaultRun.skipped.contains(scenario.rawValue)
                && (FaultRun.chosen.isEmpty || FaultRun.chosen.contains(scenario.rawValue))
        }
    }

    var testDescription: String { rawValue }

    var faults: [Fault] {
        switch self {
        case .killedServer: [.killServer]
        case .killedWorker: [.killWorker]
        case .restartedPostgres: [.restartPostgres]
        case .terminatedSessions: [.terminateSessions]
        case .cutAtCommit: [.cutAtCommit]
        case .cutConnections: [.cutConnections]
        case .silentDatabase: [.silence]
        case .frozenConnections: [.frozenConnections]
        case .movingAddress: [.movingAddress]
        case .promotedStandby: [.promoteStandby]
        case .lostStandby: [.loseStandby]
        case .fullDisk: [.fullDisk]
        case .patroniFailover: [.failover]
        case .patroniSwitchover: [.switchover]
        case .pooler: [.killPooler, .killServer, .terminateSessions, .restartPostgres]
        case .everything:
            [.killServer, .killWorker, .restartPostgres, .terminateSessions, .cutAtCommit, .cutConnections]
        case .short: [.killServer, .killWorker, .terminateSessions, .cutAtCommit, .cutConnections]
        }
    }

    /// One in so many histories has a fault.
    var rate: UInt64 {
        switch self {
        case .terminatedSessions, .cutConnections, .cutAtCommit: 2
        case .killedServer, .killedWorker, .everything, .pooler: 4
        case .short: 1
        default: 8
        }
    }

    /// What the machine lacks for it.
    var missing: ToolMissing? {
        switch self {
        case .fullDisk: SmallDisk.missing
        case .patroniFailover, .patroniSwitchover: PatroniCluster.missing
        case .pooler: PooledDatabase.missing
        default: nil
        }
    }

    /// Sets the ground up.
    ///
    /// - Throws: `ToolMissing` when the machine lacks what it needs.
    func database() async throws -> any BreakableDatabase {
        if let missing { throw missing }
        return switch self {
        case .short: try ClonedDatabase()
        case .movingAddress: try await PrivateDatabase.make(standby: .following)
        case .promotedStandby, .lostStandby: try await PrivateDatabase.make(standby: .synchronous)
        case .fullDisk: try await SmallDisk.make()
        case .patroniFailover, .patroniSwitchover: try await PatroniCluster.make()
        case .pooler: try await PooledDatabase.make()
        default: try await PrivateDatabase.make(standby: .none)
        }
    }
}

/// A scenario cannot be played on this machine.
struct ToolMissing: Error, CustomStringConvertible {
    let tool: String
    let remedy: String

    var description: String {
        "\(tool) is missing: \(remedy), or leave the scenario out by naming it in SKIP"
    }
}
