import Digests
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Workflow

/// Verdicts by the year: as a file that a worker makes, or straight to the client.
enum ExportRoutes {
    /// - Parameter publicURL: see `ServerSettings`; exports name pages there.
    static func all(publicURL: String) -> [Route] {
        [
            Route(
                .post, "/v1/exports", .act(.requestExport), "Order a file of the desk's verdicts; a worker makes it.",
                body: ExportOrder.self,
                handler: { call in
                    let server = call.server(publicURL: publicURL)
                    let order = try call.read(ExportOrder.self)
                    return try await call.change {
                        try await call.desk.requestExport(order, server: server, by: $0)
                    } answer: {
                        .json($0.json, status: .accepted, headers: [.location: "/v1/exports/\($0.export.id)"])
                    }
                }),
            Route(
                .get, "/v1/exports", .act(.seeExports), "List the desk's exports, newest first.", query: Route.paging,
                handler: list),
            Route(
                .get, "/v1/exports/stream", .act(.streamExport),
                "Export verdicts straight into the answer (CSV, NDJSON or JSON).", query: ExportOrder.fieldNames,
                handler: { try await stream($0, publicURL: publicURL) }),
            Route(
                .get, "/v1/exports/{id}", .act(.seeExports), "Read how far an export is, and what its file holds.",
                handler: show),
            Route(
                .delete, "/v1/exports/{id}", .act(.cancelExport), "Stop an export, or remove its file.", handler: cancel
            ),
            Route(
                .get, "/v1/exports/{id}/file", .act(.seeExports), "Download an export's file, or a range of it.",
                handler: file),
        ]
    }

    private static func list(_ call: Call) async throws -> Response {
        .json(try await call.desk.exports(try call.query.page(), for: try call.principal).json(\.json))
    }

    private static func show(_ call: Call) async throws -> Response {
        .json(try await call.desk.export(try call.id("export"), for: try call.principal).json)
    }

    private static func cancel(_ call: Call) async throws -> Response {
        let id = try call.id("export", of: Export.self)
        return try await call.change {
            try await call.desk.cancelExport(id, by: $0)
        } answer: {
            .json($0.json)
        }
    }

    // MARK: Straight into the answer

    private static func stream(_ call: Call, publicURL: String) async throws -> Response {
        let order = try ExportOrder(call.query)
        let server = call.server(publicURL: publicURL)
        let stream = try await call.desk.prepareStream(order, server: server, for: try call.principal)
        let day = Timestamp.day(Date())
        let headers: HTTPFields = [
            .contentType: order.format.mediaType,
            .contentDisposition:
                "attachment; filename=\"claimdesk-\(stream.deskSlug)-\(day).\(order.format.fileExtension)\"",
            .auditHead: "\(stream.auditHead.batch) \(stream.auditHead.hash)",
            .trailer: "Repr-Digest, Claimdesk-Verdicts, Claimdesk-Snapshot",
            .xAccelBuffering: "no",
        ]
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                var digest = SHA256()
                let manifest = try await stream.run { piece in
                    digest.update(piece)
                    try await writer.write(ByteBuffer(bytes: piece))
                }
                // Only who gets this far has the whole: an export that breaks off closes the connection instead.
                try await writer.finish([
                    .reprDigest: "sha-256=:\(Data(digest.finalize()).base64EncodedString()):",
                    .verdicts: String(manifest.verdicts),
                    .snapshot: Timestamp.text(manifest.snapshotAt),
                ])
            })
    }

    // MARK: A file

    private static func file(_ call: Call) async throws -> Response {
        let id: Export.ID = try call.id("export")
        let principal = try call.principal
        let shown = try await call.desk.export(id, for: principal)
        let export = shown.export
        guard export.state == .ready, let size = export.bytes, let sha256 = export.sha256 else {
            throw export.state.isUnderWay ? ExportError.notReady(export.state) : ExportError.gone(export.state)
        }
        let tag = "\"\(sha256)\""
        if let unneeded = try Response.unneeded(for: call.request, tag: tag) { return unneeded }
        let request = call.request.headers
        let range = try ByteRange.asked(request[.range], condition: request[.ifRange], tag: tag, size: size)
        let wanted = range ?? 0..<size
        var headers: HTTPFields = [
            .contentType: export.order.format.mediaType,
            .contentDisposition: "attachment; filename=\"\(export.fileName(desk: shown.deskSlug))\"",
            .eTag: tag,
            .acceptRanges: "bytes",
        ]
        if let digest = Hexadecimal.decoded(sha256) {
            headers[.reprDigest] = "sha-256=:\(Data(digest).base64EncodedString()):"
        }
        if let head = export.manifest?.auditHead { headers[.auditHead] = "\(head.batch) \(head.hash)" }
        if range != nil { headers[.contentRange] = "bytes \(wanted.lowerBound)-\(wanted.upperBound - 1)/\(size)" }
        // Not the body's own length: that would say that all of it is there already (`PacedAnswers`).
        headers[.contentLength] = String(wanted.count)
        let desk = call.desk
        return Response(
            status: range == nil ? .ok : .partialContent, headers: headers,
            body: ResponseBody { writer in
                var offset = wanted.lowerBound
                while offset < wanted.upperBound {
                    let bytes = try await desk.exportBytes(of: id, from: offset, for: principal)
                        .prefix(wanted.upperBound - offset)
                    try await writer.write(ByteBuffer(bytes: bytes))
                    offset += bytes.count
                }
                try await writer.finish(nil)
            })
    }
}
