package import Foundation

/// The identity of one kind of row: a UUID that cannot be mistaken for the identity of another kind.
package struct Identifier<Subject>: Hashable, Sendable, Codable, RawRepresentable, CustomStringConvertible {
    package let rawValue: UUID

    package init(rawValue: UUID) { self.rawValue = rawValue }

    /// Reads the 36-character form, in either case; nil when the text is anything else.
    package init?(_ text: String) {
        guard Self.hasForm(text), let uuid = UUID(uuidString: text) else { return nil }
        rawValue = uuid
    }

    /// Foundation reads more than RFC 9562 writes: blanks and signs in place of digits.
    private static func hasForm(_ text: String) -> Bool {
        text.utf8.count == 36
            && text.utf8.enumerated().allSatisfy { place, byte in
                switch byte {
                case UInt8(ascii: "-"): [8, 13, 18, 23].contains(place)
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
                    UInt8(ascii: "A")...UInt8(ascii: "F"):
                    ![8, 13, 18, 23].contains(place)
                default: false
                }
            }
    }

    package init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(UUID.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    /// The lower-case 36-character form, as it stands in the API.
    package var description: String { rawValue.text }
}

extension UUID {
    /// A version 7 UUID (RFC 9562 §5.7): 48 bits of Unix milliseconds, then random bits, so that ids sort by age.
    ///
    /// - Parameters:
    ///   - milliseconds: Unix time, milliseconds.
    ///   - high: random bits, of which 12 are used.
    ///   - low: random bits, of which 62 are used.
    package static func version7(milliseconds: UInt64, high: UInt64, low: UInt64) -> UUID {
        let top = (milliseconds << 16) | 0x7000 | (high & 0x0FFF)
        let bottom = (low & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
        func byte(_ word: UInt64, _ index: Int) -> UInt8 { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * index)) }
        return UUID(
            uuid: (
                byte(top, 0), byte(top, 1), byte(top, 2), byte(top, 3), byte(top, 4), byte(top, 5), byte(top, 6),
                byte(top, 7), byte(bottom, 0), byte(bottom, 1), byte(bottom, 2), byte(bottom, 3), byte(bottom, 4),
                byte(bottom, 5), byte(bottom, 6), byte(bottom, 7)
            ))
    }
}
