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
        var lines = reader()
        while let line = try lines.next() { try body(line.bytes) }
    }

    /// The lines one by one.
    func reader() -> Reader { Reader(file: self) }

    /// Reads a line when it is asked for one.
    struct Reader {
        fileprivate let file: LineFile
        /// Read, and not handed out yet; the last one may go on.
        private var lines: [[UInt8]] = []
        private var begun: [UInt8] = []
        private var number = 0
        private var isAtEnd = false

        fileprivate init(file: LineFile) { self.file = file }

        /// The next line that is not empty, with its number from 1; nil after the last.
        ///
        /// - Throws: `Failure` when reading fails.
        mutating func next() throws -> (number: Int, bytes: [UInt8])? {
            while true {
                while let line = lines.popLast() {
                    number += 1
                    let bytes = line.last == UInt8(ascii: "\r") ? line.dropLast() : line[...]
                    if !bytes.isEmpty { return (number, Array(bytes)) }
                }
                if isAtEnd { return nil }
                try readOn()
            }
        }

        /// Fills `lines`, the next one last.
        private mutating func readOn() throws {
            let data: Data
            do {
                data = try file.handle.read(upToCount: LineFile.piece) ?? Data()
            } catch {
                throw Failure("\(file.name) cannot be read: \(error.localizedDescription)")
            }
            isAtEnd = data.isEmpty
            if isAtEnd {
                lines = [begun]
                return
            }
            var pieces = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { Array($0) }
            pieces[0] = begun + pieces[0]
            begun = pieces.removeLast()
            lines = pieces.reversed()
        }
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
