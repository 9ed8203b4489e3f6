import CZlib

/// Reads a zip file from its directory, so that the test does not trust the writer; not for zip files of others.
enum ZipReading {
    struct Malformed: Error { let what: String }

    /// The files by name, unpacked and their checksums compared.
    static func files(_ bytes: [UInt8]) throws -> [String: [UInt8]] {
        func number(_ offset: Int, _ count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
        }
        let end = bytes.count - 22
        guard end >= 0, number(end, 4) == 0x0605_4B50 else { throw Malformed(what: "no end of the directory") }
        var offset = number(end + 16, 4)
        guard offset + number(end + 12, 4) == end else { throw Malformed(what: "the directory's size") }
        var files: [String: [UInt8]] = [:]
        for _ in 0..<number(end + 10, 2) {
            guard number(offset, 4) == 0x0201_4B50 else { throw Malformed(what: "no entry at \(offset)") }
            let (packed, size, place) = (number(offset + 20, 4), number(offset + 24, 4), number(offset + 42, 4))
            let name = String(decoding: bytes[(offset + 46)..<(offset + 46 + number(offset + 28, 2))], as: UTF8.self)
            guard number(place, 4) == 0x0403_4B50, number(place + 14, 12) == number(offset + 16, 12) else {
                throw Malformed(what: "\(name)'s two heads differ")
            }
            let start = place + 30 + number(place + 26, 2) + number(place + 28, 2)
            let content = try unpacked(Array(bytes[start..<(start + packed)]), size: size)
            guard crc32_z(0, content, content.count) == UInt(number(offset + 16, 4)) else {
                throw Malformed(what: "\(name)'s checksum")
            }
            files[name] = content
            offset += 46 + number(offset + 28, 2) + number(offset + 30, 2) + number(offset + 32, 2)
        }
        guard offset == end else { throw Malformed(what: "the directory's end") }
        return files
    }

    private static func unpacked(_ packed: [UInt8], size: Int) throws -> [UInt8] {
        var stream = z_stream()
        guard czlib_begin_raw_inflate(&stream) == Z_OK else { throw Malformed(what: "zlib") }
        defer { inflateEnd(&stream) }
        var input = packed
        var code = Z_OK
        let content = [UInt8](unsafeUninitializedCapacity: size + 1) { output, count in
            input.withUnsafeMutableBufferPointer { input in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                code = inflate(&stream, Z_FINISH)
            }
            count = size + 1 - Int(stream.avail_out)
        }
        guard code == Z_STREAM_END, content.count == size else { throw Malformed(what: "packed bytes") }
        return content
    }
}
