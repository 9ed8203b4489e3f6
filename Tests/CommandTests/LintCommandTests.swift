import Domain
import Foundation
import Rendering
import TestSupport
import Testing

@testable import claimdesk

@Suite struct LintCommandTests {
    private static let clean = """
        {"@context": "https://schema.org", "@type": "ClaimReview", "url": "https://desk.example.org/1",
         "claimReviewed": "The wall is white.", "reviewRating": {"@type": "Rating", "alternateName": "False"},
         "author": {"@type": "Organization", "name": "Coast Desk"}, "datePublished": "2026-03-14",
         "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "Ines Calder"},
             "datePublished": "2026-03-01", "appearance": "https://courier.example/quay"}}
        """
    private static let warned = clean.replacing("The wall", with: "False: the wall")
    private static let broken = clean.replacing("\"alternateName\": \"False\"", with: "\"ratingValue\": 9")

    /// Files in a folder that goes away.
    private func lint(_ arguments: [String], _ files: [String: String]) async throws -> Program.Ending {
        let folder = FileManager.default.temporaryDirectory.appending(path: "claimdesk-lint-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var paths: [String] = []
        for (name, text) in files.sorted(by: { $0.key < $1.key }) {
            let file = folder.appending(path: name)
            try Data(text.utf8).write(to: file)
            paths.append(file.path)
        }
        return try await Program(["lint", "claimreview"] + arguments + paths).ending()
    }

    @Test func errorsFailWarningsDoOnlyWhenStrict() async throws {
        #expect(try await lint([], ["a.json": Self.clean]).status == 0)
        #expect(try await lint(["--strict"], ["a.json": Self.clean]).status == 0)
        #expect(try await lint([], ["a.json": Self.warned]).status == 0)
        #expect(try await lint(["--strict"], ["a.json": Self.warned]).status == 1)
        #expect(try await lint([], ["a.json": Self.clean, "b.json": Self.broken]).status == 1)
        #expect(try await lint(["--loud"], ["a.json": Self.clean]).status == 64)
        #expect(try await lint([], [:]).status == 64)
    }

    @Test func aPersonReadsATableOfEachFile() async throws {
        let ending = try await lint([], ["a.json": "[\(Self.broken)]", "b.json": Self.warned])
        let lines = ending.output.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0].hasSuffix("/a.json: 1 claim review, 1 error, 1 warning"))
        #expect(lines[1].hasPrefix("         PLACE "))
        #expect(
            lines[2].contains(/^error +\[0\]\.reviewRating\.alternateName +required-missing +is missing: the verdict/))
        #expect(ending.output.contains("/b.json: 1 claim review, 0 errors, 1 warning\n"))
        #expect(ending.errors.isEmpty)
    }

    @Test func aProgramReadsJSON() async throws {
        let ending = try await lint(["--json"], ["a.json": Self.warned, "b.json": "[1,\n  2"])
        #expect(ending.status == 1)
        let json = try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any]
        let files = try #require(json?["files"] as? [[String: Any]])
        #expect(json?["ok"] as? Bool == false)
        #expect(files[0]["ok"] as? Bool == true && files[0]["warnings"] as? Int == 1)
        #expect((files[0]["findings"] as? [[String: String]])?.first?["rule"] == "rating-in-claim")
        #expect(files[1]["line"] as? Int == 2 && files[1]["column"] as? Int == 4)
    }

    @Test func whatIsNoJSONIsToldItsPlace() {
        func text(_ content: String) -> String { LintCheck(name: "f.json", text: content).text }
        #expect(
            text("{\n  \"a\": 1,\n}")
                == "f.json:3:1: error: this is not JSON: a name in double quotes should stand here")
        #expect(text("").hasPrefix("f.json:1:1: error: this is not JSON: "))
        #expect(text("\n<!doctype html>").contains("this is HTML; give what stands in <script type="))
        #expect(
            LintCheck(file: "/nowhere/f.json").text == "error: /nowhere/f.json cannot be read: there is no such file")
    }

    @Test func whatAFileSaysDoesNotSteerTheTerminal() {
        let text = Self.clean.replacing("\"url\"", with: #""\u009b31m\u202e": {"@type": "ClaimReview"}, "url""#)
        let shown = LintCheck(name: "f\u{1B}[31m", text: text).text
        #expect(shown.contains("required-missing"))
        for scalar in ["\u{1B}", "\u{9B}", "\u{202E}"] as [Unicode.Scalar] {
            #expect(!shown.unicodeScalars.contains(scalar))
        }
    }
}
