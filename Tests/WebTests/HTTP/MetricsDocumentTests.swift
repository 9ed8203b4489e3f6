import Domain
import Foundation
import Telemetry
import Testing
import Workflow

@testable import Web

/// docs/operations.md tells what there is to watch; here it is held against what a scrape gets.
struct MetricsDocumentTests {
    private static var all: String {
        var text = MetricsText()
        text.write(Metrics().snapshot)
        text.write(Meters())
        text.write(PoolFigures(inUse: 0, idle: 0, waiting: 0))
        text.write(
            OperationFigures(
                jobs: [:], oldestJobSeconds: 0, queues: [],
                health: DatabaseHealth(tables: [], oldestTransactionSeconds: 0, oldestSnapshotAge: 0), isCopy: false))
        text.write(
            ReplicaReport(
                state: .inUse, lag: 0.1, reads: 0, fallbacks: 0,
                connections: PoolFigures(inUse: 0, idle: 0, waiting: 0)))
        return text.text
    }

    private static func documents() throws -> [String] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        let docs = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "docs").path)
        let paths = docs.filter { $0.hasSuffix(".md") }.map { "docs/\($0)" } + ["README.md"]
        return try paths.map { try String(contentsOf: root.appending(path: $0), encoding: .utf8) }
    }

    @Test func everyMetricIsInTheTableAndEveryMetricThatIsNamedAnywhereIsThere() throws {
        let documents = try Self.documents()
        let families = Self.all.split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }
            .map { $0.split(separator: " ")[2...].joined(separator: " ") }
        #expect(families.count > 8 && documents.count > 8)
        let rows = documents.joined(separator: "\n").matches(of: #/(?m)^\| `(claimdesk_\w+)` \| (\w+) \|/#)
        #expect(rows.map { "\($0.1) \($0.2)" }.sorted() == families.sorted())
        let names = Set(families.map { String($0.prefix { $0 != " " }) })
        for document in documents {
            for match in document.matches(of: #/claimdesk_[a-z_]+/#) {
                #expect(names.contains(String(match.0)), "\(match.0)")
            }
        }
    }
}
