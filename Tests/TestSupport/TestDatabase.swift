public import Foundation
public import Postgres

/// A folder for a server of a test's own (one that it stops and starts), which ends with the test process at the latest.
///
/// - Parameter hasData: a new server's data is there already; false where making it belongs to the test.
public func directoryForCluster(hasData: Bool = false) async throws -> URL {
    try await hasData ? ServerData.shared.copy() : ServerData.shared.emptyFolder()
}

/// A database of a test's own, on a throw-away server.
///
/// ```swift
/// @Test(.database(migrations: migrations))
/// func storesAnArticle() async throws {
///     try await TestDatabase.current.database.write { … }
/// }
/// ```
public struct TestDatabase: Sendable {
    /// A pool on it.
    public let database: Database
    /// For a pool with other settings, or another process.
    public let connectionString: String
    /// Where its server listens.
    public let socketPath: String
    /// Of the database.
    public let name: String

    let template: String
    let server: TestServer

    @TaskLocal static var bound: TestDatabase?

    /// The database of the test that runs; only with the trait ``Testing/Trait/database(migrations:_:)``.
    public static var current: TestDatabase {
        guard let bound else { preconditionFailure("the test does not carry the trait .database") }
        return bound
    }

    /// Clones a database from a template that has the migrations. Made once per list of migrations.
    ///
    /// - Throws: What starting the server throws: a missing server is a failure.
    public static func make(migrations: [Migration] = []) async throws -> TestDatabase {
        try await make(DatabaseTemplate(migrations: migrations), on: .common)
    }

    static func make(_ template: DatabaseTemplate, on server: TestServer) async throws -> TestDatabase {
        let (name, connectionString, socketPath) = try await server.clone(template)
        var configuration = Database.Configuration(connectionString: connectionString)
        // Machines that test are busy; a test that means a limit sets its own.
        configuration.acquireTimeout = .seconds(60)
        configuration.connectTimeout = .seconds(60)
        configuration.silenceCheck = .seconds(60)
        configuration.listenerCheck = .seconds(60)
        configuration.statementTimeout = .seconds(120)
        configuration.idleInTransactionTimeout = .seconds(120)
        return TestDatabase(
            database: Database(configuration), connectionString: connectionString, socketPath: socketPath,
            name: name, template: template.name, server: server)
    }

    /// Whether it was cloned from this template, with its rows.
    public func isClone(of template: DatabaseTemplate) -> Bool { self.template == template.name }

    /// Closes the pool and drops the database.
    public func drop() async throws {
        await database.close(within: .seconds(2))
        try await server.drop(name)
    }
}
