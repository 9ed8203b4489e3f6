import ArgumentParser
import Domain
import Foundation
import Logging
import Postgres
import Workflow

/// `claimdesk dev`
struct DevCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dev",
        abstract: "Run a whole desk to look at: private Postgres, sample newsroom, API and worker.",
        discussion: """
            EXAMPLES
              claimdesk dev
              claimdesk dev --data /tmp/desk --port 0 --no-sample --json

            Everything it needs and keeps is in the data folder; remove the folder to begin anew. With
            CLAIMDESK_DATABASE_URL set it uses that database instead of a private one. Ctrl-C stops all of it.
            With --json, stdout gets one line when the desk is ready, with its address and keys.
            """)

    @Option(help: ArgumentHelp("The folder for the database and the keys.", valueName: "folder"))
    var data = ".claimdesk"

    @Option(help: ArgumentHelp("The port; 0 picks a free one (default: CLAIMDESK_PORT, or 8080).", valueName: "port"))
    var port: Int?

    @Flag(help: "Leave the sample articles out.")
    var noSample = false

    @Flag(help: "Print address and keys as one line of JSON when ready.")
    var json = false

    func run() async throws {
        let settings = try Settings(flags: [.init(.port, "--port", port)])
        let stop = StopSignals()
        let folder = try DevFolder(data)
        guard let lock = try folder.lock() else {
            throw Failure(
                "another `claimdesk dev` is running on \(data): stop it, or choose another folder with --data")
        }
        let progress = ProgressLine()
        let cluster = settings.databaseURL == nil ? LocalCluster(directory: folder.url) : nil
        let result: Result<Void, any Error>
        do {
            let (installation, opening) = try await stop.cancelling {
                try await prepare(folder, cluster, settings, progress)
            }
            let logger = settings.logger("claimdesk", format: .text, level: .warning)
            let services = try LocalDesk.services(
                on: installation, settings: settings, port: settings.port, logger: logger, opened: opening.open)
            try await ServiceRun.untilStopped(services, by: stop, grace: settings.shutdownGrace, logger: logger)
            progress.step("Stopping")
            await installation.database.close()
            result = .success(())
        } catch is CancellationError {
            result = .success(())
        } catch let error as ClusterError {
            result = .failure(Failure("\(error)"))
        } catch {
            result = .failure(error)
        }
        await cluster?.stop()
        progress.done()
        _ = consume lock
        try result.get()
    }

    /// Everything up to the point where the desk can be opened.
    private func prepare(
        _ folder: DevFolder, _ cluster: LocalCluster?, _ settings: Settings, _ progress: ProgressLine
    ) async throws -> (Installation, DeskOpening) {
        let installation: Installation
        if let cluster {
            progress.step("Starting Postgres")
            installation = Installation(connectionString: try await cluster.start(), settings: settings)
        } else {
            installation = try Installation(settings: settings)
        }
        try await installation.waitForDatabase(progress)
        _ = try await installation.migrate(progress)
        progress.step("Seeding")
        let newsroom = try Seeds.newsroom()
        _ = try await installation.desk.setUp(newsroom)
        let (keys, areNew) = try await installation.desk.devKeys(
            kept: folder.keys(), onDesk: newsroom.desk.slug, for: newsroom.members)
        if areNew { try folder.keep(keys) }
        let articles = noSample ? [] : try Seeds.articles()
        let opening = DeskOpening(
            desk: installation.desk, keys: keys, articles: articles, keyFile: folder.keyFile.path, json: json,
            progress: progress)
        return (installation, opening)
    }
}
