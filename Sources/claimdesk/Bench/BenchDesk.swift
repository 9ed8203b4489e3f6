import Domain
import Foundation
import Logging
import Postgres
import Synchronization
import Workflow

/// A desk of a benchmark's own: private Postgres (as durable as any), API and worker in this process.
struct BenchDesk: Sendable {
    /// Each with a key of its own.
    let submitter: Client
    let reviewer: Client
    let otherReviewer: Client
    let editor: Client
    let admin: Client
    let installation: Installation

    private init(_ address: String, _ keys: DevKeys, _ installation: Installation) throws {
        self.installation = installation
        func client(_ role: Role, _ number: Int = 0) throws -> Client {
            guard let key = keys.secrets[role]?.dropFirst(number).first else {
                throw Failure("the sample newsroom has too few with the role \(role.rawValue)")
            }
            return Client(try ServerAddress(address), key: key)
        }
        submitter = try client(.submitter)
        reviewer = try client(.reviewer)
        otherReviewer = try client(.reviewer, 1)
        editor = try client(.editor)
        admin = try client(.admin)
    }

    /// Runs something against a fresh desk and takes everything down again.
    static func run<Value: Sendable>(
        _ settings: Settings, _ progress: ProgressLine, _ body: @escaping @Sendable (BenchDesk) async throws -> Value
    ) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "claimdesk-bench-\(getpid())")
        let stop = StopSignals()
        let cluster = LocalCluster(directory: folder)
        let result: Result<Value, any Error>
        do {
            let (installation, keys) = try await stop.cancelling {
                try await prepare(cluster, settings, progress)
            }
            let answer = Mutex<Value?>(nil)
            let logger = settings.logger("claimdesk", format: .text, level: .warning)
            let services = try LocalDesk.services(on: installation, settings: settings, port: 0, logger: logger) {
                address in
                let value = try await body(BenchDesk(address, keys, installation))
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
    ) async throws -> (Installation, DevKeys) {
        progress.step("Starting a desk")
        let installation = Installation(connectionString: try await cluster.start(), settings: settings)
        _ = try await installation.migrate(progress)
        let newsroom = try Seeds.newsroom()
        _ = try await installation.desk.setUp(newsroom)
        let keys = try await installation.desk.devKeys(
            kept: nil, onDesk: newsroom.desk.slug, for: newsroom.members)
        return (installation, keys.keys)
    }
}
