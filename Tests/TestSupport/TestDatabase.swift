public import Foundation
public import Postgres
public import Testing

/// A folder for a server of a test's own (one that it stops and starts). The server ends with the test process at the
/// latest.
public func directoryForCluster() async throws -> URL {
    try await TestServer.shared.directoryForCluster()
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

    let name: String

    @TaskLocal static var bound: TestDatabase?

    /// The database of the test that runs; only with the trait ``Testing/Trait/database(migrations:)``.
    public static var current: TestDatabase {
        guard let bound else { preconditionFailure("the test does not carry the trait .database") }
        return bound
    }

    /// Clones a database from a template that has the migrations. Made once per list of migrations.
    ///
    /// - Throws: What starting the server throws: a missing server is a failure.
    public static func make(migrations: [Migration] = []) async throws -> TestDatabase {
        let (name, connectionString) = try await TestServer.shared.clone(migrations)
        var configuration = Database.Configuration(connectionString: connectionString)
        // Machines that test are busy; a test that means the timeout sets its own.
        configuration.acquireTimeout = .seconds(60)
        return TestDatabase(database: Database(configuration), connectionString: connectionString, name: name)
    }

    /// Closes the pool and drops the database.
    public func drop() async throws {
        await database.close(within: .seconds(2))
        try await TestServer.shared.drop(name)
    }
}

/// Gives each test, or each case of a test with arguments, a database of its own.
public struct DatabaseTrait: TestTrait, SuiteTrait, TestScoping {
    let migrations: @Sendable () throws -> [Migration]

    /// Tests of a suite that carries the trait carry it too.
    public var isRecursive: Bool { true }

    /// Enough to keep two cores busy, and within the server's 200 connections.
    private static let gate = Gate(permits: 12)

    /// Makes the database, runs the test and drops it.
    public func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        await Self.gate.enter()
        defer { Self.gate.leave() }
        let database = try await TestDatabase.make(migrations: try migrations())
        let result: Result<Void, any Error>
        do {
            result = .success(try await TestDatabase.$bound.withValue(database) { try await function() })
        } catch {
            result = .failure(error)
        }
        try await database.drop()
        try result.get()
    }
}

extension Trait where Self == DatabaseTrait {
    /// An empty database.
    public static var database: Self { DatabaseTrait { [] } }

    /// A database with these migrations.
    public static func database(migrations: @autoclosure @escaping @Sendable () throws -> [Migration]) -> Self {
        DatabaseTrait(migrations: migrations)
    }
}
