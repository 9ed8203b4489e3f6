import Domain
import Foundation
import Logging
import Postgres
import Synchronization
import Workflow

/// A desk of a benchmark's own: private Postgres (as durable as any), API and worker in this process.
enum BenchDesk {
    /// Runs something against a fresh desk and takes everything down again.
    ///
    /// - Parameter body: given a client with the key of a submitter.
    static func run<Value: Sendable>(
        _ settings: Settings, _ progress: ProgressLine, _ body: @escaping @Sendable (Client) async throws -> Value
    ) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "claimdesk-bench-\(getpid())")
        let stop = StopSignals()
        let cluster = LocalCluster(directory: folder)
        let result: Result<Value, any Error>
        do {
            let (installation, secret) = try await stop.cancelling {
                try await prepare(cluster, settings, progress)
            }
            let answer = Mutex<Value?>(nil)
            let logger = settings.logger("claimdesk", format: .text, level: .warning)
            let services = LocalDesk.services(on: installation, settings: settings, port: 0, logger: logger) {
                address in
                let value = try await body(Client(try WebAddress(address), key: secret))
                answer.withLock { $0 = value }
                stop.stop()
            }
            try await ServiceRun.untilStopped(services, by: stop, grace: .seconds(2), logger: logger)
            await installation.database.close()
            guard let value = answer.withLock({ $0 }) else { throw CancellationError() }
            result = .success(value)
        } catch {
            result = .failure(error)
        }
        await cluster.stop()
        do { try FileManager.default.removeItem(at: folder) } catch {
            StandardError.write("\(folder.path) was not removed: \(error.localizedDescription)")
        }
        return try result.get()
    }

    private static func prepare(
        _ cluster: LocalCluster, _ settings: Settings, _ progress: ProgressLine
    ) async throws -> (Installation, secret: String) {
        progress.step("Starting a desk")
        let installation = Installation(connectionString: try await cluster.start(), settings: settings)
        _ = try await installation.migrate(progress)
        let newsroom = try Seeds.newsroom()
        _ = try await installation.desk.setUp(newsroom)
        guard let person = newsroom.members.first(where: { $0.roles.contains(.submitter) }) else {
            throw Failure("the sample newsroom has no submitter")
        }
        let key = try await installation.desk.createKey(
            onDesk: newsroom.desk.slug, for: person.email ?? person.name, name: "bench", roles: nil, expiresAt: nil)
        return (installation, key.secret)
    }
}
