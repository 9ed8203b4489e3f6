import Domain
import Foundation
import Testing

/// docs/lifecycles.md has a table of steps for each lifecycle; here it is held against the code.
@Suite struct LifecycleTests {
    @Test func theDrawingOfArticleVersionsIsTrue() throws {
        try compare(ArticleVersion.Status.self, with: "Article version", \.next)
    }

    @Test func theDrawingOfClaimsIsTrue() throws { try compare(Claim.Status.self, with: "Claim", \.next) }

    @Test func theDrawingOfReviewSlotsIsTrue() throws {
        try compare(ReviewSlot.State.self, with: "Review slot", \.next)
    }

    @Test func theDrawingOfJobsIsTrue() throws { try compare(Job.State.self, with: "Job", \.next) }

    @Test func theDrawingOfExportsIsTrue() throws { try compare(Export.State.self, with: "Export", \.next) }

    @Test func aLiveLeaseComesToEveryEndingThereIsAndNoEndingIsLeftAgain() throws {
        var table = try steps("Lease")
        #expect(table.removeValue(forKey: "live") == Set(Lease.Ending.allCases.map(\.rawValue)))
        #expect(Set(table.keys) == Set(Lease.Ending.allCases.map(\.rawValue)))
        #expect(table.values.filter { !$0.isEmpty } == [])
    }

    @Test func theTableOfTheLedgerIsTrueANewVerdictComingWithEveryUpdateAndCorrection() throws {
        let rows = try section("Published verdict").filter { $0.hasPrefix("|") && !$0.hasPrefix("|---") }.map { line in
            line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        let header = try #require(rows.first)
        #expect(Set(header.dropFirst()) == Set(LedgerEntry.Kind.allCases.map(\.rawValue)))
        func name(_ state: LedgerState) -> String { state.status.rawValue + (state.isPaused ? ", paused" : "") }
        var drawn: [String: [String: String]] = [:]
        for row in rows.dropFirst() { drawn[row[0]] = Dictionary(uniqueKeysWithValues: zip(header, row).dropFirst()) }
        for status in Claim.Status.allCases {
            for isPaused in status.isPublic ? [false, true] : [false] {
                let state = LedgerState(status: status, isPaused: isPaused)
                let row = drawn.removeValue(forKey: name(state))
                for kind in LedgerEntry.Kind.allCases {
                    var next = "–"
                    do throws(LedgerError) {
                        next = name(try state.after(kind, newVerdict: kind == .correction || kind == .update))
                    } catch {}
                    #expect((row?[kind.rawValue] ?? "–") == next, "\(name(state)), \(kind)")
                }
            }
        }
        #expect(drawn.isEmpty)
    }

    @Test func everyStepThatIsDrawnIsInTheTableBelowIt() throws {
        for name in ["Article version", "Claim", "Review slot", "Job", "Export"] {
            let table = try steps(name)
            for line in try section(name) where line.contains("-->") && !line.contains("[*]") {
                let ends = line.split(separator: ":")[0].components(separatedBy: "-->")
                    .map { $0.trimmingCharacters(in: .whitespaces) }
                #expect(table[ends[0]]?.contains(ends[1]) == true, "\(name): \(line)")
            }
        }
    }

    private func compare<State: CaseIterable & RawRepresentable>(
        _ states: State.Type,
        with name: String,
        _ next: (State) -> Set<State>
    ) throws where State.RawValue == String {
        let code = Dictionary(
            uniqueKeysWithValues: State.allCases.map { ($0.rawValue, Set(next($0).map(\.rawValue))) }
        )
        #expect(try steps(name) == code)
    }

    /// The rows of a section's table: from each state the states that may follow.
    private func steps(_ name: String) throws -> [String: Set<String>] {
        var steps: [String: Set<String>] = [:]
        for line in try section(name) where line.hasPrefix("|") && !line.hasPrefix("| from") && !line.hasPrefix("|---")
        {
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            #expect(steps[cells[1]] == nil, "\(cells[1]) stands twice")
            steps[cells[1]] = cells[2] == "–" ? [] : Set(cells[2].components(separatedBy: ", "))
        }
        try #require(!steps.isEmpty, "docs/lifecycles.md has no table for \(name)")
        return steps
    }

    private func section(_ name: String) throws -> [String] {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/lifecycles.md")
        let lines = try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n")
        let start = try #require(lines.firstIndex(of: "## \(name)"))
        return Array(lines[(start + 1)...].prefix { !$0.hasPrefix("## ") })
    }
}
