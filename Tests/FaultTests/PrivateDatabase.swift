import Faults
import Foundation
import Postgres
import Synchronization
import TestSupport

/// A server of a scenario's own behind a forwarder, perhaps with a standby.
final class PrivateDatabase: BreakableDatabase {
    enum Following: Sendable { case none, following, synchronous }

    /// A server and where its data lives.
    private struct Server: Sendable {
        let cluster: LocalCluster
        let folder: URL
        /// Where it listens.
        let socket: String
        let connectionString: String

        var target: Forwarder.Target { .unix(path: socket) }
    }

    private let following: Following
    private let servers: Mutex<(primary: Server, standby: Standby?)>
    /// What the desk's processes use.
    private let forwarder: Forwarder
    /// What the test uses: it follows the address and is never cut.
    private let door: Forwarder

    /// Begins with a server, and makes its standby.
    static func make(
        standby: Following, in folder: URL? = nil, settings: [String: String] = [:]
    ) async throws -> PrivateDatabase {
        let place = if let folder { folder } else { try await directoryForCluster(hasData: true) }
        let cluster = LocalCluster(
            directory: place, durable: false, settings: Standby.primarySettings.merging(settings) { _, ours in ours })
        let connectionString = try await cluster.start()
        guard let socket = await cluster.socketPath else { preconditionFailure("a cluster that was started listens") }
        let primary = Server(
            cluster: cluster, folder: place, socket: socket, connectionString: connectionString)
        let made = PrivateDatabase(
            standby, primary, forwarder: try Forwarder(to: primary.target), door: try Forwarder(to: primary.target))
        try await made.follow()
        return made
    }

    private init(_ following: Following, _ primary: Server, forwarder: Forwarder, door: Forwarder) {
        self.following = following
        servers = Mutex((primary, nil))
        (self.forwarder, self.door) = (forwarder, door)
    }

    var settings: [String: String] { ["CLAIMDESK_DATABASE_URL": Self.address(forwarder)] }
    var direct: String { Self.address(door) }
    /// For a pooler, which reaches it by its socket: keywords.
    var pooled: String {
        "host=\(URL(filePath: primary.socket).deletingLastPathComponent().path) port=5432 dbname=claimdesk user=app"
    }

    private static func address(_ forwarder: Forwarder) -> String {
        "postgresql://app@127.0.0.1:\(forwarder.port)/claimdesk"
    }

    private var primary: Server { servers.withLock { $0.primary } }
    private var standby: Standby? { servers.withLock { $0.standby } }

    func strike(_ fault: Fault, _ database: Database) async throws {
        switch fault {
        case .restartPostgres: try await restart()
        case .movingAddress: try await move()
        case .promoteStandby: try await promote()
        case .loseStandby: try await loseStandby()
        default: try await forwarder.strike(fault, database, for: moment)
        }
    }

    /// Ends the server at once and starts it again, as `pg_ctl restart -m immediate` does.
    func restart() async throws {
        try LocalCluster.kill(at: primary.folder)
        _ = try await primary.cluster.start()
    }

    /// Starts the server if it has ended by itself.
    func startIfEnded() async throws { _ = try await primary.cluster.start() }

    /// Three seconds of a standby, as while an address follows a failover that was none.
    private func move() async throws {
        guard let standby else { throw NoSuchFault(fault: .movingAddress) }
        forwarder.turn(to: standby.target)
        forwarder.cut()
        try await Task.sleep(for: .seconds(3))
        forwarder.turn(to: primary.target)
    }

    private func promote() async throws {
        guard let standby else { throw NoSuchFault(fault: .promoteStandby) }
        let old = primary
        try LocalCluster.kill(at: old.folder)
        try await standby.promote()
        servers.withLock { servers in
            servers.primary = Server(
                cluster: standby.cluster, folder: standby.directory, socket: standby.socket,
                connectionString: standby.connectionString)
            servers.standby = nil
        }
        for way in [forwarder, door] {
            way.turn(to: standby.target)
            way.cut()
        }
        try FileManager.default.removeItem(at: old.folder)
    }

    /// Commits wait for a standby that is gone until somebody says that they need not.
    private func loseStandby() async throws {
        guard let standby else { throw NoSuchFault(fault: .loseStandby) }
        await standby.stop()
        try await Task.sleep(for: moment)
        try await primary.cluster.change(["synchronous_standby_names": ""])
        try FileManager.default.removeItem(at: standby.directory)
    }

    func repair(_ fault: Fault) async throws {
        if [.promoteStandby, .loseStandby].contains(fault) { try await follow() }
    }

    private func follow() async throws {
        guard following != .none else { return }
        let primary = primary
        let standby = try await Standby.make(
            of: primary.cluster, connectionString: primary.connectionString, in: try await directoryForCluster(),
            synchronous: following == .synchronous)
        servers.withLock { $0.standby = standby }
    }

    func log() throws -> String {
        let file = primary.folder.appending(path: "log/server.log")
        return String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }

    func stop() async {
        for way in [forwarder, door] { way.close() }
        await standby?.stop()
        await primary.cluster.stop()
    }
}
