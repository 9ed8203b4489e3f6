import Synchronization
import TestSupport
import Testing

@testable import Postgres

struct GatheringTests {
    /// Work that waits until it is let go, and notes what it was given together.
    private final class Work: Sendable {
        private let groups = Mutex<[[Int]]>([])
        private let gates = Mutex<[CheckedContinuation<Void, Never>]>([])
        let gathering: Gathering<String, Int, Int>
        let unclaimed = Mutex<[Int]>([])

        init(_ gathering: Gathering<String, Int, Int> = Gathering(limit: 3, width: 1)) { self.gathering = gathering }

        var done: [[Int]] { groups.withLock { $0 } }

        /// Ten times what is asked; thirteen fails.
        func ask(_ number: Int, of key: String = "a") async throws -> Int {
            try await gathering.answer(to: number, of: key) { numbers in
                self.groups.withLock { $0.append(numbers) }
                await withCheckedContinuation { gate in self.gates.withLock { $0.append(gate) } }
                return numbers.map { $0 == 13 ? .failure(Unlucky()) : .success($0 * 10) }
            } unclaimed: { lost in
                self.unclaimed.withLock { $0 += lost.map(\.answer) }
            }
        }

        /// Lets the group go that is under way, once it is.
        func letGo() async throws {
            try await eventually("it is under way") { self.gates.withLock { !$0.isEmpty } }
            release()
        }

        func release() { for gate in gates.withLock({ gates in gates.drain() }) { gate.resume() } }
    }

    private struct Unlucky: Error {}

    @Test func whoAsksAloneWaitsForNobodyAndWhatComesMeanwhileIsDoneTogether() async throws {
        let work = Work()
        async let first = work.ask(1)
        try await eventually("the first is under way") { work.done == [[1]] }
        // Another key is another matter.
        async let other = work.ask(9, of: "b")
        try await eventually("the other is under way") { work.done == [[1], [9]] }
        let rest = Task {
            try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 2...5 { group.addTask { try await work.ask(number) } }
                return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
            }
        }
        try await eventually("the rest waits") { work.gathering.waiting(of: "a") == 4 }
        try await work.letGo()
        #expect(try await first == 10)
        #expect(try await other == 90)
        try await eventually("three are under way") { work.done.count == 3 }
        try await work.letGo()
        try await eventually("the last is under way") { work.done.count == 4 }
        try await work.letGo()
        #expect(try await rest.value == [20, 30, 40, 50])
        #expect(work.done.map(\.count) == [1, 1, 3, 1])
        #expect(work.gathering.waiting(of: "a") == 0)
    }

    @Test func anotherBeginsBesideOneThatIsUnderWayForACrowdAlone() async throws {
        let work = Work(Gathering(limit: 9, width: 2, crowd: 3, rest: .milliseconds(1)))
        let answers = Mutex<Set<Int>>([])
        try await withThrowingTaskGroup(of: Void.self) { group in
            let ask: @Sendable (Int) async throws -> Void = { number in
                let answer = try await work.ask(number)
                answers.withLock { _ = $0.insert(answer) }
            }
            group.addTask { try await ask(1) }
            try await eventually("the first is under way") { work.done == [[1]] }
            group.addTask { try await ask(2) }
            group.addTask { try await ask(3) }
            try await eventually("two wait") { work.gathering.waiting(of: "a") == 2 }
            #expect(work.done == [[1]])
            group.addTask { try await ask(4) }
            try await eventually("the crowd is under way") { work.done.map(\.count) == [1, 3] }
            // Those who come in the crowd's rest are done too.
            group.addTask { try await ask(5) }
            group.addTask { try await ask(6) }
            try await eventually("all are answered") {
                work.release()
                return answers.withLock { $0 == [10, 20, 30, 40, 50, 60] }
            }
        }
    }

    @Test func whatFailsForOneFailsForNobodyElse() async throws {
        let work = Work()
        async let first = work.ask(1)
        try await eventually("the first is under way") { work.done == [[1]] }
        let unlucky = Task { try await work.ask(13) }
        async let lucky = work.ask(7)
        try await eventually("both wait") { work.gathering.waiting(of: "a") == 2 }
        try await work.letGo()
        try await eventually("both are under way") { work.done.count == 2 }
        try await work.letGo()
        #expect(try await first == 10)
        #expect(try await lucky == 70)
        await #expect(throws: Unlucky.self) { try await unlucky.value }
    }

    @Test func whoLeavesBeforeTheirTurnIsNotServed() async throws {
        let work = Work()
        async let first = work.ask(1)
        try await eventually("the first is under way") { work.done == [[1]] }
        let leaving = Task { try await work.ask(2) }
        try await eventually("another waits") { work.gathering.waiting(of: "a") == 1 }
        leaving.cancel()
        await #expect(throws: CancellationError.self) { try await leaving.value }
        try await work.letGo()
        #expect(try await first == 10)
        #expect(work.done == [[1]])
        #expect(work.unclaimed.withLock { $0 } == [])
    }

    @Test func whatIsDoneForWhoHasLeftIsToldOf() async throws {
        let work = Work()
        let leaving = Task { try await work.ask(4) }
        try await eventually("it is under way") { work.done == [[4]] }
        leaving.cancel()
        // At once, and not when the work is done.
        await #expect(throws: CancellationError.self) { try await leaving.value }
        try await work.letGo()
        try await eventually("it is told") { work.unclaimed.withLock { $0 } == [40] }
    }
}

extension Array {
    fileprivate mutating func drain() -> [Element] {
        defer { self = [] }
        return self
    }
}
