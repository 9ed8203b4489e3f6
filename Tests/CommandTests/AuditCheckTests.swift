import Domain
import Foundation
import Testing
import Workflow

@testable import claimdesk

@Suite struct AuditCheckTests {
    private static let desk = DeskProfile.ID(rawValue: UUID())

    /// A trail of one batch and an event that waits, as an export writes it.
    private static func lines() throws -> [String] {
        func record(_ sequence: Int) -> AuditRecord {
            AuditRecord(
                deskID: desk, sequence: sequence, transactionID: 1, at: Date(timeIntervalSince1970: 1), actorID: nil,
                keyID: nil, requestID: nil, action: "claim.edited", subject: "claim", subjectID: desk.rawValue,
                details: [])
        }
        let records = [record(1), record(2)]
        let (seal, leaves) = try #require(
            AuditSeal.sealing(
                records, after: nil, at: Date(timeIntervalSince1970: 2), MerkleTree(SHA256Hash.of)))
        let items = records.map(AuditItem.event) + [.seal(seal, leaves), .waiting(record(3)), .head(AuditHead(seal))]
        let header = AuditExport(desk: "demo", deskID: desk, exportedAt: Date(timeIntervalSince1970: 3))
        return ([.header(header)] + items.map(AuditLine.item)).map(\.text)
    }

    /// What checking a file with these lines comes to.
    private func check(_ lines: [String], end: String = "\n", noted: AuditHash? = nil) throws -> AuditCheck {
        let file = FileManager.default.temporaryDirectory.appending(path: "claimdesk-audit-\(UUID())")
        try Data(lines.map { $0 + end }.joined().utf8).write(to: file)
        defer { unlink(file.path) }
        var check = AuditCheck(noted: noted, printsFindings: false)
        try check.read(LineFile(file.path))
        return check
    }

    @Test(arguments: ["\n", "\r\n", "\n\n"]) func anExportIsCheckedWhateverItsLinesEndWith(end: String) throws {
        let check = try check(Self.lines(), end: end)
        #expect(check.findings == 0)
        #expect(check.summary.hasPrefix("desk demo: intact. 2 events in 1 seals, 1 not yet sealed. Head: batch 1, "))
        #expect(
            check.json.text().hasPrefix(
                #"{"desk":"demo","ok":true,"events":2,"seals":1,"waiting":1,"head":{"batch":1,"#))
    }

    @Test func aChangedLineIsAFinding() throws {
        var lines = try Self.lines()
        lines[2] = lines[2].replacing("claim.edited", with: "claim.merged")
        let check = try check(lines)
        #expect(check.findings == 1)
        #expect(check.summary.hasPrefix("desk demo: 1 finding. "))
        #expect(
            check.json.text().contains(#""findings":[{"kind":"changed","what":"it is not what was sealed in batch 1","#)
        )
    }

    @Test func aLineThatIsNoneIsAFindingWithItsNumber() throws {
        var lines = try Self.lines()
        lines.insert("# a note", at: 4)
        #expect(try check(lines).json.text().contains(#""kind":"unreadable","what":"line 5: it is not JSON"#))
        lines.removeFirst()
        #expect(try check(lines).json.text().contains("line 1: the header is missing"))
        #expect(try check(Self.lines() + Self.lines()).json.text().contains("a header stands only in the first line"))
    }

    @Test func aFileThatEndsEarlyIsAFinding() throws {
        let lines = try Self.lines()
        #expect(try check(Array(lines.dropLast())).json.text().contains("cut-off"))
        #expect(try check([]).findings == 1)
        #expect(try check(lines, noted: AuditHash.zero).findings == 0)
        #expect(try check(lines, noted: SHA256Hash.of([1])).json.text().contains("head-missing"))
    }

    @Test func aFileThatIsNotThereIsNamed() {
        #expect(throws: Failure("/none/here cannot be read: No such file or directory")) {
            _ = try LineFile("/none/here")
        }
        #expect(throws: Failure.self) { _ = try OutputFile("/none/here") }
    }

    /// Longer than what is read at a time, and a last line without an end.
    @Test func linesOfAnyLengthAreReadWhole() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "claimdesk-lines-\(UUID())")
        let lines = [200_000, 1, 65_536, 65_535, 3].map { String(repeating: "x", count: $0) }
        try Data(lines.joined(separator: "\n").utf8).write(to: file)
        defer { unlink(file.path) }
        var read: [Int] = []
        try LineFile(file.path).each { read.append($0.count) }
        #expect(read == lines.map(\.count))
    }
}
