import Faults
import Foundation
import Postgres
import TestSupport
import Testing

/// A server that is not gone and says nothing: a stopped process, a proxy that has frozen. No limit of these tests decides;
/// what waits for ever never comes to its end.
@Suite(.timeLimit(.minutes(5)))
struct SilenceTests {
    @Test func whoWaitsForASilentServerIsToldAndItIsWellAgainByItself() async throws {
        try await OwnServer.running { server in
            let pool = server.pool { $0.maximumConnections = 4 }
            try await pool.read { try $0.execute("SELECT 1") }
            server.forwarder.silence()
            // In a statement, in a transaction, in line, and who comes later.
            await withTaskGroup(of: (any Error)?.self) { group in
                for _ in 0..<12 {
                    group.addTask { await failure { try await pool.write { try $0.execute("SELECT 1") } } }
                }
                for await error in group { #expect(error.map(isTransient) == true) }
            }
            let late = await failure { try await pool.read { try $0.execute("SELECT 1") } }
            #expect(late.map(isTransient) == true)
            server.forwarder.resume()
            try await eventually("the pool is well") { await pool.isWell() }
            await pool.close()
        }
    }

    @Test func aStatementThatTakesLongIsNoSilence() async throws {
        try await OwnServer.running { server in
            let pool = server.pool { $0.maximumConnections = 1 }
            try await pool.read { try $0.execute("SELECT pg_sleep(3.5)") }
            #expect(pool.statistics.connects == 1)
            await pool.close()
        }
    }

    @Test func aLockThatIsWaitedForIsNoSilence() async throws {
        try await OwnServer.running { server in
            let pool = server.pool { $0.maximumConnections = 2 }
            try await pool.write { try $0.execute("CREATE TABLE t (i int)") }
            async let first: Void = pool.write { session in
                try session.execute("LOCK TABLE t")
                try session.execute("SELECT pg_sleep(3)")
            }
            async let second: Void = pool.write { session in
                try session.execute("LOCK TABLE t")
                try session.execute("INSERT INTO t VALUES (1)")
            }
            _ = try await (first, second)
            #expect(pool.statistics.discarded == 0)
            await pool.close()
        }
    }

    @Test func whatAFrozenTransactionHasLockedIsLetGo() async throws {
        try await OwnServer.running { server in
            let pool = server.pool()
            try await pool.write { try $0.execute("CREATE TABLE t (i int)") }
            let lost = await failure {
                try await pool.write { session in
                    try session.execute("LOCK TABLE t")
                    server.forwarder.freeze()
                    try session.execute("INSERT INTO t VALUES (1)")
                }
            }
            #expect(lost.map(isTransient) == true)
            // On another connection, long before the server itself would end the first one.
            try await pool.write { session in
                try session.script("SET LOCAL lock_timeout = '10s'")
                try session.execute("LOCK TABLE t")
            }
            await pool.close()
        }
    }

    @Test func silenceAfterCOMMITLeavesTheOutcomeUnknown() async throws {
        try await OwnServer.running { server in
            let pool = server.pool()
            try await pool.write { try $0.execute("CREATE TABLE t (i int)") }
            let error = await failure {
                try await pool.write { session in
                    try session.execute("INSERT INTO t VALUES (1)")
                    server.forwarder.silence()
                }
            }
            guard case .outcomeUnknown = error as? ConnectionError else {
                Issue.record("\(String(reflecting: error))")
                return
            }
            server.forwarder.resume()
            try await eventually("the pool is well") { await pool.isWell() }
            await pool.close()
        }
    }

    /// The postmaster is well and lets others in; one of its processes does nothing any more.
    @Test func aStoppedSessionIsGivenUpForAnother() async throws {
        try await OwnServer.running { server in
            let pool = server.pool { $0.maximumConnections = 1 }
            let stopped = Counter()
            var process: pid_t = 0
            let error = await failure {
                let number = try await pool.read { try backend($0) }
                process = number
                try await pool.read { session in
                    kill(number, SIGSTOP)
                    stopped.increment()
                    try session.execute("SELECT 1")
                }
            }
            #expect(stopped.value == 1)
            #expect(error.map(isTransient) == true, "\(String(reflecting: error))")
            let other = try await pool.read { try backend($0) }
            #expect(other != process)
            kill(process, SIGCONT)
            await pool.close()
        }
    }

    @Test func dataThatIsCopiedIntoSilenceEnds() async throws {
        try await OwnServer.running { server in
            let pool = server.pool()
            try await pool.write { try $0.execute("CREATE TABLE t (i text)") }
            let line = String(repeating: "x", count: 60_000)
            let sending = await failure {
                try await pool.write { session in
                    try session.copyIn("COPY t FROM STDIN") { writer in
                        server.forwarder.silence()
                        // More than every buffer on the way.
                        for _ in 0..<1_000 { try writer.write(row: [line]) }
                    }
                }
            }
            #expect(sending.map(isTransient) == true, "\(String(reflecting: sending))")
            server.forwarder.resume()
            try await eventually("the pool is well") { await pool.isWell() }
            let receiving = await failure {
                try await pool.read { session in
                    var rows = 0
                    try session.copyOut("COPY (SELECT repeat('x', 60000) FROM generate_series(1, 1000)) TO STDOUT") {
                        _ in
                        rows += 1
                        if rows == 1 { server.forwarder.silence() }
                    }
                }
            }
            #expect(receiving.map(isTransient) == true, "\(String(reflecting: receiving))")
            server.forwarder.resume()
            await pool.close()
        }
    }

    /// The request to cancel takes a connection of its own, which is silent too.
    @Test func whoIsCancelledInSilenceComesBack() async throws {
        try await OwnServer.running { server in
            let pool = server.pool()
            let (stream, continuation) = AsyncStream<Void>.makeStream()
            let task = Task {
                try await pool.write { session in
                    server.forwarder.silence()
                    continuation.yield()
                    try session.execute("SELECT pg_sleep(60)")
                }
            }
            for await _ in stream { break }
            task.cancel()
            await #expect(throws: (any Error).self) { try await task.value }
            server.forwarder.resume()
            try await eventually("the pool is well") { await pool.isWell() }
            await pool.close()
        }
    }

    @Test func aListenerThatHearsNothingLooksWhetherItsServerIsThere() async throws {
        try await OwnServer.running { server in
            let pool = server.pool { $0.listenerCheck = .milliseconds(100) }
            var events = pool.listen(to: ["jobs"]).makeAsyncIterator()
            #expect(await events.next() == .connected)
            let listening = try await pool.read { session in
                try session.first("SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN%' OR query = 'SELECT 1'") {
                    try $0["pid"] as Int32
                }
            }
            kill(try #require(listening), SIGSTOP)
            #expect(await events.next() == .connected)
            kill(try #require(listening), SIGCONT)
            try await pool.write { try $0.notify("jobs") }
            guard case .notification? = await events.next() else {
                Issue.record("not heard")
                return
            }
            await pool.close()
        }
    }

    @Test func aQuestionOfAMomentIsNotHeldUpByAnotherOne() async throws {
        try await OwnServer.running { server in
            let pool = server.pool()
            try await pool.read { try $0.execute("SELECT 1") }
            server.forwarder.silence()
            // Longer than a pulse of silence, shorter than what asking for its reason takes.
            let error = await failure {
                try await pool.within(.milliseconds(1_200)).read { try $0.execute("SELECT 1") }
            }
            guard case ConnectionError.lost(let reason)? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(reason.hasPrefix("the server said nothing for"))
            server.forwarder.resume()
            await pool.close()
        }
    }

    @Test func aQuestionOfAMomentDoesNotWaitForSilenceToBeFound() async throws {
        try await OwnServer.running { server in
            let pool = server.pool()
            try await pool.read { try $0.execute("SELECT 1") }
            let error = await failure {
                try await pool.within(.milliseconds(200)).read { try $0.execute("SELECT pg_sleep(60)") }
            }
            #expect(error.map(isTransient) == true)
            // It says nothing of the others.
            #expect(pool.statistics.total == 0)
            #expect(await pool.isWell())
            await pool.close()
        }
    }
}
