import Domain
import Postgres
import Store

extension Desk {
    /// Writes an export in one transaction of one moment, and hands its bytes over as they come.
    ///
    /// - Parameters:
    ///   - counts: see `ExportWriting.run`.
    ///   - anywhere: on the replica if there is one; false for the primary alone.
    ///   - receive: gets the pieces in order; nothing is written on while it is several pieces behind.
    /// - Returns: what was written, when all of it was received.
    /// - Throws: what `receive` does; `CancellationError`; `ExportError.stalled`; `Unavailable`; `BrokenOff` when the replica left
    ///   after something was received: not when nothing was, since that is written by the primary then.
    func pump(
        _ writing: ExportWriting, counts: Bool, anywhere: Bool = true, _ receive: ([UInt8]) async throws -> Void
    ) async throws -> ExportManifest {
        let pipe = BytePipe()
        return try await withTaskCancellationHandler {
            try await withThrowingTaskGroup(of: ExportManifest.self) { group in
                group.addTask { try await write(writing, counts: counts, anywhere: anywhere, to: pipe) }
                do {
                    while let piece = await pipe.next() { try await receive(piece) }
                } catch {
                    pipe.close()
                    throw error
                }
                guard let manifest = try await group.next() else { throw CancellationError() }
                return manifest
            }
        } onCancel: {
            pipe.close()
        }
    }

    private func write(
        _ writing: ExportWriting, counts: Bool, anywhere: Bool, to pipe: BytePipe
    ) async throws -> ExportManifest {
        defer { pipe.finish() }
        let body = { @Sendable (session: Session, moment: PrimaryMoment?) throws -> ExportManifest in
            try pipe.begin()
            var writer = PieceWriter(pipe)
            let head = AuditHead(try AuditSeal.last(on: writing.desk.id, in: session))
            let manifest = try writing.run(in: session, at: moment, counts: counts, auditHead: head, &writer)
            try writer.flush()
            return manifest
        }
        return anywhere
            ? try await readToldMomentAnywhereAsDesk(body) : try await readOneMomentAsDesk { try body($0, nil) }
    }
}
