import Extraction
import Faults
import Foundation
import Postgres
import Synchronization
import Workflow

@testable import TestSupport
@testable import WebTests

/// A desk on a database that breaks: its processes, its clients and what becomes of both.
final class Stage: Sendable {
    private let ground: any BreakableDatabase
    private let processes: DeskProcesses
    private let database: Database
    private let wire: Wire
    let server: HistoryServer
    private let patience: Patience
    private let state = Mutex(Outcome())
    /// One fault at a time.
    private let gate = Gate(permits: 1)

    /// Plays a scenario and tells what it came to; whatever happens, nothing of it is left running.
    static func play(_ scenario: Scenario, for time: Duration) async throws -> Outcome {
        let ground = try await scenario.database()
        let result: Result<Outcome, any Error>
        do { result = .success(try await play(scenario, on: ground, for: time)) } catch { result = .failure(error) }
        await ground.stop()
        return try result.get()
    }

    private static func play(
        _ scenario: Scenario, on ground: any BreakableDatabase, for time: Duration
    ) async throws -> Outcome {
        var configuration = Database.Configuration(connectionString: ground.direct)
        configuration.acquireTimeout = .seconds(20)
        let database = Database(configuration)
        if scenario != .short {
            _ = try await Schema.migrator().migrate(database)
        }
        try await database.watchSteps()
        let processes = DeskProcesses(ground.settings, port: try freePort())
        let patience = Patience(limit: .seconds(90))
        let server = HistoryServer(
            database: database, desk: Desk(database: database, extractor: Extractor(), signals: Signals()),
            port: processes.port, patience: patience)
        let result: Result<Outcome, any Error>
        do {
            try await processes.start()
            let wire = try await Wire.make(on: server)
            let stage = Stage(ground, processes, database, wire, server, patience)
            result = .success(try await stage.play(scenario, for: time))
        } catch {
            result = .failure(error)
        }
        let complaints = try await processes.stop()
        await database.close()
        var outcome = try result.get()
        outcome.broken += complaints
        return outcome
    }

    private init(
        _ ground: any BreakableDatabase, _ processes: DeskProcesses, _ database: Database, _ wire: Wire,
        _ server: HistoryServer, _ patience: Patience
    ) {
        (self.ground, self.processes, self.database, self.wire) = (ground, processes, database, wire)
        (self.server, self.patience) = (server, patience)
    }

    private func play(_ scenario: Scenario, for time: Duration) async throws -> Outcome {
        let pasts = try await Histories(scenario, on: self).run(for: time)
        var outcome = state.withLock { $0 }
        outcome.histories = pasts.count
        outcome.steps = pasts.reduce(0) { $0 + $1.steps }
        outcome.broken += try await wire.faults()
        outcome.articles = wire.count
        outcome.broken += try await whatIsBroken(pasts)
        outcome.add(patience.takeTally())
        outcome.broken += outcome.tally.wrong.map { "\($0.key) (\($0.value))" }.sorted()
        return outcome
    }

    /// The rules that the rows break, and whatever was acknowledged and is no longer as it was.
    private func whatIsBroken(_ pasts: [ModelHistory.Past]) async throws -> [String] {
        var broken = try await database.brokenRules()
        for past in pasts { broken += try await past.changed() }
        let discarded = try await server.read { session in
            try session.first("SELECT count(*) AS n FROM job_history WHERE state = 'discarded'") { try $0["n"] as Int }
        }
        if let discarded, discarded > 0 { broken.append("\(discarded) jobs discarded") }
        let audit = try await Program.run("audit", "verify", settings: ["CLAIMDESK_DATABASE_URL": ground.direct])
        if audit.status != 0 { broken.append("audit verify: \(audit.output.suffix(500))\(audit.errors.suffix(500))") }
        if try ground.log().contains("deadlock detected") { broken.append("a deadlock") }
        return broken
    }

    /// Breaks something while the histories go on, waits until all is well, and holds the times against what is promised.
    func strike(_ fault: Fault) async throws {
        await gate.enter()
        defer { gate.leave() }
        // For the worker to be at.
        try await wire.submit(paragraphs: 12)
        let before = patience.takeTally()
        switch fault {
        case .killServer: try await processes.kill("serve")
        case .killWorker: try await processes.kill("worker")
        default: try await ground.strike(fault, database)
        }
        let clock = ContinuousClock()
        let end = clock.now
        try await eventually("/readyz is well after \(fault)", within: .seconds(60)) { await processes.isReady() }
        let article = try await wire.submit()
        try await eventually("the worker is well after \(fault)", within: .seconds(90)) {
            try await wire.isReady(article)
        }
        let well = clock.now - end
        let during = patience.takeTally()
        try await ground.repair(fault)
        state.withLock { outcome in
            outcome.strikes += 1
            outcome.longestWell = max(outcome.longestWell, well)
            outcome.add(before)
            outcome.add(during)
            // A test beside others says nothing of time.
            guard FaultRun.isLong else { return }
            if well > fault.bar.well { outcome.broken.append("well only \(well.inSeconds) s after \(fault)") }
            if during.longestWait > fault.bar.answer {
                outcome.broken.append("a request waited \(during.longestWait.inSeconds) s for any answer in \(fault)")
            }
        }
    }

    /// A port that nobody listens on.
    static func freePort() throws -> Int {
        let forwarder = try Forwarder(to: .tcp(port: 1))
        defer { forwarder.close() }
        return forwarder.port
    }
}

extension Outcome {
    mutating func add(_ other: Patience.Tally) {
        tally.answered += other.answered
        tally.turnedAway += other.turnedAway
        tally.lost += other.lost
        tally.longestWait = max(tally.longestWait, other.longestWait)
        tally.longestOutage = max(tally.longestOutage, other.longestOutage)
        tally.wrong.merge(other.wrong, uniquingKeysWith: +)
    }
}
