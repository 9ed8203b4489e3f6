import Faults
import Foundation
import Postgres
import TestSupport
import Testing

/// A standby at the address of the primary, as in the seconds of a failover.
@Suite(.timeLimit(.minutes(5)))
struct StandbyTests {
    private func withStandby(_ body: (OwnServer, Standby) async throws -> Void) async throws {
        try await OwnServer.running(settings: Standby.primarySettings) { server in
            let standby = try await Standby.make(
                of: server.cluster, connectionString: server.connectionString,
                in: try await directoryForCluster())
            let result: Result<Void, any Error>
            do { result = .success(try await body(server, standby)) } catch { result = .failure(error) }
            await standby.stop()
            try result.get()
        }
    }

    @Test func anAddressThatLeadsToAStandbyForAWhileIsWellAgainByItself() async throws {
        try await withStandby { server, standby in
            guard let socket = await server.cluster.socketPath else { throw Deliberate() }
            let pool = server.pool()
            try await pool.write { try $0.execute("CREATE TABLE t (i int)") }
            server.forwarder.turn(to: standby.target)
            server.forwarder.cut()
            let writing = await failure { try await pool.write { try $0.execute("INSERT INTO t VALUES (1)") } }
            #expect(writing.map(isTransient) == true, "\(String(reflecting: writing))")
            // What a standby shows may be old, and a pool that shows it is not ready.
            let reading = await failure { try await pool.read { try $0.execute("SELECT 1") } }
            #expect(reading.map(isTransient) == true, "\(String(reflecting: reading))")
            server.forwarder.turn(to: .unix(path: socket))
            try await eventually("it writes") {
                await failure { try await pool.write { try $0.execute("INSERT INTO t VALUES (2)") } } == nil
            }
            await pool.close()
        }
    }

    /// A connection that is with a standby already, as behind a pooler: each way in which it refuses to write.
    @Test func aConnectionThatFindsItselfOnAStandbyIsThrownAway() async throws {
        try await withStandby { server, standby in
            server.forwarder.turn(to: standby.target)
            let pool = server.pool { $0.needsPrimary = false }
            for write in [
                { try await pool.write { try $0.execute("SELECT 1") } },
                { try await pool.writeWithoutTransaction { try $0.execute("CREATE TABLE u (i int)") } },
            ] {
                #expect(await pool.isWell())
                #expect(pool.statistics.total == 1)
                let error = await failure { _ = try await write() }
                #expect(error.map(isTransient) == true, "\(String(reflecting: error))")
                #expect(pool.statistics.total == 0)
            }
            await pool.close()
        }
    }

    @Test func aStandbyThatIsPromotedIsTaken() async throws {
        try await withStandby { server, standby in
            let pool = server.pool()
            try await pool.write { try $0.execute("CREATE TABLE t (i int)") }
            server.forwarder.turn(to: standby.target)
            server.forwarder.cut()
            let early = await failure { try await pool.write { try $0.execute("SELECT 1") } }
            #expect(early != nil)
            try await standby.promote()
            try await eventually("it writes") {
                await failure { try await pool.write { try $0.execute("CREATE TABLE u (i int)") } } == nil
            }
            await pool.close()
        }
    }
}
