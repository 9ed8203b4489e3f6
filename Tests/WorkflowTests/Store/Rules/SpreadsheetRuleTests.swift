import Foundation
import Postgres
import TestSupport
import Testing

@testable import Rendering
@testable import Store

/// What a spreadsheet would run, asked of Swift and of the database.
@Suite(.database)
struct SpreadsheetRuleTests {
    @Test func theSameCellsAreDefusedInBoth() async throws {
        // Every first letter up to Latin Extended, letters that look like dangerous ones, and nothing at all.
        let firsts = (1...0x17F).compactMap { Unicode.Scalar($0) }.map { String($0) }
        // What a file leaves out, or nobody sees, before a sign.
        let marks: [UInt32] = [
            1, 0x1F, 0x7F, 0x85, 0x9F, 0x200F, 0x2028, 0x202A, 0x202E, 0x2066, 0x2069, 0xFDD0, 0xFDEF, 0xFEFF, 0xFFFE,
            0xFFFF, 0x1FFFE, 0x10FFFF, 0xA0, 0xAD, 0x200B, 0x2060, 0x3000,
        ]
        let hidden = marks.compactMap { Unicode.Scalar($0) }.map { String($0) } + ["\u{1}\u{FEFF}\u{2}"]
        var texts: [String] = firsts.flatMap { first in [first, first + "1+1", "x" + first, "\n" + first] }
        texts += ["", "=\u{338}1", "＝1", "−1"]
        texts += hidden.flatMap { mark in [mark + "=1", mark + "1", mark] }
        let answers = try await TestDatabase.current.database.read { [texts] session in
            try session.all(
                "SELECT t.text, \(SQL.defused("t.text")) AS answer FROM unnest(\(texts)) WITH ORDINALITY AS t (text, n) ORDER BY n"
            ) { (text: try $0["text"] as String, answer: try $0["answer"] as String) }
        }
        #expect(answers.map(\.text) == texts)
        for (text, answer) in answers {
            #expect(CSV.cell(answer, defused: false) == CSV.cell(text), "\(text.debugDescription)")
        }
        #expect(answers.count { $0.answer.hasPrefix("'") && !$0.text.hasPrefix("'") } == 14 + 22)
    }
}
