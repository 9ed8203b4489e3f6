/// A text as an array of code points, with the way from code points to UTF-8 and UTF-16 offsets.
///
/// Everything works on this array: String indices cost a grapheme walk each, and articles are read many times over.
package struct SourceText: Sendable {
    /// The code points.
    package let scalars: [UInt32]
    /// UTF-8 and UTF-16 offset of every 256th code point; between them the few steps are counted.
    private let checkpoints: [(utf8: Int, utf16: Int)]
    static let stride = 256

    init(_ text: String) {
        var text = text
        var scalars: [UInt32] = []
        var checkpoints: [(utf8: Int, utf16: Int)] = []
        text.withUTF8 { bytes in
            scalars.reserveCapacity(bytes.count)
            checkpoints.reserveCapacity(bytes.count / Self.stride + 1)
            var index = 0
            var utf16 = 0
            while index < bytes.count {
                if scalars.count % Self.stride == 0 { checkpoints.append((index, utf16)) }
                let lead = UInt32(bytes[index])
                var value = lead
                var length = 1
                // A Swift String is always valid UTF-8, so the lead byte alone says how long the code point is.
                if lead >= 0xF0 {
                    (value, length) = (lead & 0x07, 4)
                } else if lead >= 0xE0 {
                    (value, length) = (lead & 0x0F, 3)
                } else if lead >= 0xC0 {
                    (value, length) = (lead & 0x1F, 2)
                }
                for step in 1..<max(length, 1) { value = value << 6 | UInt32(bytes[index + step] & 0x3F) }
                scalars.append(value)
                index += length
                utf16 += value > 0xFFFF ? 2 : 1
            }
        }
        self.scalars = scalars
        self.checkpoints = checkpoints
    }

    package var count: Int { scalars.count }

    /// The words of a range.
    package func string(_ range: TextRange) -> String { string(range.start, range.end) }

    /// The words from one code point up to another.
    package func string(_ start: Int, _ end: Int) -> String {
        Self.string(scalars[start..<end])
    }

    /// A string of code points.
    package static func string(_ scalars: ArraySlice<UInt32>) -> String {
        // The string is written where it stays: with an array between, a text of millions of claims takes a tenth longer.
        String(unsafeUninitializedCapacity: scalars.reduce(0) { $0 + utf8Length($1) }) { bytes in
            var count = 0
            func append(_ byte: UInt32) {
                bytes[count] = UInt8(truncatingIfNeeded: byte)
                count += 1
            }
            for scalar in scalars {
                if scalar < 0x80 {
                    append(scalar)
                    continue
                }
                var rest = utf8Length(scalar) - 1
                append((rest == 1 ? 0xC0 : rest == 2 ? 0xE0 : 0xF0) | scalar >> UInt32(6 * rest))
                while rest > 0 {
                    rest -= 1
                    append(0x80 | scalar >> UInt32(6 * rest) & 0x3F)
                }
            }
            return count
        }
    }

    /// The UTF-8 and UTF-16 offsets of a code point.
    func offsets(of position: Int) -> (utf8: Int, utf16: Int) {
        guard let nearest = checkpoints.indices.last.map({ min($0, position / Self.stride) }) else { return (0, 0) }
        var (utf8, utf16) = checkpoints[nearest]
        for index in nearest * Self.stride..<position {
            utf8 += Self.utf8Length(scalars[index])
            utf16 += scalars[index] > 0xFFFF ? 2 : 1
        }
        return (utf8, utf16)
    }

    private static func utf8Length(_ scalar: UInt32) -> Int {
        scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
    }
}
