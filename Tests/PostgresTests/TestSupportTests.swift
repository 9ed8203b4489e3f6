import Postgres
import Testing

@testable import TestSupport

/// What the tests stand on.
@Suite struct EventuallyTests {
    @Test func whatNeverComesIsNamedAfterItsTime() async {
        let error = await #expect(throws: NeverCame.self) {
            try await eventually("the cow jumps", within: .milliseconds(20)) { false }
        }
        #expect(error?.description.contains("the cow jumps") == true)
        #expect(error?.description.contains("TestSupportTests.swift:") == true)
    }

    @Test func itAsksUntilItIsSo() async throws {
        var questions = 0
        try await eventually("it was asked three times") {
            questions += 1
            return questions == 3
        }
        #expect(questions == 3)
    }
}

@Suite struct GateTests {
    @Test func whoIsInAHurryGoesFirst() async {
        let gate = Gate(permits: 1)
        await gate.enter()
        let order = Collector<Int>()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<6 {
                group.addTask {
                    await gate.enter(isHurried: number > 3)
                    order.append(number)
                    gate.leave()
                }
                while gate.waiting <= number { await Task.yield() }
            }
            gate.leave()
        }
        #expect(order.items == [4, 5, 0, 1, 2, 3])
    }
}

/// A server of which a test is told that no transaction is open but its own.
@Suite(.database(migrations: [], .server))
struct QuietServerTests {
    @Test func nothingIsOpenButOnesOwn() async throws {
        for _ in 0..<50 {
            let isQuiet = try await TestDatabase.current.database.read { session in
                try session.first(
                    "SELECT pg_snapshot_xmin(s) = pg_snapshot_xmax(s) AS quiet FROM pg_current_snapshot() AS s"
                ) { try $0["quiet"] as Bool }
            }
            #expect(isQuiet == true)
        }
    }
}
