/// A text as an array of code points, with the way from code points to UTF-8 and UTF-16 offsets.
///
/// Everything works on this array: String indices cost a grapheme walk each, and articles are read many times over.
struct SourceText: Sendable {
    /// The code points.
    let scalars: [UInt32]
    /// UTF-8 and UTF-16 offset of every 256th code point; between them the few steps are counted.
    private let checkpoints: [(utf8: Int, utf16: Int)]
    private static let stride = 256

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

    var count: Int { scalars.count }

    /// The words of a range.
    func string(_ range: TextRange) -> String { string(range.start, range.end) }

    /// The words from one code point up to another.
    func string(_ start: Int, _ end: Int) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity((end - start) + 8)
        for index in start..<end {
            let scalar = scalars[index]
            if scalar < 0x80 { bytes.append(UInt8(scalar)) } else { Self.append(scalar, to: &bytes) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A string of code points.
    static func string(_ scalars: [UInt32]) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(scalars.count + 8)
        for scalar in scalars { append(scalar, to: &bytes) }
        return String(decoding: bytes, as: UTF8.self)
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

    private static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
        switch utf8Length(scalar) {
        case 1: bytes.append(UInt8(scalar))
        case 2:
            bytes.append(UInt8(0xC0 | scalar >> 6))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        case 3:
            bytes.append(UInt8(0xE0 | scalar >> 12))
            bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        default:
            bytes.append(UInt8(0xF0 | scalar >> 18))
            bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
            bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        }
    }
}
