import Extraction
import Foundation
import Logging
import Postgres
import Replication
import ServiceLifecycle
import Telemetry
import Workflow

/// The database and everything on it that a process of ours works with.
struct Installation: Sendable {
    /// How long a process waits for a database that does not answer yet: containers start in any order.
    static let patience = Duration.seconds(30)

    let database: Database
    let desk: Desk
    /// Asked for nothing unless one of `companions` looks after it.
    private let replica: Replica?
    private let signals: Signals
    let usesPooler: Bool

    /// - Parameter replicaURL: of its replica; nil for none.
    init(connectionString: String, replicaURL: String? = nil, settings: Settings) {
        var configuration = Database.Configuration(connectionString: connectionString)
        configuration.maximumConnections = settings.databasePool
        configuration.preparedStatements = !settings.usesPooler
        let meters = Meters(tracingOneIn: settings.text(.tracesURL).map { _ in settings.number(.tracesOneIn) })
        configuration.observer = meters.database
        let database = Database(configuration)
        self.database = database
        replica = replicaURL.map { url in
            configuration.connectionString = url
            configuration.observer = meters.database.ofReplica
            return Replica(
                configuration, of: database, migrations: Schema.migrations, lagLimit: settings.replicaLag)
        }
        signals = Signals()
        usesPooler = settings.usesPooler
        desk = Desk(
            database: database, replica: replica, extractor: Extractor(), signals: signals,
            webhookRule: settings.webhookRule, meters: meters)
    }

    /// On the database that CLAIMDESK_DATABASE_URL names.
    ///
    /// - Parameter replica: also read from the one that CLAIMDESK_REPLICA_URL names, if any.
    /// - Throws: `SettingsError` when it is not set or cannot be read; nothing of it is told, as it holds a password.
    init(settings: Settings, replica: Bool = false) throws(SettingsError) {
        guard let url = settings.databaseURL else {
            throw SettingsError(
                "\(Setting.databaseURL.name) is not set: say which Postgres to use, or try `claimdesk dev`, which has its own"
            )
        }
        let replicaURL = replica ? settings.replicaURL : nil
        try Self.validate(url, .databaseURL, settings)
        if let replicaURL { try Self.validate(replicaURL, .replicaURL, settings) }
        self.init(connectionString: url, replicaURL: replicaURL, settings: settings)
    }

    private static func validate(
        _ connectionString: String, _ setting: Setting, _ settings: Settings
    ) throws(SettingsError) {
        do {
            try Database.Configuration(connectionString: connectionString).validate()
        } catch ConnectionError.invalidConnectionString(let reason) {
            throw SettingsError("\(settings.source(of: setting).name(of: setting)) cannot be read: \(reason)")
        } catch {
            throw SettingsError("\(error)")
        }
    }

    /// Hears notifications for the desk; none behind a pooler, which breaks LISTEN, so that everything polls.
    func listeners(logger: Logger) -> [any Service] {
        usesPooler ? [] : [ListenerService(signals: signals, database: database, logger: logger)]
    }

    /// What every process that serves runs beside its own: sends its traces, times its lag, hears notifications, and looks after the
    /// replica where there is one.
    func companions(of process: String, _ settings: Settings, logger: Logger) -> [any Service] {
        traces(of: process, settings, logger: logger) + [LagService(meters: desk.meters)] + listeners(logger: logger)
            + (replica.map { [ReplicaService(replica: $0, logger: logger)] } ?? [])
    }

    /// Closes every connection, once those in use come back.
    func close() async {
        await database.close()
        await replica?.close()
    }

    /// Waits until the database answers, and looks whether it is one to work with.
    ///
    /// - Returns: how each migration stands.
    /// - Throws: `Failure` that says what to do: at once for what no waiting changes, else when it does not answer in time.
    @discardableResult
    func waitForDatabase(_ progress: ProgressLine) async throws -> [MigrationStatus] {
        let deadline = ContinuousClock.now + Self.patience
        let migrator = try Schema.migrator()
        var pause = Duration.milliseconds(100)
        // The first look is a short one, so that whoever waits soon reads for what.
        var asked = database.within(.seconds(1))
        while true {
            do {
                let statuses = try await migrator.status(asked)
                try await refuseHiddenPooler()
                return statuses
            } catch  where Self.mayPass(error) && ContinuousClock.now < deadline {
                progress.step("Waiting for the database (\(Self.reason(error)))")
                asked = database
                try await Task.sleep(for: pause)
                pause = min(.seconds(2), pause * 2)
            } catch {
                try Task.checkCancellation()
                throw Failure(database: error, usesPooler: usesPooler) ?? error
            }
        }
    }

    /// What it waits for, on one line: the last of what libpq says, which names host and port and no secret.
    private static func reason(_ error: any Error) -> String {
        let words =
            if case ConnectionError.unreachable(let reason) = error { reason } else { operatorWords(for: error) }
        return TerminalText.oneLine(words.split(whereSeparator: \.isNewline).first.map(String.init) ?? words)
    }

    /// Whether waiting may help.
    private static func mayPass(_ error: any Error) -> Bool {
        if let error = error as? ConnectionError, error.isFinal { return false }
        return isTransient(error)
    }

    /// Behind a pooler that nobody told of, statements would fail at random.
    private func refuseHiddenPooler() async throws {
        if usesPooler { return }
        guard try await database.isBehindTransactionPooler() else { return }
        throw Failure(
            "a pooler gives each transaction another session of this database: set CLAIMDESK_DATABASE_POOLER=true "
                + "(and run `claimdesk migrate` over a direct connection)")
    }

    /// Waits until the database answers, and refuses one whose schema is not this program's.
    ///
    /// - Throws: `Failure` that says what to do.
    func requireCurrentSchema(_ progress: ProgressLine) async throws {
        let statuses = try await waitForDatabase(progress)
        progress.done()
        if let newer = statuses.first(where: { $0.state == .missing }) {
            throw Failure("the database's schema is newer than this program (\(newer.name)): run the newer claimdesk")
        }
        if let edited = statuses.first(where: { $0.state == .edited }) {
            throw Failure("the migration \(edited.name) is not the one that made this database's schema")
        }
        let pending = statuses.count { $0.state == .pending }
        if pending > 0 {
            throw Failure(
                "the database's schema is not current, \(pending) migrations are missing: run `claimdesk migrate`")
        }
    }

    /// Brings the schema up to date.
    ///
    /// - Returns: the names of the migrations that were run.
    /// - Throws: `Failure` when one of them cannot be.
    func migrate(_ progress: ProgressLine) async throws -> [String] {
        do {
            return try await Schema.migrator().migrate(database) { progress.step("Migrating: \($0)") }
        } catch {
            throw Failure(database: error, usesPooler: usesPooler) ?? error
        }
    }
}

/// Keeps the desk's ear on the database for as long as the process serves.
private struct ListenerService: Service {
    let signals: Signals
    let database: Database
    let logger: Logger

    func run() async {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await signals.run(on: database)
                } catch {
                    if Task.isCancelled { return }
                    logger.warning("notifications not heard", metadata: ["error": "\(operatorWords(for: error))"])
                }
                do { try await Task.sleep(for: .seconds(1)) } catch { return }
            }
        }
    }
}
