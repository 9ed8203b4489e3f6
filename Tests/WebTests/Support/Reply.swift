import Domain
import Foundation
import Testing

@testable import Web

/// An HTTP answer as it came over the wire.
struct Reply: Sendable {
    let status: Int
    /// Names in lower case.
    let headers: [String: String]
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    var json: JSON {
        get throws { try JSON(reading: body) }
    }

    /// The slug of the problem document that it is; nil when it is none.
    var problem: String? {
        guard headers["content-type"] == "application/problem+json",
            let type = (try? JSON(reading: body))?["type"]?.string
        else { return nil }
        return type.split(separator: "/").last.map(String.init)
    }

    /// Reads one answer from the bytes of a connection; nil while more must come.
    ///
    /// - Parameter isHead: answers to HEAD have a length and no body.
    init?(_ bytes: [UInt8], isHead: Bool) {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        var lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        guard let status = lines.removeFirst().split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            return nil
        }
        var headers: [String: String] = [:]
        for line in lines {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { return nil }
            headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        let length = isHead ? 0 : headers["content-length"].flatMap { Int($0) } ?? 0
        guard bytes.count >= end.upperBound + length else { return nil }
        self.status = status
        self.headers = headers
        body = Array(bytes[end.upperBound..<end.upperBound + length])
    }
}
