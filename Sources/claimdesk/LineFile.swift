import Domain
import Foundation

/// A file of lines that is read a piece at a time, so that its length does not matter; `-` is standard input.
struct LineFile {
    private static let piece = 1 << 16

    private let name: String
    private let handle: FileHandle

    /// - Throws: `Failure` when it cannot be opened.
    init(_ name: String) throws(Failure) {
        self.name = name
        if name == "-" {
            handle = .standardInput
            return
        }
        guard let handle = FileHandle(forReadingAtPath: name) else {
            throw Failure("\(name) cannot be read: \(String(cString: strerror(errno)))")
        }
        self.handle = handle
    }

    /// Calls `body` with each line's bytes, without its end (LF or CRLF); empty lines are left out.
    ///
    /// - Throws: `Failure` when reading fails.
    func each(_ body: ([UInt8]) throws -> Void) throws {
        var rest: [UInt8] = []
        while true {
            let data: Data
            do {
                data = try handle.read(upToCount: Self.piece) ?? Data()
            } catch {
                throw Failure("\(name) cannot be read: \(error.localizedDescription)")
            }
            if data.isEmpty { break }
            var pieces = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { Array($0) }
            pieces[0] = rest + pieces[0]
            rest = pieces.removeLast()
            for line in pieces { try Self.hand(line, to: body) }
        }
        try Self.hand(rest, to: body)
    }

    private static func hand(_ line: [UInt8], to body: ([UInt8]) throws -> Void) throws {
        let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        if !line.isEmpty { try body(line) }
    }
}

/// Where an export goes: a file, or standard output.
struct OutputFile {
    private let name: String
    private let handle: FileHandle

    /// Makes the file anew.
    ///
    /// - Parameter name: nil for standard output.
    /// - Throws: `Failure` when it cannot be made.
    init(_ name: String?) throws(Failure) {
        self.name = name ?? "standard output"
        guard let name else {
            handle = .standardOutput
            return
        }
        guard FileManager.default.createFile(atPath: name, contents: nil),
            let handle = FileHandle(forWritingAtPath: name)
        else { throw Failure("\(name) cannot be written: \(String(cString: strerror(errno)))") }
        self.handle = handle
    }

    /// - Throws: `Failure` when it cannot be written.
    func write(_ lines: [AuditLine]) throws(Failure) {
        do {
            try handle.write(contentsOf: Data(lines.map { $0.text + "\n" }.joined().utf8))
        } catch {
            throw Failure("\(name) cannot be written: \(error.localizedDescription)")
        }
    }

    /// - Throws: `Failure` when what was written cannot be kept.
    func close() throws(Failure) {
        if name == "standard output" { return }
        do { try handle.close() } catch { throw Failure("\(name) cannot be written: \(error.localizedDescription)") }
    }
}
