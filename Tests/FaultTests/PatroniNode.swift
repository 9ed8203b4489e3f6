import Foundation
import TestSupport
import Testing

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// One node of a Patroni cluster: its configuration and its processes.
struct PatroniNode: Sendable {
    static let etcd = "/usr/bin/etcd"
    static let patroni = "/usr/bin/patroni"
    static let patronictl = "/usr/bin/patronictl"
    static let scope = "desk"

    let name: String
    let folder: URL
    let port: Int
    let restPort: Int
    /// The port of etcd.
    let etcd: Int

    var configuration: URL { folder.appending(path: "\(name).yml") }
    var log: URL { folder.appending(path: "\(name).log/postgresql.log") }
    private var data: URL { folder.appending(path: name) }

    static func etcdArguments(_ folder: URL, client: Int, peer: Int) -> [String] {
        let (ours, theirs) = ("http://127.0.0.1:\(client)", "http://127.0.0.1:\(peer)")
        return [
            "--name", "e1", "--data-dir", folder.appending(path: "etcd").path,
            "--listen-client-urls", ours, "--advertise-client-urls", ours, "--listen-peer-urls", theirs,
            "--initial-advertise-peer-urls", theirs, "--initial-cluster", "e1=\(theirs)", "--log-level", "error",
        ]
    }

    /// A lost leader is noticed after `ttl`, the least that Patroni takes.
    func writeConfiguration() throws {
        let text = """
            scope: \(Self.scope)
            name: \(name)
            restapi: {listen: "127.0.0.1:\(restPort)", connect_address: "127.0.0.1:\(restPort)"}
            etcd3: {hosts: "127.0.0.1:\(etcd)"}
            bootstrap:
              dcs:
                ttl: 20
                loop_wait: 3
                retry_timeout: 5
                maximum_lag_on_failover: 1048576
                synchronous_mode: true
                postgresql:
                  use_pg_rewind: true
                  use_slots: true
                  parameters:
                    wal_level: replica
                    hot_standby: "on"
                    wal_log_hints: "on"
                    max_connections: 100
                    max_wal_senders: 10
                    max_replication_slots: 10
                    synchronous_commit: "on"
                    fsync: "off"
                    max_wal_size: 256MB
                    min_wal_size: 32MB
                    shared_buffers: 64MB
              initdb: [{encoding: UTF8}, {locale: C.UTF-8}, {auth: trust}]
            postgresql:
              listen: 127.0.0.1:\(port)
              connect_address: 127.0.0.1:\(port)
              data_dir: \(data.path)
              bin_dir: \(try Self.binaries())
              pgpass: \(folder.path)/\(name).pgpass
              # Else a copy waits for a checkpoint that takes its time: minutes.
              basebackup: [{checkpoint: fast}]
              pg_hba:
                - local all all trust
                - host all all 127.0.0.1/32 trust
                - host replication all 127.0.0.1/32 trust
              authentication:
                superuser: {username: app, password: none}
                replication: {username: replicator, password: none}
                rewind: {username: rewinder, password: none}
              parameters:
                unix_socket_directories: "\(folder.path)"
                logging_collector: "on"
                log_directory: "\(folder.path)/\(name).log"
                log_filename: postgresql.log
            """
        try Data(text.utf8).write(to: configuration)
    }

    /// Whether Patroni says that the node is what a path of its API asks for: `leader`, `sync`. A node that is not there is neither.
    func answers(_ path: String) async throws -> Bool {
        let place = try #require(URL(string: "http://127.0.0.1:\(restPort)/\(path)"))
        do {
            let (_, response) = try await URLSession.shared.data(for: URLRequest(url: place, timeoutInterval: 2))
            return (response as? HTTPURLResponse)?.statusCode == 200
        } catch is URLError {
            return false
        }
    }

    /// Ends the server at once, as a lost machine would.
    func killPostgres() {
        // No file: no server.
        let file = data.appending(path: "postmaster.pid").path
        guard let text = try? String(contentsOfFile: file, encoding: .utf8),
            let pid = text.split(separator: "\n").first.flatMap({ pid_t($0) })
        else { return }
        let place = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/cwd")
        if place == data.resolvingSymlinksInPath().path { kill(pid, SIGQUIT) }
    }

    /// Debian's folder of the newest server.
    private static func binaries() throws -> String {
        let root = "/usr/lib/postgresql"
        let versions = try FileManager.default.contentsOfDirectory(atPath: root).compactMap { Int($0) }
        guard let newest = versions.max() else {
            throw ToolMissing(tool: "a Postgres server", remedy: "apt-get install postgresql")
        }
        return "\(root)/\(newest)/bin"
    }
}
