import Faults
import Foundation
import Postgres
import Synchronization
import TestSupport

/// A server behind PgBouncer in transaction mode, and the desk told so.
final class PooledDatabase: BreakableDatabase {
    private static let path = "/usr/sbin/pgbouncer"
    private let database: PrivateDatabase
    private let configuration: URL
    private let port: Int
    private let pooler: Mutex<Program>

    private init(_ database: PrivateDatabase, _ configuration: URL, port: Int) throws {
        (self.database, self.configuration, self.port) = (database, configuration, port)
        pooler = Mutex(try Self.start(configuration))
    }

    static var missing: ToolMissing? {
        if FileManager.default.isExecutableFile(atPath: path) { return nil }
        return ToolMissing(tool: "PgBouncer", remedy: "apt-get install --no-install-recommends pgbouncer")
    }

    static func make() async throws -> PooledDatabase {
        let database = try await PrivateDatabase.make(standby: .none)
        let folder = try await directoryForCluster()
        try Program.makeFolder(folder)
        let port = try Stage.freePort()
        let users = folder.appending(path: "users.txt")
        try Data("\"app\" \"\"\n".utf8).write(to: users)
        let lines = """
            [databases]
            claimdesk = \(database.pooled)
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = \(port)
            unix_socket_dir =
            auth_type = trust
            auth_file = \(users.path)
            pool_mode = transaction
            default_pool_size = 12
            max_client_conn = 200
            server_login_retry = 1
            """
        let configuration = folder.appending(path: "pgbouncer.ini")
        try Data(lines.utf8).write(to: configuration)
        return try PooledDatabase(database, configuration, port: port)
    }

    private static func start(_ configuration: URL) throws -> Program {
        try Program.unprivileged(path, [configuration.path])
    }

    var settings: [String: String] {
        [
            "CLAIMDESK_DATABASE_URL": "postgresql://app@127.0.0.1:\(port)/claimdesk",
            "CLAIMDESK_DATABASE_POOLER": "true",
        ]
    }
    var direct: String { database.direct }

    func strike(_ fault: Fault, _ pool: Database) async throws {
        guard fault == .killPooler else { return try await database.strike(fault, pool) }
        let old = pooler.withLock { $0 }
        old.signal(SIGKILL)
        _ = try await old.ending()
        let new = try Self.start(configuration)
        pooler.withLock { $0 = new }
    }

    func log() throws -> String { try database.log() }

    func stop() async {
        let program = pooler.withLock { $0 }
        program.signal(SIGKILL)
        // It keeps nothing; that it is gone is what counts.
        _ = try? await program.ending()
        await database.stop()
    }
}
