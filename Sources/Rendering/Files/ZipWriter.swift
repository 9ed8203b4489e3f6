import CZlib
import Domain
package import Foundation

/// Writes a zip file from its first byte to its last, without going back: entries of known size, then the directory.
///
/// Source: PKWARE, APPNOTE.TXT 6.3.10, with the 64-bit forms (§4.3.14, 4.5.3) wherever a number needs them.
package struct ZipWriter {
    private struct Entry {
        let name: [UInt8]
        let crc: UInt32
        let packed: Int
        let size: Int
        let offset: Int
    }

    private var entries: [Entry] = []
    private var offset = 0
    /// MS-DOS date and time of every entry: of the snapshot, so that the same snapshot gives the same bytes.
    private let time: (date: UInt16, time: UInt16)

    /// - Parameter date: what the entries are dated, in UTC; zip files know no earlier year than 1980.
    package init(date: Date) {
        let text = Array(Timestamp.text(date).utf8)
        func number(_ range: Range<Int>) -> Int { text[range].reduce(0) { $0 * 10 + Int($1) - 48 } }
        let year = max(1980, min(2107, number(0..<4)))
        self.time = (
            UInt16((year - 1980) << 9 | number(5..<7) << 5 | number(8..<10)),
            UInt16(number(11..<13) << 11 | number(14..<16) << 5 | number(17..<19) / 2)
        )
    }

    /// Adds a file.
    ///
    /// - Parameters:
    ///   - name: its path in the archive, with `/` between folders.
    ///   - write: gets the archive's next bytes.
    /// - Throws: what `write` does, and `Deflate.Failure`.
    package mutating func add(_ name: String, _ content: [UInt8], _ write: ([UInt8]) throws -> Void) throws {
        let crc = content.withUnsafeBufferPointer { UInt32(crc32_z(0, $0.baseAddress, $0.count)) }
        let packed = try Deflate.pack(content)
        let entry = Entry(
            name: Array(name.utf8), crc: crc, packed: packed.count, size: content.count, offset: offset)
        var head = Bytes()
        head.add(UInt32(0x0403_4B50))
        head.add(version: entry, time)
        head.add(UInt32(entry.packed), UInt32(entry.size))
        head.add(UInt16(entry.name.count), 0)
        try put(head.bytes + entry.name, write)
        try put(packed, write)
        entries.append(entry)
    }

    /// Writes the directory; nothing can be added after it.
    ///
    /// - Throws: what `write` does.
    package mutating func finish(_ write: ([UInt8]) throws -> Void) throws {
        let start = offset
        for entry in entries {
            var head = Bytes()
            head.add(UInt32(0x0201_4B50))
            // Made on Unix by version 4.5, which has 64-bit forms.
            head.add(UInt16(3 << 8 | 45))
            head.add(version: entry, time)
            let far = entry.offset > Int(UInt32.max) - 1
            head.add(UInt32(entry.packed), UInt32(entry.size))
            head.add(UInt16(entry.name.count), far ? 12 : 0, 0, 0, 0)
            // A plain file that everybody may read.
            head.add(UInt32(0o100644 << 16), far ? UInt32.max : UInt32(entry.offset))
            head.bytes += entry.name
            if far {
                head.add(UInt16(1), 8)
                head.add(UInt64(entry.offset))
            }
            try put(head.bytes, write)
        }
        try put(end(start: start, size: offset - start), write)
    }

    private func end(start: Int, size: Int) -> [UInt8] {
        let isLarge = entries.count > 0xFFFE || start + size > Int(UInt32.max) - 1
        var end = Bytes()
        if isLarge {
            end.add(UInt32(0x0606_4B50))
            end.add(UInt64(44))
            end.add(UInt16(3 << 8 | 45), 45)
            end.add(UInt32(0), UInt32(0))
            end.add(UInt64(entries.count), UInt64(entries.count), UInt64(size), UInt64(start))
            end.add(UInt32(0x0706_4B50), 0)
            end.add(UInt64(start + size))
            end.add(UInt32(1))
        }
        end.add(UInt32(0x0605_4B50))
        let count = UInt16(isLarge ? 0xFFFF : entries.count)
        end.add(UInt16(0), 0, count, count)
        end.add(isLarge ? UInt32.max : UInt32(size), isLarge ? UInt32.max : UInt32(start))
        end.add(UInt16(0))
        return end.bytes
    }

    private mutating func put(_ bytes: [UInt8], _ write: ([UInt8]) throws -> Void) throws {
        try write(bytes)
        offset += bytes.count
    }

    /// Numbers with their lowest byte first.
    private struct Bytes {
        var bytes: [UInt8] = []

        mutating func add<Number: FixedWidthInteger>(_ numbers: Number...) {
            for number in numbers { withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) } }
        }

        /// What both heads of an entry have: version needed, flags (names are UTF-8), deflate, time, date, checksum.
        mutating func add(version entry: Entry, _ time: (date: UInt16, time: UInt16)) {
            add(UInt16(45), 1 << 11, 8, time.time, time.date)
            add(entry.crc)
        }
    }
}

/// Raw deflate (RFC 1951) of bytes that are all there, by zlib.
enum Deflate {
    /// - Throws: `Failure` when zlib has no memory, or the bytes are 4 GiB or more.
    static func pack(_ bytes: [UInt8]) throws -> [UInt8] {
        guard bytes.count < Int(UInt32.max) else { throw Failure(code: Z_BUF_ERROR) }
        var stream = z_stream()
        let begun = czlib_begin_raw(&stream, 6)
        guard begun == Z_OK else { throw Failure(code: begun) }
        defer { deflateEnd(&stream) }
        let limit = Int(deflateBound(&stream, UInt(bytes.count)))
        var input = bytes
        var code = Z_OK
        let packed = [UInt8](unsafeUninitializedCapacity: limit) { output, count in
            input.withUnsafeMutableBufferPointer { input in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                code = deflate(&stream, Z_FINISH)
            }
            count = limit - Int(stream.avail_out)
        }
        guard code == Z_STREAM_END else { throw Failure(code: code) }
        return packed
    }

    /// What zlib said.
    struct Failure: Error { let code: Int32 }
}
