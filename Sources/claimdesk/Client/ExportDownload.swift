import Digests
import Domain
import Foundation

/// Fetches an export's file in parts, so that a broken connection costs one part and memory stays flat.
struct ExportDownload {
    private static let part = 8 << 20

    let desk: Client
    let path: [String]
    let file: Shapes.Export.File

    /// Writes the file: beside it first, under its own name when it is whole and its SHA-256 is the one it should have.
    ///
    /// - Parameters:
    ///   - name: of the file; `-` for stdout, which cannot be taken back.
    ///   - progress: told the bytes that are there.
    /// - Throws: `Failure` when it cannot be written or is not the desk's file, `Problem`.
    func save(to name: String, _ progress: (Int) -> Void) async throws {
        if name == "-" {
            var digest = SHA256()
            try await fetch(from: 0, progress) { data in
                digest.update(data)
                try FileHandle.standardOutput.write(contentsOf: data)
            }
            return try compare(digest)
        }
        let partial = name + ".part"
        let handle = try open(partial)
        defer { handle.closeFile() }
        var digest = SHA256()
        let begun = try resume(handle, &digest)
        do {
            try await fetch(from: begun, progress) { data in
                digest.update(data)
                try handle.write(contentsOf: data)
            }
            try handle.synchronize()
        } catch let error as CocoaError {
            throw Failure("\(partial) cannot be written: \(error.localizedDescription)")
        }
        do {
            try compare(digest)
        } catch {
            // What is there is of another file, or spoiled: the next try begins anew.
            try FileManager.default.removeItem(atPath: partial)
            throw error
        }
        guard rename(partial, name) == 0 else {
            throw Failure("\(name) cannot be written: \(String(cString: strerror(errno)))")
        }
    }

    private func fetch(
        from start: Int, _ progress: (Int) -> Void, _ receive: (Data) throws -> Void
    ) async throws {
        var offset = start
        progress(offset)
        while offset < file.bytes {
            let last = min(file.bytes, offset + Self.part) - 1
            let answer = try await desk.get(
                path, accept: "*/*", headers: ["Range": "bytes=\(offset)-\(last)", "If-Range": "\"\(file.sha256)\""])
            guard answer.status == 206 else { throw Failure("the desk's file is another one now; order it again") }
            try receive(answer.body)
            offset += answer.body.count
            progress(offset)
        }
    }

    private func open(_ name: String) throws -> FileHandle {
        if !FileManager.default.fileExists(atPath: name), !FileManager.default.createFile(atPath: name, contents: nil) {
            throw Failure("\(name) cannot be written")
        }
        do {
            return try FileHandle(forUpdating: URL(filePath: name))
        } catch {
            throw Failure("\(name) cannot be written: \(error.localizedDescription)")
        }
    }

    /// Reads what an earlier try left behind, so that the digest is of the whole.
    ///
    /// - Returns: how many bytes are there.
    private func resume(_ handle: FileHandle, _ digest: inout SHA256) throws -> Int {
        var count = 0
        while let data = try handle.read(upToCount: Self.part), !data.isEmpty {
            digest.update(data)
            count += data.count
        }
        if count <= file.bytes { return count }
        digest = SHA256()
        try handle.truncate(atOffset: 0)
        return 0
    }

    private func compare(_ digest: consuming SHA256) throws(Failure) {
        let found = digest.finalize().hexadecimal
        if found != file.sha256 {
            throw Failure("the file is not what the desk made: SHA-256 \(found), not \(file.sha256)")
        }
    }
}
