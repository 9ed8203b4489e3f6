import Domain
import Foundation
import Testing

@testable import Workflow

@Suite struct AuditLineTests {
    @Test func everyLineIsReadAsItWasWritten() throws {
        let export = AuditExport(
            desk: "demo", deskID: AuditRecord.sample().deskID,
            exportedAt: Date(timeIntervalSinceReferenceDate: 8e8 + 0.123456))
        let items = [AuditItem].trail() + [.gone(12), .head(AuditHead(nil))]
        for line in [AuditLine.header(export)] + items.map(AuditLine.item) {
            let read = try AuditLine(reading: Array(line.text.utf8))
            #expect(read.text == line.text)
            #expect(read == line)
        }
    }

    @Test func theEventOfALineIsWhatIsHashed() {
        let record = AuditRecord.sample(details: [.init("n", "1")])
        let text = AuditLine.item(.event(record)).text
        #expect(text.hasPrefix(#"{"event":{"#) && text.hasSuffix("}}"))
        #expect(MerkleTree.sha256.leaf(text.dropFirst(9).dropLast().utf8) == record.leaf(.sha256))
    }

    @Test(arguments: [
        ("", "it is not JSON"), ("[]", "it is not an object"), ("{}", "it is not an object"),
        (#"{"note":1}"#, "note is no kind of line"), (#"{"gone":"1"}"#, "gone is not a whole number"),
        (#"{"gone":1,"note":2}"#, "its members are not gone"), (#"{"event":{}}"#, "its members are not action"),
        (#"{"audit":{"version":2}}"#, "version 2 of the export is not known here"),
    ])
    func aLineOfAnotherFormIsRefused(text: String, problem: String) {
        let error = #expect(throws: AuditLineError.self) { _ = try AuditLine(reading: Array(text.utf8)) }
        #expect(error?.problem.hasPrefix(problem) == true, "\(error?.problem ?? "")")
    }

    @Test(arguments: [
        (#""sequence":42"#, #""sequence":42,"note":1"#), (#""sequence":42"#, #""sequence":42.5"#),
        (#""n":"1""#, #""n":1"#), (#""at":"2026"#, #""at":"yesterday"#), (#""keyId":null"#, #""keyId":"x""#),
        (#""action":"#, #""Action":"#),
    ])
    func anEventOfAnotherFormIsRefused(part: String, other: String) {
        let text = AuditLine.item(.event(.sample(details: [.init("n", "1")]))).text
        #expect(text.contains(part))
        #expect(throws: AuditLineError.self) {
            _ = try AuditLine(reading: Array(text.replacing(part, with: other).utf8))
        }
    }
}
