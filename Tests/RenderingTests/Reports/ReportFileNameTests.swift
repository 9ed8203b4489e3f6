import Domain
import Foundation
import Testing

@testable import Rendering

/// What a report is called in an archive.
struct ReportFileNameTests {
    @Test(arguments: [
        ("Harbour wall: 412 m!", "harbour-wall-412-m-"), ("../../etc/passwd\u{0}", "etc-passwd-"), ("Öl", "l-"),
        ("سور الميناء", ""), ("a b c d e f g h i j", "a-b-c-d-e-f-g-h-"),
        (String(repeating: "x", count: 300), String(repeating: "x", count: 60) + "-"),
    ])
    func aFileIsNamedByWordsOfTheTitleAndTheID(_ title: String, _ words: String) {
        let report = ArticleReport(
            deskName: "d", article: .sample(title: title), text: "", passages: [], entries: [], generatedAt: Date())
        #expect(report.fileName == "\(words)\(report.article.id).html")
    }
}
