import Foundation
import Postgres

/// A throw-away Postgres server of the test process: started by the first test that wants a database on it, ended when
/// the process exits.
actor TestServer {
    /// The server of most tests.
    static let common = TestServer("common")

    private let name: String
    private let gate = Gate(permits: 1)
    private var started: Task<Running, any Error>?
    private var templates: [String: Task<Void, any Error>] = [:]
    private var count = 0

    /// The server once it runs.
    private struct Running {
        let folder: URL
        /// A pool of the user that may do everything.
        let admin: Database

        var socketPath: String { "\(folder.path)/run/.s.PGSQL.5432" }

        func connectionString(_ database: String) -> String {
            "postgresql://app@/\(database)?host=\(folder.path)/run&port=5432"
        }
    }

    /// - Parameter name: of its folder.
    init(_ name: String) {
        self.name = name
    }

    /// Clones a database from a template, which is made when it is wanted for the first time.
    ///
    /// - Returns: the clone's name, its connection string and where the server listens.
    func clone(
        _ template: DatabaseTemplate
    ) async throws -> (name: String, connectionString: String, socketPath: String) {
        let server = try await running()
        // Who wants another template meanwhile does not wait for this one.
        let made = templates[template.name] ?? Task { try await Self.make(template, on: server) }
        templates[template.name] = made
        try await made.value
        count += 1
        let name = "test_\(count)"
        await gate.enter()
        defer { gate.leave() }
        try await server.admin.writeWithoutTransaction { session in
            // By files, 13 ms, and not block by block through the log, 30 to 50: the data is in memory, and so is the copy.
            try session.execute(
                "CREATE DATABASE \(identifier: name) TEMPLATE \(identifier: template.name) STRATEGY FILE_COPY")
        }
        return (name, server.connectionString(name), server.socketPath)
    }

    private static func make(_ template: DatabaseTemplate, on server: Running) async throws {
        try await server.admin.writeWithoutTransaction { session in
            try session.execute("CREATE DATABASE \(identifier: template.name)")
        }
        var configuration = Database.Configuration(connectionString: server.connectionString(template.name))
        // A large desk is filled in one statement, on a machine that does other things too.
        configuration.statementTimeout = .zero
        configuration.acquireTimeout = .seconds(60)
        configuration.silenceCheck = .seconds(60)
        let database = Database(configuration)
        _ = try await Migrator(template.migrations).migrate(database)
        try await template.fill?(database)
        await database.close()
    }

    func drop(_ name: String) async throws {
        try await running().admin.writeWithoutTransaction { session in
            try session.execute("DROP DATABASE IF EXISTS \(identifier: name) WITH (FORCE)")
        }
    }

    private func running() async throws -> Running {
        let task = started ?? Task { [name] in try await Self.start(name) }
        started = task
        return try await task.value
    }

    private static func start(_ name: String) async throws -> Running {
        let folder = try await ServerData.shared.copy(named: name)
        let connectionString = try await LocalCluster(directory: folder, durable: false).start()
        var configuration = Database.Configuration(connectionString: connectionString)
        configuration.acquireTimeout = .seconds(60)
        configuration.connectTimeout = .seconds(60)
        configuration.silenceCheck = .seconds(60)
        let admin = Database(configuration)
        let isLocal = try await admin.read { session in
            try session.first("SELECT inet_server_addr() IS NULL AS local") { try $0["local"] as Bool }
        }
        guard isLocal == true else { throw TestServerError.notLocal }
        return Running(folder: folder, admin: admin)
    }

    /// Ends the servers below a folder and removes it.
    static func remove(_ folder: URL) throws {
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
    case copyFailed(String)
}
