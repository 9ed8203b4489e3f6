import Synchronization
import TestSupport
import Testing

@testable import Web

struct TurnsTests {
    /// Something that goes on until it is told to end.
    private final class Work: Sendable {
        private let state = Mutex<(running: Set<String>, ended: Set<String>)>(([], []))
        var running: Set<String> { state.withLock { $0.running } }

        func end(_ name: String) { state.withLock { _ = $0.ended.insert(name) } }

        func run(_ name: String) async throws {
            state.withLock { _ = $0.running.insert(name) }
            try await eventually("\(name) may end") { state.withLock { $0.ended.contains(name) } }
            state.withLock { _ = $0.running.remove(name) }
        }
    }

    @Test func whoAsksForMuchWaitsAndTheOthersDoNot() async throws {
        let (turns, work) = (Turns<String>(all: 4, each: 2), Work())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...4 {
                group.addTask { try await turns.run(for: "a", on: nil) { try await work.run("a\(number)") } }
            }
            try await eventually("two run and two wait") { work.running.count == 2 && turns.waiting == 2 }
            group.addTask { try await turns.run(for: "b", on: nil) { try await work.run("b") } }
            try await eventually("another one runs at once") { work.running.contains("b") }
            for number in 1...4 { work.end("a\(number)") }
            try await eventually("the rest had their turn") { work.running == ["b"] && turns.waiting == 0 }
            work.end("b")
            try await group.waitForAll()
        }
        // Whoever comes later finds it empty.
        let value = try await turns.run(for: "a", on: nil) { 1 }
        #expect(value == 1)
    }
}
