import Faults
import Foundation
import Postgres
import TestSupport
import Testing

/// A server and a standby that its commits wait for.
@Suite struct StandbyTests {
    @Test func aStandbyFollowsFallsBehindAndIsPromoted() async throws {
        let folders = (try await directoryForCluster(hasData: true), try await directoryForCluster())
        let primary = LocalCluster(directory: folders.0, durable: false, settings: Standby.primarySettings)
        let address = try await primary.start()
        let database = Database(.init(connectionString: address))
        try await database.write { try $0.execute("CREATE TABLE notes (id int)") }
        let standby = try await Standby.make(
            of: primary, connectionString: address, in: folders.1, synchronous: true)
        var following = Database.Configuration(connectionString: standby.connectionString)
        following.needsPrimary = false
        let follower = Database(following)
        func add(_ id: Int, to database: Database) async throws {
            try await database.write { try $0.execute("INSERT INTO notes (id) VALUES (\(id))") }
        }
        func count() async throws -> Int? {
            try await follower.read { try $0.first("SELECT count(*) AS n FROM notes") { try $0["n"] as Int } }
        }

        try await add(1, to: database)
        try await eventually("the standby has it") { try await count() == 1 }
        try await standby.pauseReplay()
        try await add(2, to: database)
        #expect(try await count() == 1)
        try await standby.resumeReplay()
        try await eventually("the standby has caught up") { try await count() == 2 }
        await #expect(throws: ConnectionError.self) { try await add(3, to: follower) }

        try LocalCluster.kill(at: folders.0)
        try await standby.promote()
        try await add(3, to: follower)
        #expect(try await count() == 3)
        for pool in [database, follower] { await pool.close() }
        await standby.stop()
        await primary.stop()
    }
}
