import Foundation
import Postgres
import Synchronization
import TestSupport

/// Two Postgres nodes under Patroni with one etcd, all on loopback. The desk is given both addresses and asks for the one
/// that takes writes.
final class PatroniCluster: BreakableDatabase {
    private let folder: URL
    private let nodes: [PatroniNode]
    private let running: Mutex<[String: Program]>

    private init(_ folder: URL, _ nodes: [PatroniNode], etcd: Program) {
        (self.folder, self.nodes) = (folder, nodes)
        running = Mutex(["etcd": etcd])
    }

    static var missing: ToolMissing? {
        let tools = [PatroniNode.etcd, PatroniNode.patroni, PatroniNode.patronictl]
        if tools.allSatisfy(FileManager.default.isExecutableFile(atPath:)) { return nil }
        return ToolMissing(
            tool: "Patroni or etcd",
            remedy: "apt-get install --no-install-recommends patroni etcd-server python3-etcd python3-psycopg2")
    }

    static func make() async throws -> PatroniCluster {
        let folder = try await directoryForCluster()
        try Program.makeFolder(folder)
        let (client, peer) = (try Stage.freePort(), try Stage.freePort())
        let etcd = try Program.unprivileged(
            PatroniNode.etcd, PatroniNode.etcdArguments(folder, client: client, peer: peer))
        let nodes = try ["n1", "n2"].map { name in
            PatroniNode(
                name: name, folder: folder, port: try Stage.freePort(), restPort: try Stage.freePort(), etcd: client)
        }
        let cluster = PatroniCluster(folder, nodes, etcd: etcd)
        do {
            try await cluster.start()
        } catch {
            await cluster.stop()
            throw error
        }
        return cluster
    }

    private func start() async throws {
        for node in nodes {
            try node.writeConfiguration()
            try start(node)
        }
        let first = Database(.init(connectionString: address("postgres")))
        try await eventually("Patroni has a leader") {
            do {
                try await first.writeWithoutTransaction { try $0.execute("CREATE DATABASE claimdesk") }
                return true
            } catch let error as PostgresError where error.sqlState == SQLState(rawValue: "42P04") {
                return true
            } catch is ConnectionError {
                return false
            } catch is PostgresError {
                return false
            }
        }
        await first.close()
        try await waitForStandby()
    }

    private func start(_ node: PatroniNode) throws {
        let program = try Program.unprivileged(PatroniNode.patroni, [node.configuration.path])
        running.withLock { $0[node.name] = program }
    }

    private func address(_ database: String) -> String {
        let hosts = nodes.map { "127.0.0.1:\($0.port)" }.joined(separator: ",")
        return "postgresql://app@\(hosts)/\(database)?target_session_attrs=read-write&connect_timeout=2"
    }

    var settings: [String: String] { ["CLAIMDESK_DATABASE_URL": direct] }
    var direct: String { address("claimdesk") }

    func strike(_ fault: Fault, _ database: Database) async throws {
        let (leader, other) = try await leader(database)
        switch fault {
        case .failover:
            let patroni = running.withLock { $0[leader.name] }
            patroni?.signal(SIGKILL)
            leader.killPostgres()
            _ = try await patroni?.ending()
            try await eventually("the other node leads") { try await self.leader(database).0.name == other.name }
        case .switchover:
            try await handOver(from: leader, to: other)
            try await eventually("the other node leads") { try await self.leader(database).0.name == other.name }
        default: throw NoSuchFault(fault: fault)
        }
    }

    /// Patroni refuses while its own list of synchronous standbys is a moment behind, and says so with exit code 0.
    private func handOver(from leader: PatroniNode, to other: PatroniNode) async throws {
        try await eventually("Patroni hands over") {
            let asked = try await Program.unprivileged(
                PatroniNode.patronictl,
                [
                    "-c", leader.configuration.path, "switchover", PatroniNode.scope, "--leader", leader.name,
                    "--candidate", other.name, "--force",
                ]
            ).ending()
            return asked.output.contains("Successfully")
        }
    }

    /// Starts the node that was killed, and waits until commits wait for a standby again.
    func repair(_ fault: Fault) async throws {
        for node in nodes where running.withLock({ $0[node.name]?.isRunning }) != true { try start(node) }
        try await waitForStandby()
    }

    /// Waits until one node is a synchronous standby on Patroni's own list: Postgres says so a moment earlier, and whoever is not
    /// on that list when the leader dies is never made leader.
    private func waitForStandby() async throws {
        try await eventually("a synchronous standby follows") {
            for node in nodes where try await node.answers("sync") { return true }
            // Patroni looks every three seconds.
            try await Task.sleep(for: .milliseconds(250))
            return false
        }
    }

    /// The node that takes writes, and the other; asked until there is one.
    private func leader(_ database: Database) async throws -> (PatroniNode, PatroniNode) {
        var port: Int?
        try await eventually("some node leads") {
            do {
                port = try await database.read { session in
                    try session.first("SELECT inet_server_port() AS port WHERE NOT pg_is_in_recovery()") {
                        try $0["port"] as Int
                    }
                }
            } catch is ConnectionError {
                return false
            } catch is PostgresError {
                return false
            }
            return port != nil
        }
        return nodes[0].port == port ? (nodes[0], nodes[1]) : (nodes[1], nodes[0])
    }

    func log() throws -> String {
        let files = nodes.map { $0.log.path }
        return files.map { String(decoding: FileManager.default.contents(atPath: $0) ?? Data(), as: UTF8.self) }
            .joined()
    }

    /// Nothing of it is kept, and Patroni would start again what is ended first.
    func stop() async {
        let programs = running.withLock { $0 }
        for name in nodes.map(\.name) + ["etcd"] {
            programs[name]?.signal(SIGKILL)
            // What does not end then is beyond our help.
            _ = try? await programs[name]?.ending()
        }
        for node in nodes { node.killPostgres() }
    }
}
