package import Domain
package import Foundation
import Postgres
import Rendering
import Store

// What editors do with exports.
extension Desk {
    /// Orders a file; a worker makes it.
    ///
    /// - Parameter server: where the public reaches the desk's pages, which the file names: `https://desk.example.org`.
    /// - Throws: `InputError`, `NotFound` for an article that the desk does not have, `ExportError.tooMany`.
    package func requestExport(_ order: ExportOrder, server: String, by caller: Caller) async throws -> ShownExport {
        try order.validate()
        return try await change(.requestExport, by: caller) { change in
            let (desk, session) = (change.desk, change.session)
            // One after the other, so that two requests cannot both be the last one that is let in.
            _ = try DeskProfile.lock(desk, in: session)
            try Self.requireKnown(order.filter, on: desk, in: session)
            if try Export.countUnderWay(on: desk, in: session) >= Export.limit {
                throw ExportError.tooMany(limit: Export.limit)
            }
            let (id, job): (Export.ID, Job.ID) = (change.newID(), change.newID())
            try Export.insert(id, order, server: server, job: job, by: change.member, on: desk, in: session)
            // After articles: somebody is waiting for those.
            try Job.enqueue(job, .makeExport, ExportTask(exportID: id), priority: -10, on: desk, in: session)
            try change.audit(.exportRequested, "export", id.rawValue, ["format": order.format.rawValue])
            return try ShownExport.get(id, on: desk, in: session)
        }
    }

    /// The newest first.
    package func exports(_ page: PageRequest, for principal: Principal) async throws -> Page<ShownExport> {
        try await read(.seeExports, for: principal) { session in
            let slug = try DeskProfile.get(principal.deskID, in: session).slug
            let removed = try RemovedWords.standing(on: principal.deskID, in: session)
            let page = try Export.page(page, on: principal.deskID, in: session)
            return Page(
                items: page.items.map { ShownExport(export: removed.off($0), deskSlug: slug) }, next: page.next)
        }
    }

    /// - Throws: `NotFound`.
    package func export(_ id: Export.ID, for principal: Principal) async throws -> ShownExport {
        try await read(.seeExports, for: principal) { try ShownExport.get(id, on: principal.deskID, in: $0) }
    }

    /// Stops the making of a file, or removes it; doing so again changes nothing.
    ///
    /// - Throws: `NotFound`.
    package func cancelExport(_ id: Export.ID, by caller: Caller) async throws -> ShownExport {
        try await change(.cancelExport, by: caller) { change in
            let (desk, session) = (change.desk, change.session)
            let found = try Export.lock(id, on: desk, in: session)
            if found.export.state.next.contains(.cancelled) {
                // A worker that is at it loses the job at its next beat, and its pieces belong to nothing.
                _ = try Job.cancel(found.job, in: session)
                try Export.end(id, .cancelled, error: nil, on: desk, in: session)
                try change.audit(.exportCancelled, "export", id.rawValue)
            }
            return try ShownExport.get(id, on: desk, in: session)
        }
    }

    /// Bytes of an export's file, from an offset on: as many as lie together, never none.
    ///
    /// - Throws: `ExportError.gone` when the file has gone meanwhile.
    package func exportBytes(of id: Export.ID, from offset: Int, for principal: Principal) async throws -> Data {
        try await readOneMomentAnywhere(.seeExports, for: principal) { session in
            let content = try ExportPart.read(from: offset, of: id, on: principal.deskID, in: session)
            guard let content, !content.isEmpty else {
                throw ExportError.gone(try Export.get(id, on: principal.deskID, in: session).state)
            }
            return content
        }
    }

    /// Takes a place among the exports that are streamed; it is free again when the permit is dropped.
    ///
    /// - Throws: `ExportError.tooManyStreams`, `ExportError.notStreamed`, `InputError`, `NotFound` for the article.
    package func prepareStream(
        _ order: ExportOrder, server: String, for principal: Principal
    ) async throws -> ExportStream {
        // Before a place is taken from those who may.
        try principal.require(.streamExport)
        try order.validate()
        guard order.format.isStreamed else { throw ExportError.notStreamed(order.format) }
        let permit = try exportStreams.admit()
        let (profile, head) = try await read(.streamExport, for: principal) { session in
            try Self.requireKnown(order.filter, on: principal.deskID, in: session)
            return (
                try DeskProfile.get(principal.deskID, in: session),
                AuditHead(try AuditSeal.last(on: principal.deskID, in: session))
            )
        }
        let writing = ExportWriting(
            order: order, desk: profile, address: PublicAddress(server: server, slug: profile.slug),
            progress: ExportProgress())
        return ExportStream(desk: self, writing: writing, permit: permit, auditHead: head)
    }

    /// A filter that names what the desk does not have would find nothing, and look as if there were nothing.
    ///
    /// - Throws: `NotFound` for the article, `InputError` for a rating that no version of a scale of the desk has.
    private static func requireKnown(_ filter: ExportFilter, on desk: DeskProfile.ID, in session: Session) throws {
        if let article = filter.articleID { _ = try Article.get(article, on: desk, in: session) }
        if filter.ratings.isEmpty { return }
        let known = try Rating.keys(on: desk, in: session)
        if let stranger = filter.ratings.firstIndex(where: { !known.contains($0) }) {
            throw InputError(
                "ratings[\(stranger)]", "is no rating of this desk; there are \(known.joined(separator: ", "))")
        }
    }
}

/// An export with what its JSON names besides.
package struct ShownExport: Sendable {
    package let export: Export
    package let deskSlug: String

    package var json: JSON { export.json(desk: deskSlug) }

    /// - Throws: `NotFound`.
    static func get(_ id: Export.ID, on desk: DeskProfile.ID, in session: Session) throws -> ShownExport {
        ShownExport(
            export: try RemovedWords.standing(on: desk, in: session).off(Export.get(id, on: desk, in: session)),
            deskSlug: try DeskProfile.get(desk, in: session).slug)
    }
}

/// An export that goes straight to whoever asked for it.
package struct ExportStream: Sendable {
    private let desk: Desk
    private let writing: ExportWriting
    private let permit: StreamPermit
    /// Where the audit trail ended when it was asked for.
    package let auditHead: AuditHead

    init(desk: Desk, writing: ExportWriting, permit: StreamPermit, auditHead: AuditHead) {
        self.desk = desk
        self.writing = writing
        self.permit = permit
        self.auditHead = auditHead
    }

    package var deskSlug: String { writing.desk.slug }

    /// Runs the export.
    ///
    /// - Parameter receive: gets the bytes in order.
    /// - Returns: what was written.
    /// - Throws: what `receive` does; `CancellationError`; `ExportError.stalled`; `Unavailable`.
    package func run(_ receive: ([UInt8]) async throws -> Void) async throws -> ExportManifest {
        // The permit lives as long as this value does, and so for as long as this runs.
        defer { withExtendedLifetime(permit) {} }
        do {
            return try await desk.pump(writing, counts: false, receive)
        } catch is BrokenOff {
            throw Unavailable(.tooSlow, reason: "an export's transaction broke off and cannot be repeated")
        }
    }
}
