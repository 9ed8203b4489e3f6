package import Domain
package import Postgres
import Store
import Synchronization

/// A streaming standby of the desk's database, for reads that are long or many.
///
/// Whoever reads there sees all that anybody can have seen on the primary when they asked: a read notes where the primary's log
/// is, waits for a moment until the replica has replayed that much, and otherwise goes to the primary. So nothing that was
/// shown once is taken back by the next answer, whichever server gives it, and members see what they have just done. What the
/// replica takes off the primary is the work of reading, not the question how far it is, which a process asks once for all who
/// wait (``LogWatch``).
///
/// It is asked while ``run(changed:)`` runs and finds it well; the primary answers whatever it does not.
package final class Replica: Sendable {
    struct Status: Sendable {
        var state = ReplicaState.unknown
        var lag = ReplicaLag()
        /// How long it took to have what the primary had, when that was last looked at.
        var delay: Duration?
        var reads = 0
        var fallbacks = 0
        /// Why somebody who asked got no answer, in words without data.
        var trouble: String?
    }

    /// Between one look whether it is well and the next.
    private static var pause: Duration { .seconds(1) }
    /// How long a look waits for the primary.
    private static var patience: Duration { .seconds(2) }

    /// Where reads go.
    let database: Database
    /// How far it may be behind, and how long a read waits for it.
    let lagLimit: Duration
    let status = Mutex(Status())
    /// Connections of their own: a crowd of readers must not look like a replica that is silent, nor stand in the members' line.
    private let primary: Database
    private let replica: Database
    private let primaryWatch: LogWatch<PrimaryMoment>
    private let replicaWatch: LogWatch<StandbyMoment>
    private let migrations: [Migration]

    /// - Parameters:
    ///   - configuration: of the connections to the replica.
    ///   - primary: what it is a replica of.
    ///   - migrations: what must have run on it, and nothing else.
    ///   - lagLimit: how far it may be behind.
    package init(
        _ configuration: Database.Configuration, of primary: Database, migrations: [Migration], lagLimit: Duration
    ) {
        var configuration = configuration
        // There is somebody else to ask, and a conflict with what is replayed comes again.
        configuration.absenceLimit = .zero
        configuration.needsPrimary = false
        configuration.maximumRetries = 0
        configuration.connectTimeout = .seconds(2)
        database = Database(configuration)
        self.migrations = migrations
        self.lagLimit = lagLimit
        func watching(_ configuration: Database.Configuration) -> Database {
            var configuration = configuration
            configuration.maximumConnections = 2
            configuration.statementTimeout = .seconds(2)
            configuration.absenceLimit = .zero
            return Database(configuration)
        }
        let (primary, replica) = (watching(primary.configuration), watching(configuration))
        (self.primary, self.replica) = (primary, replica)
        // One statement each: a transaction around it would be three times the work.
        primaryWatch = LogWatch { try await primary.writeWithoutTransaction { try PrimaryMoment.read(in: $0) } }
        replicaWatch = LogWatch { try await replica.writeWithoutTransaction { try StandbyMoment.read(in: $0) } }
    }

    /// Looks after the replica until the task is cancelled; nothing is read there before and afterwards.
    ///
    /// - Parameter changed: told whenever the state is another one, with the reason where there is one.
    package func run(changed: @escaping @Sendable (ReplicaReport, _ reason: String?) -> Void) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.primaryWatch.run(failed: self.note) }
            group.addTask { await self.replicaWatch.run(failed: self.note) }
            group.addTask {
                var told = ReplicaState.unknown
                while true {
                    await self.look()
                    let report = self.report
                    if report.state != told { changed(report, self.status.withLock { $0.trouble }) }
                    told = report.state
                    do { try await Task.sleep(for: Self.pause) } catch { return }
                }
            }
            await group.next()
            group.cancelAll()
        }
        set(.unknown)
    }

    /// How it does.
    package var report: ReplicaReport {
        let (status, now, pool) = (status.withLock { $0 }, ContinuousClock.now, database.statistics)
        let lag = status.state == .inUse ? status.delay : status.lag.at(now)
        return ReplicaReport(
            state: status.state, lag: lag.map { $0 / .seconds(1) }, reads: status.reads, fallbacks: status.fallbacks,
            connections: PoolFigures(inUse: pool.inUse, idle: pool.idle, waiting: pool.waiting))
    }

    /// Closes its connections.
    package func close() async {
        for pool in [database, primary, replica] { await pool.close(within: .seconds(2)) }
    }

    func set(_ state: ReplicaState) { status.withLock { $0.state = state } }

    private func note(_ error: any Error) {
        let words =
            switch error {
            case let error as PostgresError: error.explanation
            case let error as ConnectionError: String(reflecting: error)
            default: "\(error)"
            }
        status.withLock { $0.trouble = words }
    }

    // MARK: How far it is

    /// What a read that begins now must see, once the replica shows it; nil when the primary is to be asked.
    func nextMoment() async -> PrimaryMoment? {
        let deadline = ContinuousClock.now + lagLimit
        guard status.withLock({ $0.state == .inUse }),
            let moment = await primaryWatch.next(within: lagLimit)
        else { return nil }
        let state = await state(at: moment.position, by: deadline)
        if state == .inUse { return moment }
        // Until the next look nobody else waits for it.
        set(state)
        return nil
    }

    /// Waits until the replica has replayed the log up to a position.
    private func state(at position: LogPosition, by deadline: ContinuousClock.Instant) async -> ReplicaState {
        while true {
            let left = deadline - ContinuousClock.now
            if left <= .zero { return .behind }
            guard let moment = await replicaWatch.next(within: left) else { return .unreachable }
            guard let replayed = moment.replayed else { return .noStandby }
            status.withLock { $0.lag.noteReplayed(replayed) }
            if replayed >= position { return .inUse }
        }
    }

    // MARK: Whether it is well

    /// One look at everything that must be so.
    private func look() async {
        status.withLock { $0.trouble = nil }
        let asked = ContinuousClock.now
        guard let moment = await primaryWatch.next(within: Self.patience) else { return set(.unknown) }
        let answered = ContinuousClock.now
        status.withLock { $0.lag.notePrimary(moment.position, at: asked) }
        let state = await state(at: moment.position, by: answered + lagLimit)
        guard state == .inUse else { return set(state) }
        status.withLock { $0.delay = ContinuousClock.now - answered }
        do {
            let ours = try await primary.writeWithoutTransaction { try DatabaseIdentity.read(in: $0) }
            let theirs = try await replica.writeWithoutTransaction { try DatabaseIdentity.read(in: $0) }
            guard ours == theirs else { return set(.foreign) }
            guard try await Migrator(migrations).isCurrent(replica) else { return set(.schema) }
        } catch {
            note(error)
            return set(.unreachable)
        }
        let askedReplica = ContinuousClock.now
        guard let seen = await replicaWatch.next(within: lagLimit) else { return set(.unreachable) }
        let clocks = ClockComparison(
            ours: moment.at, between: asked, and: answered, theirs: seen.at, between: askedReplica,
            and: ContinuousClock.now)
        set(clocks.agree ? .inUse : .clock)
    }
}
