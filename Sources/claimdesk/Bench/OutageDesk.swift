import Domain
import Faults
import Foundation
import Logging
import Postgres
import Workflow

/// A desk of a benchmark's own whose database is reached through a forwarder, with a standby beside it where one is wanted.
struct OutageDesk: Sendable {
    let address: String
    let keys: DevKeys
    let forwarder: Forwarder
    let primary: Forwarder.Target
    let standby: Standby?
    /// Of the database server, the first.
    let process: Int32

    /// Runs something against a fresh desk and takes everything down again.
    static func run<Value: Sendable>(
        _ settings: Settings, _ progress: ProgressLine, withStandby: Bool,
        _ body: @escaping @Sendable (OutageDesk) async throws -> Value
    ) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "claimdesk-bench-\(getpid())")
        let stop = StopSignals()
        let cluster = LocalCluster(
            directory: folder.appending(path: "primary"), settings: withStandby ? Standby.primarySettings : [:])
        let result: Result<Value, any Error>
        var standby: Standby?
        do {
            progress.step("Starting a desk")
            let direct = try await cluster.start()
            guard let socket = await cluster.socketPath else { throw Failure("the database server has no socket") }
            if withStandby {
                progress.step("Making a standby")
                standby = try await Standby.make(
                    of: cluster, connectionString: direct, in: folder.appending(path: "standby"))
            }
            let forwarder = try Forwarder(to: .unix(path: socket))
            let installation = Installation(
                connectionString: "postgresql://app@127.0.0.1:\(forwarder.port)/claimdesk", settings: settings)
            _ = try await installation.migrate(progress)
            let newsroom = try Seeds.newsroom()
            _ = try await installation.desk.setUp(newsroom)
            let keys = try await installation.desk.devKeys(
                kept: nil, onDesk: newsroom.desk.slug, for: newsroom.members
            ).keys
            let process = try serverProcess(in: folder.appending(path: "primary"))
            let answers = AsyncStream.makeStream(of: Value.self)
            let logger = settings.logger("claimdesk", format: .text, level: .error)
            let beside = standby
            let services = try LocalDesk.services(on: installation, settings: settings, port: 0, logger: logger) {
                address in
                let desk = OutageDesk(
                    address: address, keys: keys, forwarder: forwarder, primary: .unix(path: socket), standby: beside,
                    process: process)
                answers.continuation.yield(try await body(desk))
                answers.continuation.finish()
                stop.stop()
            }
            try await ServiceRun.untilStopped(services, by: stop, grace: .seconds(2), logger: logger)
            await installation.database.close()
            forwarder.close()
            answers.continuation.finish()
            guard let value = await answers.stream.first(where: { _ in true }) else { throw CancellationError() }
            result = .success(value)
        } catch {
            result = .failure(error)
        }
        await standby?.stop()
        await cluster.stop()
        do { try FileManager.default.removeItem(at: folder) } catch {
            StandardError.write("\(folder.path) was not removed: \(error.localizedDescription)")
        }
        return try result.get()
    }

    private static func serverProcess(in folder: URL) throws -> Int32 {
        let text = try String(contentsOf: folder.appending(path: "data/postmaster.pid"), encoding: .utf8)
        guard let process = text.split(separator: "\n").first.flatMap({ Int32($0) }) else {
            throw Failure("the database server is not found")
        }
        return process
    }

    /// Sends a signal to the database server and to each of its sessions.
    func signal(_ signal: Int32) {
        let children = FileManager.default.contents(atPath: "/proc/\(process)/task/\(process)/children") ?? Data()
        let sessions = String(decoding: children, as: UTF8.self).split(separator: " ").compactMap { Int32($0) }
        for process in [process] + sessions { kill(process, signal) }
    }
}
