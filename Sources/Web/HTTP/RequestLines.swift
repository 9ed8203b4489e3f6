import HTTPTypes
import Hummingbird
import NIOCore

/// The lines of a body of any length, read while it comes (NDJSON). Those that come while the ones before are worked on are
/// gathered, up to a limit; then the client is not read any more until there is room.
package struct RequestLines: Sendable {
    /// A line of the body, without its end.
    package struct Line: Sendable {
        /// From 1, as an editor counts them.
        package let number: Int
        /// A problem where it has more bytes than a body may have.
        package let bytes: Result<[UInt8], Problem>
    }

    static let mediaType = "application/x-ndjson"

    let body: RequestBody
    /// Bytes of a line.
    let limit: Int
    let share: HeldBytes.Share

    /// Hands the lines over in groups, each as soon as the one before is done with.
    ///
    /// - Throws: what `take` does; what the reading of the body does once the lines before it are handed over. A line
    ///   that broke off is none.
    package func inGroups(_ take: ([Line]) async throws -> Void) async throws {
        let gathered = LineBuffer()
        defer { gathered.close() }
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await read(into: gathered) }
            while let group = await gathered.next() {
                try await take(group)
                share.moved()
            }
            try await tasks.waitForAll()
        }
    }

    private func read(into gathered: LineBuffer) async throws {
        defer { gathered.finish() }
        var cutter = LineCutter(limit: limit)
        for try await part in body {
            share.moved()
            for line in cutter.lines(endingIn: part.readableBytesView) { await gathered.add(line) }
        }
        if let last = cutter.last() { await gathered.add(last) }
    }
}

/// Cuts bytes into lines, whose ends (LF or CRLF) are not part of them. Blank lines count and are left out.
struct LineCutter {
    private let limit: Int
    private var begun: [UInt8] = []
    private var isTooLong = false
    private var number = 0

    init(limit: Int) { self.limit = limit }

    /// The lines that end in some further bytes.
    mutating func lines(endingIn bytes: some Collection<UInt8>) -> [RequestLines.Line] {
        var lines: [RequestLines.Line] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            append(rest[..<end])
            if let line = ended() { lines.append(line) }
            rest = rest[rest.index(after: end)...]
        }
        append(rest)
        return lines
    }

    /// The last line, where it has no end.
    mutating func last() -> RequestLines.Line? { ended() }

    private mutating func append(_ bytes: some Collection<UInt8>) {
        if isTooLong { return }
        if begun.count + bytes.count > limit {
            isTooLong = true
            begun = []
        } else {
            begun.append(contentsOf: bytes)
        }
    }

    private mutating func ended() -> RequestLines.Line? {
        defer { (begun, isTooLong) = ([], false) }
        number += 1
        if isTooLong {
            let problem = Problem(.bodyTooLarge, "A line may have \(limit) bytes at most.")
            return RequestLines.Line(number: number, bytes: .failure(problem))
        }
        if begun.last == UInt8(ascii: "\r") { begun.removeLast() }
        let isBlank = begun.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        return isBlank ? nil : RequestLines.Line(number: number, bytes: .success(begun))
    }
}
