import Postgres

extension SQL {
    /// The text with an apostrophe in front where a spreadsheet would run it as a formula: `CSV.cell`, whose quotes
    /// COPY adds by itself. What a file leaves out on its way to the reader, or nobody sees, hides nothing here.
    static func defused(_ text: SQL) -> SQL {
        "CASE WHEN \(text) ~ E'^[\(unseen)]*[-=+@＝＋－＠\\t\\r]' THEN '''' || \(text) ELSE \(text) END"
    }

    /// The characters that `PlainText` leaves out and those that `CSV` passes over, as the brackets of a regular
    /// expression have them.
    private static let unseen: SQL = {
        let ranges: [ClosedRange<UInt32>] = [
            0x01...0x08, 0x0E...0x1F, 0x7F...0x84, 0x86...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF...0xFEFF,
            0xFDD0...0xFDEF, 0xA0...0xA0, 0xAD...0xAD, 0x200B...0x200F, 0x2060...0x2064, 0x3000...0x3000,
        ]
        let planes = (0...16).map { (plane: UInt32) in (plane << 16 | 0xFFFE)...(plane << 16 | 0xFFFF) }
        let escapes = (ranges + planes).map { "\(escape($0.lowerBound))-\(escape($0.upperBound))" }
        return SQL(unescaped: escapes.joined())
    }()

    /// For a literal with E before it.
    private static func escape(_ scalar: UInt32) -> String {
        let hex = String(scalar, radix: 16)
        return "\\\\U" + String(repeating: "0", count: 8 - hex.count) + hex
    }
}
