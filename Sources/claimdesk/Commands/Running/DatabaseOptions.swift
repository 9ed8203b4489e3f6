import ArgumentParser
import Domain
import Foundation
import Postgres
import Workflow

/// Which database an operator's command works on.
struct DatabaseOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Postgres (default: CLAIMDESK_DATABASE_URL).", valueName: "url"))
    var databaseURL: String?

    @Option(help: ArgumentHelp("Instead: the data folder of a `claimdesk dev`, running or not.", valueName: "folder"))
    var data: String?

    func validate() throws {
        if databaseURL != nil, data != nil { throw ValidationError("Give --database-url or --data, not both.") }
    }

    func settings() throws(SettingsError) -> Settings {
        try Settings(flags: [.init(.databaseURL, "--database-url", databaseURL)])
    }

    /// Runs a command on the database; a private server that was not running is stopped again afterwards.
    ///
    /// - Throws: `Failure` with a person's words for what the desk refuses.
    func withInstallation<Value: Sendable>(
        currentSchema: Bool = true, _ body: @Sendable (Installation, ProgressLine) async throws -> Value
    ) async throws -> Value {
        let settings = try settings()
        let progress = ProgressLine()
        defer { progress.done() }
        guard let data else {
            return try await run(Installation(settings: settings), currentSchema, progress, body)
        }
        let folder = try DevFolder(data)
        let cluster = LocalCluster(directory: folder.url)
        // Whoever holds the lock runs the server, and goes on with it.
        let lock = try folder.lock()
        let isOurs = lock != nil
        if isOurs { progress.step("Starting Postgres") }
        let result: Result<Value, any Error>
        do {
            let installation = Installation(connectionString: try await cluster.start(), settings: settings)
            result = .success(try await run(installation, currentSchema, progress, body))
            await installation.database.close()
        } catch {
            result = .failure(error)
        }
        if isOurs { await cluster.stop() }
        _ = consume lock
        return try result.get()
    }

    private func run<Value: Sendable>(
        _ installation: Installation, _ currentSchema: Bool, _ progress: ProgressLine,
        _ body: @Sendable (Installation, ProgressLine) async throws -> Value
    ) async throws -> Value {
        do {
            if currentSchema {
                try await installation.requireCurrentSchema(progress)
            } else {
                try await installation.waitForDatabase(progress)
            }
            return try await body(installation, progress)
        } catch let error as NotFound {
            throw Failure("there is no \(error.what)")
        } catch let error as InputError {
            throw Failure("\(error.field) \(error.problem)")
        } catch {
            throw Failure(database: error, usesPooler: installation.usesPooler) ?? error
        }
    }
}
