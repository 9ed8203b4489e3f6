import Digests
import Domain
import Foundation
import Store

// What the worker does for exports.
extension Desk {
    /// Bytes of a stored piece.
    private static let partSize = 1 << 20

    /// Makes an export's file. Its last word and the job's completion are one transaction: whoever looks finds the whole
    /// file or none, whatever became of the workers that were at it.
    ///
    /// - Throws: `JobError.leaseLost` when the job was given to another worker meanwhile.
    func makeExport(_ task: ExportTask, for job: Job) async throws -> JobResult {
        guard let build = job.token else { throw JobError.leaseLost }
        let (desk, id) = (job.deskID, task.exportID)
        let found = try await writeAsDesk { session -> (order: ExportOrder, server: String, desk: DeskProfile)? in
            let found = try Export.lock(id, on: desk, in: session)
            try job.hold(in: session)
            guard found.export.state.isUnderWay else { return nil }
            try Export.begin(id, build: build, on: desk, in: session)
            return (found.export.order, found.server, try DeskProfile.get(desk, in: session))
        }
        guard let found else { return .nothing }

        let writing = ExportWriting(
            order: found.order, desk: found.desk,
            address: PublicAddress(server: found.server, slug: found.desk.slug), progress: ExportProgress())
        let file: WrittenFile
        do {
            file = try await writeFile(of: writing, id, build: build, anywhere: true)
        } catch is BrokenOff {
            // The replica left in the middle of it, or had to make room for what it replays: the whole once more on the primary.
            try await writeAsDesk { try ExportPart.remove(of: id, build: build, on: desk, in: $0) }
            file = try await writeFile(of: writing, id, build: build, anywhere: false)
        }
        defer { signals.announce(desk) }
        try await writeAsDesk { session in
            let export = try Export.lock(id, on: desk, in: session).export
            try job.finish(.completed, in: session)
            guard export.state == .running else { return }
            if !file.rest.isEmpty {
                try ExportPart.insert(file.rest, at: file.end, of: id, build: build, on: desk, in: session)
            }
            try Export.setReady(
                id, done: writing.progress.current.done, bytes: file.size, sha256: file.sha256,
                manifest: file.manifest.naming(export.fileName(desk: found.desk.slug)), on: desk, in: session)
            try log(
                .exportReady, "export", id.rawValue,
                ["verdicts": String(file.manifest.verdicts), "sha256": file.sha256.hexadecimal], on: desk,
                in: session)
        }
        return .stored
    }

    /// Stores the file piece by piece, but for its end.
    private func writeFile(
        of writing: ExportWriting, _ id: Export.ID, build: Int, anywhere: Bool
    ) async throws -> WrittenFile {
        var digest = SHA256()
        var (part, start) = (Data(capacity: Self.partSize + BytePipe.pieceSize), 0)
        var manifest = try await pump(writing, counts: true, anywhere: anywhere) { piece in
            part.append(contentsOf: piece)
            digest.update(piece)
            guard part.count >= Self.partSize else { return }
            let (content, offset) = (part, start)
            try await store(content, at: offset, of: id, build: build, writing.progress, on: writing.desk.id)
            start += part.count
            part.removeAll(keepingCapacity: true)
        }
        let sha256 = Data(digest.finalize())
        manifest.files = [
            ExportManifest.File(
                name: "", mediaType: writing.order.format.mediaType, bytes: start + part.count,
                sha256: sha256.hexadecimal)
        ]
        return WrittenFile(manifest: manifest, sha256: sha256, end: start, rest: part)
    }

    private func store(
        _ content: Data, at start: Int, of id: Export.ID, build: Int, _ progress: ExportProgress,
        on desk: DeskProfile.ID
    ) async throws {
        try await writeAsDesk { session in
            try ExportPart.insert(content, at: start, of: id, build: build, on: desk, in: session)
            let (done, total) = progress.current
            try Export.note(id, build: build, done: done, total: total, on: desk, in: session)
        }
    }

    /// Marks files whose time is over, and deletes pieces that belong to no file.
    ///
    /// - Returns: how many rows.
    func pruneExports(as turn: UpkeepTurn?) async throws -> Int {
        let expired = try await writeAsDesk(holding: turn) { session in
            let expired = try Export.expire(in: session)
            for (desk, id) in expired { try log(.exportExpired, "export", id.rawValue, on: desk, in: session) }
            return expired.count
        }
        var pieces = 0
        while true {
            let count = try await writeAsDesk(holding: turn) { try ExportPart.prune(limit: 100, in: $0) }
            pieces += count
            if count < 100 { return expired + pieces }
        }
    }
}

/// An export's file of which all but the end is stored.
private struct WrittenFile: Sendable {
    let manifest: ExportManifest
    let sha256: Data
    /// Where the stored pieces end.
    let end: Int
    let rest: Data

    var size: Int { end + rest.count }
}

extension ExportManifest {
    /// The same with its one file named.
    fileprivate func naming(_ name: String) -> ExportManifest {
        var manifest = self
        manifest.files = files.map { File(name: name, mediaType: $0.mediaType, bytes: $0.bytes, sha256: $0.sha256) }
        return manifest
    }
}
