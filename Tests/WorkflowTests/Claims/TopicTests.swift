import Domain
import TestSupport
import Testing

@testable import Workflow

@Suite(.desk)
struct TopicTests {
    @Test func topicsStayWithTheVersionTheyCameWith() async throws {
        let bench = try await Bench.make()
        func send(_ body: String, _ topics: [String]) async throws -> [String] {
            let receipt = try await bench.desk.submit(
                Submission(externalID: "t", title: "T", body: body, topics: topics), by: bench.caller("submitter"))
            return try await bench.desk.article(receipt.articleID, for: bench.principal("ana")).version.topics
        }
        #expect(try await send("One.", ["Harbour", " harbour ", "Budget, 2026"]) == ["Harbour", "Budget, 2026"])
        #expect(try await send("One.", ["Other"]) == ["Harbour", "Budget, 2026"])
        #expect(try await send("Two.", []) == [])
    }

    @Test(arguments: [
        ([String](repeating: "t", count: 21), "topics"), (["ok", " "], "topics[1]"),
        ([String(repeating: "t", count: 101)], "topics[0]"),
    ])
    func badTopicsAreRefusedByName(topics: [String], field: String) async throws {
        let bench = try await Bench.make()
        await #expect {
            try await bench.desk.submit(
                Submission(title: "T", body: "B.", topics: topics), by: bench.caller("submitter"))
        } throws: { ($0 as? InputError)?.field == field }
    }
}
