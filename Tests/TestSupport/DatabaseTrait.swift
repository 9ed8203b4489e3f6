public import Postgres
public import Testing

/// Gives each test, or each case of a test with arguments, a database of its own.
public struct DatabaseTrait: TestTrait, SuiteTrait, TestScoping {
    let template: @Sendable () throws -> DatabaseTemplate
    let needs: TestNeeds

    /// Tests of a suite that carries the trait carry it too.
    public var isRecursive: Bool { true }

    /// Makes the database, runs the test and drops it.
    public func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        try await needs.granted { server in
            let database = try await TestDatabase.make(try template(), on: server)
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
}

extension Trait where Self == DatabaseTrait {
    /// An empty database.
    public static var database: Self { database(migrations: []) }

    /// A database with these migrations.
    public static func database(
        migrations: @autoclosure @escaping @Sendable () throws -> [Migration], _ needs: TestNeeds = .little
    ) -> Self {
        DatabaseTrait(template: { DatabaseTemplate(migrations: try migrations()) }, needs: needs)
    }

    /// A clone of a template that is made once. The one who makes it makes others wait: it counts as much work.
    public static func database(
        _ template: @autoclosure @escaping @Sendable () throws -> DatabaseTemplate, _ needs: TestNeeds = .much
    ) -> Self {
        DatabaseTrait(template: template, needs: needs)
    }
}
