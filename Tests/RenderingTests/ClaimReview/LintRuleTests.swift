import Domain
import Foundation
import Rendering
import Testing

/// docs/claimreview.md lists the linter's rules; here the list is held against the code.
@Suite struct LintRuleTests {
    @Test func theTableOfRulesIsTrue() throws {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/claimreview.md")
        let lines = try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n")
        let start = try #require(lines.firstIndex(of: "| rule | severity | what is wrong |"))
        let rows = lines[(start + 2)...].prefix { $0.hasPrefix("|") }.map { line in
            line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        #expect(rows.map { $0[0] } == LintRule.allCases.map(\.rawValue))
        #expect(rows.map { $0[1] } == LintRule.allCases.map(\.severity.rawValue))
        #expect(rows.allSatisfy { $0.count == 3 && !$0[2].isEmpty })
    }
}
