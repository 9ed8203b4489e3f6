import Domain
import Testing

@testable import Web

/// An answer in chunks with its trailers (RFC 9112 §7.1), read until it ends or its connection does.
struct ChunkedReply {
    private(set) var head = ""
    private(set) var body: [UInt8] = []
    /// Names in lower case.
    private(set) var trailers: [String: String] = [:]
    /// False when the connection ended before the last chunk.
    private(set) var isWhole = false

    var text: String { String(decoding: body, as: UTF8.self) }

    init(_ live: LiveServer, _ path: String, as member: String) async throws {
        try await self.init(live, path, secret: try #require(live.client.keys[member]))
    }

    init(_ live: LiveServer, _ path: String, secret: String) async throws {
        let connection = try Connection(port: live.client.port)
        try await connection.send(Client.head("GET", path, ["Authorization": "Bearer \(secret)"], length: nil))
        await self.init(from: connection)
    }

    /// The answer that comes next.
    init(from connection: Connection) async {
        var bytes: [UInt8] = []
        while !read(&bytes) {
            do { bytes += try await connection.bytes() } catch { return }
        }
    }

    /// Takes what is whole from the bytes.
    ///
    /// - Returns: true when nothing more comes.
    private mutating func read(_ bytes: inout [UInt8]) -> Bool {
        if head.isEmpty {
            guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return false }
            head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).lowercased()
            bytes.removeSubrange(..<end.upperBound)
        }
        while let line = bytes.firstRange(of: [13, 10]) {
            guard let size = Int(String(decoding: bytes[..<line.lowerBound], as: UTF8.self), radix: 16) else {
                return true
            }
            if size == 0 { return readTrailers(bytes[line.upperBound...]) }
            let end = line.upperBound + size
            guard bytes.count >= end + 2 else { return false }
            body += bytes[line.upperBound..<end]
            bytes.removeSubrange(..<(end + 2))
        }
        return false
    }

    private mutating func readTrailers(_ bytes: ArraySlice<UInt8>) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text == "\r\n" || text.hasSuffix("\r\n\r\n") else { return false }
        for line in text.split(separator: "\r\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            trailers[parts[0].lowercased()] = parts.count == 2 ? parts[1].trimmingPrefix(" ").description : ""
        }
        isWhole = true
        return true
    }
}
