// Characters that are obeyed by what reads a text, and not shown. Texts are kept as they were sent, because claims stand in
// them by exact words and places; each container they go into does without these characters or escapes them.

extension Unicode.Scalar {
    /// True for what steers a machine, or the direction of a text beyond its own end: control characters (ECMA-48) but tab
    /// and line ends, embeddings, overrides and isolates (UAX #9; "Trojan Source", 2021), byte order marks, and what Unicode
    /// says is no character. Those that only join letters, emoji or directions within a word (ZWJ, ZWNJ, LRM, RLM) are not:
    /// Persian and families are spelt with them.
    package var isSteering: Bool {
        switch value {
        case 0x09, 0x0A, 0x0D: false
        case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFDD0...0xFDEF: true
        default: value & 0xFFFE == 0xFFFE
        }
    }

    /// True for what ends a line, or a page: to some readers alone, but for LF and CR.
    package var endsLine: Bool {
        switch value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// True for all that something obeys which shows or reads the text: what steers, what ends a line, tabs, and marks that no
    /// terminal need show (of direction and of deprecated formats, tags). JSON text and logs are written without them, so that
    /// they are safe in a terminal and whole for readers that take them line by line.
    package var isObeyed: Bool {
        switch value {
        case 0x00...0x1F, 0x2028...0x2029, 0x061C, 0x200E...0x200F, 0x206A...0x206F, 0xFFF9...0xFFFB,
            0xE0000...0xE007F:
            true
        default: isSteering
        }
    }
}

/// Text for readers who have no escape for what steers them: pages, feeds, tables, Markdown. No word is changed or cut.
package enum PlainText {
    /// The text without what steers: VT and FF as a blank, all else left out.
    ///
    /// - Parameter lineEnd: in place of the line ends that not every reader knows: NEL, U+2028, U+2029.
    package static func of(_ text: String, lineEnd: Unicode.Scalar = "\n") -> String {
        if !isCareNeeded(text) { return text }
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\u{B}", "\u{C}": kept.append(" ")
            case "\u{85}", "\u{2028}", "\u{2029}": kept.append(lineEnd)
            case _ where scalar.isSteering: continue
            default: kept.append(scalar)
            }
        }
        return String(kept)
    }

    /// False for most texts, which have nothing that `of` changes, as one look at their bytes tells.
    package static func isCareNeeded(_ text: some StringProtocol) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { isCareNeeded(UnsafeRawBufferPointer($0)) } ?? true
    }

    /// The same of bytes of UTF-8.
    package static func isCareNeeded(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var place = 0
        func byte(_ ahead: Int) -> UInt8 { place + ahead < bytes.count ? bytes[place + ahead] : 0 }
        while place < bytes.count {
            switch bytes[place] {
            case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F: return true
            // NEL and the rest of C1.
            case 0xC2: if byte(1) < 0xA0 { return true }
            // Separators and marks of direction.
            case 0xE2:
                if byte(1) == 0x80, (0xA8...0xAE).contains(byte(2)) { return true }
                if byte(1) == 0x81, (0xA6...0xA9).contains(byte(2)) { return true }
            // Byte order mark, and what is no character.
            case 0xEF:
                switch (byte(1), byte(2)) {
                case (0xB7, 0x90...0xAF), (0xBB, 0xBF), (0xBF, 0xBE...0xBF): return true
                default: break
                }
            // The last two of each plane.
            case 0xF0...0xFF: if byte(1) & 0x0F == 0x0F, byte(2) == 0xBF, byte(3) >= 0xBE { return true }
            default: break
            }
            place += 1
        }
        return false
    }
}
