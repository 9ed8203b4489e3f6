import Domain
import Foundation
import Samples
import Testing

@Suite struct EvidenceDraftTests {
    private static let full = EvidenceInput(
        url: "https://example.org/a", title: "Minutes", publisher: "Port", quote: "412 m", stance: .refutes,
        kind: .primary, interest: "owner", retrievedAt: Date(timeIntervalSince1970: 1_795_361_462.417),
        archivedURL: "https://archive.ph/a", archiveSHA256: String(repeating: "ab", count: 32))

    /// As releases before this one wrote drafts into their column.
    private static let stored =
        #"{"evidence":[{"archiveSHA256":"\#(String(repeating: "ab", count: 32))","archivedURL":"https://archive.ph/a","#
        + #""interest":"owner","kind":"primary","publisher":"Port","quote":"412 m","#
        + #""retrievedAt":"2026-11-22T15:31:02.417Z","stance":"refutes","title":"Minutes","#
        + #""url":"https://example.org/a"},{"stance":"perh"}],"rating":"false"}"#

    private static let content = Draft.Content(
        rating: "false", evidence: [Evidence.Draft(full), Evidence.Draft([.stance: "perh"])])

    @Test func whatEarlierReleasesStoredIsRead() throws {
        #expect(try JSONDecoder().decode(Draft.Content.self, from: Data(Self.stored.utf8)) == Self.content)
    }

    @Test func whatIsStoredHasTheShapeThatEarlierReleasesRead() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        #expect(String(decoding: try encoder.encode(Self.content), as: UTF8.self) == Self.stored)
    }

    @Test func everyPartOfAFullItemIsInItsDraft() {
        let draft = Evidence.Draft(Self.full)
        for part in Evidence.Part.allCases { #expect(draft[part] != nil, "\(part)") }
        #expect(draft.json.members.map(\.name) == Evidence.Part.allCases.map(\.rawValue))
    }

    @Test func anItemShowsWhenItWasRead() {
        let read = Date(timeIntervalSince1970: 0)
        let json = Evidence(id: .sample(1), reviewID: nil, item: Self.full.withoutTime, retrievedAt: read).json
        #expect(json.members.map(\.name) == ["id", "reviewId"] + Evidence.Part.allCases.map(\.rawValue))
        #expect(json["retrievedAt"] == "1970-01-01T00:00:00.000Z")
        #expect(json["archiveSha256"]?.string == Self.full.archiveSHA256)
    }

    @Test func aTextThatCannotBeStoredIsNamedByItsPlace() {
        let content = Draft.Content(evidence: [Evidence.Draft(), Evidence.Draft([.archivedUrl: "a\u{0}b"])])
        let error = #expect(throws: InputError.self) { try content.validate() }
        #expect(error?.field == "evidence[1].archivedUrl")
    }
}
