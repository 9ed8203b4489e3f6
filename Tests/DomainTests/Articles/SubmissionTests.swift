import Domain
import Foundation
import Testing

@Suite struct SubmissionTests {
    private let plain = Submission(title: "Title", body: "Body.")

    private func field(_ change: (inout Submission) -> Void) -> String? {
        var submission = plain
        change(&submission)
        do throws(InputError) {
            try submission.validate()
            return nil
        } catch { return error.field }
    }

    @Test func eachFieldIsCheckedAndNamed() {
        #expect(field { _ in } == nil)
        #expect(field { $0.title = " " } == "title")
        #expect(field { $0.title = String(repeating: "é", count: 1001) } == "title")
        #expect(field { $0.title = String(repeating: "é", count: 1000) } == nil)
        #expect(field { $0.body = "" } == "body")
        #expect(field { $0.body = "a\u{0}" } == "body")
        #expect(field { $0.externalID = "" } == "externalId")
        #expect(field { $0.externalID = String(repeating: "a", count: 501) } == "externalId")
        #expect(field { $0.externalID = String(repeating: "記", count: 400) } == "externalId")
        #expect(field { $0.source = String(repeating: "記", count: 400) } == "source")
        #expect(field { $0.url = "javascript:alert(1)" } == "url")
        #expect(field { $0.byline = "\u{0}" } == "byline")
        #expect(field { $0.publisher = String(repeating: "a", count: 501) } == "publisher")
        #expect(field { $0.urgency = 0 } == "urgency")
        #expect(field { $0.urgency = 10 } == "urgency")
        #expect(field { $0.requiredReviews = 21 } == "requiredReviews")
    }

    @Test(arguments: ["en", "de-AT", "zh-Hant-TW", "sr-Latn", "pt-BR", "gsw", "en-US-x-twain"])
    func languageTagsAreTaken(tag: String) { #expect(field { $0.language = tag } == nil) }

    @Test(arguments: [
        "", "e", "english language", "en_US", "en-", "-en", "en--US", "12", "englishes", "ën", "en-\u{0}",
    ])
    func anythingElseIsNoLanguage(tag: String) { #expect(field { $0.language = tag } == "language") }

    @Test func theNewsroomsOwnIdComesBeforeTheAddressAndTheAddressBeforeTheContent() {
        var submission = plain
        #expect(submission.identity(contentHash: "ff") == "content:ff")
        submission.url = "https://example.org/a"
        #expect(submission.identity(contentHash: "ff") == "url:https://example.org/a")
        submission.externalID = "7"
        #expect(submission.identity(contentHash: "ff") == "external:0::7")
    }

    @Test(arguments: [
        "https://example.org/a?id=7", "HTTPS://Example.ORG/a?id=7", "https://example.org:443/a?id=7",
        "http://example.org:80/a?id=7", "https://www.example.org/a?id=7#part-2",
        "https://example.org/a?utm_source=mail&id=7&fbclid=x", "https://example.org/b/../a?id=7",
        "https://web.archive.org/web/2026/https://example.org/a?id=7",
    ])
    func onePageIsOneArticleHoweverItsAddressIsWritten(url: String) throws {
        var submission = plain
        submission.url = url
        try submission.validate()
        #expect(submission.identity(contentHash: "ff") == "url:https://example.org/a?id=7")
        #expect(submission.url == url, "as it was sent")
    }

    @Test func theLongestAddressFitsIntoAnIndexEntry() throws {
        var submission = plain
        submission.url = "https://example.org/" + String(repeating: "記", count: 275)
        try submission.validate()
        #expect(submission.identity(contentHash: "").utf8.count < 2600)
        submission.url = "https://example.org/" + String(repeating: "記", count: 276)
        #expect(field { $0 = submission } == "url")
        submission.externalID = "7"
        try submission.validate()
    }

    @Test func differentSourcesAndIdsAreNeverTheSameArticle() {
        let names = ["", "a", ":", "a:", ":a", "a:b", "1", "1:a", "0:"]
        var seen: [String: [String]] = [:]
        for source in names {
            for id in names where !id.isEmpty {
                var submission = plain
                submission.source = source
                submission.externalID = id
                seen[submission.identity(contentHash: ""), default: []].append("\(source) / \(id)")
            }
        }
        #expect(seen.values.filter { $0.count > 1 } == [])
    }

    @Test func theLongestIdentityFitsIntoAnIndexEntry() throws {
        var submission = plain
        submission.source = String(repeating: "😀", count: 250)
        submission.externalID = String(repeating: "😀", count: 250)
        try submission.validate()
        #expect(submission.identity(contentHash: "").utf8.count < 2600)
    }

    @Test func contentTellsEveryTwoVersionsApartWhereverTheTextMoved() {
        func content(_ change: (inout Submission) -> Void) -> String {
            var submission = plain
            change(&submission)
            return submission.content
        }
        let contents = [
            content { _ in },
            content {
                $0.title = "Titl"; $0.body = "eBody."
            }, content { $0.byline = "" },
            content { $0.byline = "A" }, content { $0.publisher = "A" }, content { $0.language = "A" },
            content { $0.byline = "-" }, content { $0.byline = "A,1:B" },
            content {
                $0.byline = "A"; $0.publisher = "B"
            }, content { $0.mediaType = .markdown },
            content { $0.publishedAt = Date(timeIntervalSince1970: 0) },
            content { $0.publishedAt = Date(timeIntervalSince1970: 0.001) }, content { $0.body = "Body. " },
            content { $0.body = "Body.\u{301}" },
        ]
        #expect(Set(contents.map { Array($0.utf8) }).count == contents.count)
    }

    @Test func howUrgentItIsAndWhereItCameFromMakeNoOtherVersion() {
        var submission = plain
        submission.urgency = 1
        submission.requiredReviews = 3
        submission.url = "https://example.org"
        submission.source = "wire"
        #expect(submission.content == plain.content)
    }
}
