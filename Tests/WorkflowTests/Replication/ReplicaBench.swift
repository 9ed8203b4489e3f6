import Domain
import Extraction
import Faults
import Foundation
import Postgres
import Replication
import TestSupport
import Testing

@testable import Workflow

/// A desk on a database of its own, with a streaming standby to which a forwarder leads.
struct ReplicaBench: Sendable {
    /// Reads from the standby where it may.
    let bench: Bench
    /// The same desk without it.
    let primary: Bench
    let replica: Replica
    let standby: Standby
    let forwarder: Forwarder

    /// - Parameters:
    ///   - lagLimit: long unless the test is about a standby that is behind: machines that test are busy.
    ///   - standby: another one than that which the tests share.
    ///   - database: another one than the desk's to which the replica's address leads.
    static func run(
        lagLimit: Duration = .seconds(20), standby: Standby? = nil, database: String? = nil,
        _ body: (ReplicaBench) async throws -> Void
    ) async throws {
        let servers = try await ReplicaServers.shared.get()
        let (name, primary) = try await ReplicaServers.shared.clone(of: servers)
        let standby = standby ?? servers.standby
        let forwarder = try Forwarder(to: standby.target)
        var configuration = primary.configuration
        configuration.connectionString = "postgresql://app@127.0.0.1:\(forwarder.port)/\(database ?? name)"
        let replica = Replica(configuration, of: primary, migrations: Schema.migrations, lagLimit: lagLimit)
        let reading = Desk(database: primary, replica: replica, extractor: Extractor(), signals: Signals())
        let writing = Desk(database: primary, extractor: Extractor(), signals: Signals())
        let made = ReplicaBench(
            bench: Bench(desk: reading, database: primary, principals: servers.principals),
            primary: Bench(desk: writing, database: primary, principals: servers.principals), replica: replica,
            standby: standby, forwarder: forwarder)
        let watching = Task { await replica.run { _, _ in } }
        let result: Result<Void, any Error>
        do { result = .success(try await body(made)) } catch { result = .failure(error) }
        forwarder.close()
        watching.cancel()
        await watching.value
        await replica.close()
        await primary.close(within: .seconds(2))
        try result.get()
    }

    func becomes(_ state: ReplicaState) async throws {
        try await eventually("the replica's state is \(state)") { replica.report.state == state }
    }

    /// Whether a standby answers a read that it may.
    func readsFromStandby() async throws -> Bool {
        try await bench.desk.readOneMomentAnywhereAsDesk(Self.isStandby)
    }

    static func isStandby(_ session: Session) throws -> Bool {
        try session.first("SELECT pg_is_in_recovery() AS standby") { try $0["standby"] as Bool } ?? false
    }

    /// A statement on the standby itself.
    func onStandby(_ statement: SQL) async throws {
        var configuration = Database.Configuration(connectionString: standby.connectionString)
        configuration.needsPrimary = false
        let database = Database(configuration)
        _ = try await database.writeWithoutTransaction { try $0.execute(statement) }
        await database.close()
    }
}

/// A server and its standby, which the tests share; each has a database of its own there.
actor ReplicaServers {
    static let shared = ReplicaServers()

    struct Servers: Sendable {
        let cluster: LocalCluster
        let address: String
        let standby: Standby
        let principals: [String: Principal]
    }

    private var made: Task<Servers, any Error>?
    private var count = 0

    func get() async throws -> Servers {
        let task = made ?? Task { try await Self.make() }
        made = task
        return try await task.value
    }

    /// Another standby of the same server.
    func another() async throws -> (standby: Standby, folder: URL) {
        let (servers, folder) = (try await get(), try await directoryForCluster())
        return (
            try await Standby.make(of: servers.cluster, connectionString: servers.address, in: folder), folder
        )
    }

    /// A database with the desk "demo" on it.
    func clone(of servers: Servers) async throws -> (name: String, database: Database) {
        count += 1
        let name = "desk_\(count)"
        let admin = Database(.init(connectionString: Self.address(servers.address, "postgres")))
        _ = try await admin.writeWithoutTransaction {
            try $0.execute("CREATE DATABASE \(identifier: name) TEMPLATE claimdesk")
        }
        await admin.close()
        var configuration = Database.Configuration(connectionString: Self.address(servers.address, name))
        configuration.acquireTimeout = .seconds(60)
        configuration.statementTimeout = .seconds(120)
        return (name, Database(configuration))
    }

    private static func make() async throws -> Servers {
        let folders = (try await directoryForCluster(hasData: true), try await directoryForCluster())
        let cluster = LocalCluster(directory: folders.0, durable: false, settings: Standby.primarySettings)
        let address = try await cluster.start()
        let database = Database(.init(connectionString: address))
        _ = try await Schema.migrator().migrate(database)
        let bench = try await Bench.make(database: database)
        await database.close()
        let standby = try await Standby.make(of: cluster, connectionString: address, in: folders.1)
        return Servers(cluster: cluster, address: address, standby: standby, principals: bench.principals)
    }

    static func address(_ address: String, _ database: String) -> String {
        address.replacing("/claimdesk?", with: "/\(database)?")
    }
}
