import Foundation
import Postgres

/// The throw-away Postgres server of one test process: started by the first test that wants a database, stopped when
/// the process exits. One whose process was killed is swept away by the next process that tests.
actor TestServer {
    static let shared = TestServer()

    private let gate = Gate(permits: 1)
    private var admin: Database?
    private var templates: Set<String> = []
    private var count = 0
    private var hasFolder = false

    /// All servers of test processes are under this folder; the path is short enough for a socket.
    private static let root = URL(fileURLWithPath: "/tmp/claimdesk-tests")

    /// Clones a database from a template that has the migrations.
    ///
    /// - Returns: The connection string.
    func clone(_ migrations: [Migration]) async throws -> (name: String, connectionString: String) {
        await gate.enter()
        defer { gate.leave() }
        let admin = try await startedServer()
        let template = "template_" + Migration(name: "", sql: migrations.map(\.checksum).joined()).checksum.prefix(16)
        if !templates.contains(template) {
            try await admin.writeWithoutTransaction { session in
                try session.execute("CREATE DATABASE \(identifier: template)")
            }
            let database = Database(.init(connectionString: Self.connectionString(template)))
            _ = try await Migrator(migrations).migrate(database)
            await database.close()
            templates.insert(template)
        }
        count += 1
        let name = "test_\(count)"
        try await admin.writeWithoutTransaction { session in
            try session.execute("CREATE DATABASE \(identifier: name) TEMPLATE \(identifier: template)")
        }
        return (name, Self.connectionString(name))
    }

    func drop(_ name: String) async throws {
        try await admin?.writeWithoutTransaction { session in
            try session.execute("DROP DATABASE IF EXISTS \(identifier: name) WITH (FORCE)")
        }
    }

    /// A folder for a server of a test's own, which dies with this process too.
    func directoryForCluster() throws -> URL {
        try takeFolder()
        count += 1
        return Self.directory.appending(path: "cluster-\(count)")
    }

    private func takeFolder() throws {
        guard !hasFolder else { return }
        try Self.sweep()
        try FileManager.default.createDirectory(at: Self.directory, withIntermediateDirectories: true)
        guard let owner = try Owner(Self.directory), owner.hold() else {
            throw TestServerError.folderInUse(Self.directory.path)
        }
        atexit { TestServer.end() }
        hasFolder = true
    }

    private func startedServer() async throws -> Database {
        if let admin { return admin }
        try takeFolder()
        let directory = Self.directory
        let connectionString = try await LocalCluster(directory: directory, durable: false).start()
        let admin = Database(.init(connectionString: connectionString))
        let isLocal = try await admin.read { session in
            try session.first("SELECT inet_server_addr() IS NULL AS local") { try $0["local"] as Bool }
        }
        guard isLocal == true else { throw TestServerError.notLocal }
        self.admin = admin
        return admin
    }

    private static var directory: URL {
        root.appending(path: String(ProcessInfo.processInfo.processIdentifier))
    }

    private static func connectionString(_ database: String) -> String {
        "postgresql://app@/\(database)?host=\(directory.path)/run&port=5432"
    }

    /// Ends what a killed test process has left. Whoever lives holds the lock of its folder.
    private static func sweep() throws {
        let folders = (try? FileManager.default.contentsOfDirectory(at: root, includingPropertiesForKeys: nil)) ?? []
        for folder in folders {
            guard let owner = try Owner(folder), owner.hold() else { continue }
            try remove(folder)
            owner.release()
        }
    }

    private static func end() {
        // The process ends here: there is nobody left to tell.
        try? remove(directory)
    }

    private static func remove(_ folder: URL) throws {
        let inside = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        for cluster in [folder] + inside
        where FileManager.default.fileExists(atPath: cluster.appending(path: "data").path) {
            try LocalCluster.kill(at: cluster)
        }
        try FileManager.default.removeItem(at: folder)
    }
}

/// Why there is no server to test against. A test fails then; it is never skipped.
enum TestServerError: Error {
    case folderInUse(String)
    case notLocal
}

/// The lock of a server's folder, held by the process that it belongs to for as long as that lives.
private struct Owner {
    private let descriptor: Int32

    init?(_ folder: URL) throws {
        descriptor = open(folder.appending(path: "owner").path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
    }

    func hold() -> Bool {
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
        close(descriptor)
        return false
    }

    func release() {
        close(descriptor)
    }
}
