import Faults
import Foundation
import Postgres
import Synchronization
import TestSupport

/// A server of a test's own, and a forwarder in front of it: what breaks here breaks for nobody else.
struct OwnServer {
    let cluster: LocalCluster
    let connectionString: String
    let forwarder: Forwarder

    /// - Parameter settings: of the server.
    static func running<Value>(
        settings: [String: String] = [:], _ body: (OwnServer) async throws -> Value
    ) async throws -> Value {
        let directory = try await directoryForCluster(hasData: true)
        let cluster = LocalCluster(directory: directory, durable: false, settings: settings)
        let connectionString = try await cluster.start()
        guard let socket = await cluster.socketPath else { throw Deliberate() }
        let server = OwnServer(
            cluster: cluster, connectionString: connectionString, forwarder: try Forwarder(to: .unix(path: socket)))
        let result: Result<Value, any Error>
        do { result = .success(try await body(server)) } catch { result = .failure(error) }
        server.forwarder.close()
        await cluster.stop()
        return try result.get()
    }

    /// A pool through the forwarder.
    func pool(_ change: (inout Database.Configuration) -> Void = { _ in }) -> Database {
        var configuration = Database.Configuration(
            connectionString: "postgresql://app@127.0.0.1:\(forwarder.port)/claimdesk")
        change(&configuration)
        return Database(configuration)
    }
}

/// Why an attempt failed; nil when it did not.
func failure<Value>(of attempt: () async throws -> Value) async -> (any Error)? {
    do {
        _ = try await attempt()
        return nil
    } catch {
        return error
    }
}

extension Database {
    /// Whether it answers.
    func isWell() async -> Bool {
        do {
            try await read { try $0.execute("SELECT 1") }
            return true
        } catch {
            return false
        }
    }
}
