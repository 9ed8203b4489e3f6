import Domain
import Foundation
import Postgres
import Rendering
import Store
import Synchronization

/// Writes the content of an export, all of it from one snapshot.
struct ExportWriting: Sendable {
    let order: ExportOrder
    let desk: DeskProfile
    /// Of the desk's public pages, which the content names.
    let address: PublicAddress
    /// For whoever waits for the end.
    let progress: ExportProgress

    /// - Parameters:
    ///   - session: in a transaction whose statements all see one moment.
    ///   - moment: of the primary, up to which a replica surely sees everything; nil on the primary.
    ///   - counts: count first what will come; takes a second for a million verdicts.
    /// - Returns: what was written, without files.
    /// - Throws: what the writer does when nobody reads any more.
    func run(
        in session: Session, at moment: PrimaryMoment?, counts: Bool, auditHead: AuditHead,
        _ writer: inout PieceWriter
    ) throws -> ExportManifest {
        progress.begin()
        // The first statement: it takes the snapshot.
        let clock = try session.timeOfClock()
        // Whoever asks next for what came since then must miss nothing: not the time of a replica's clock.
        let snapshotAt = moment?.at ?? clock
        try ExportRows.prepare(order.filter, address: address.claimPrefix, on: desk.id, in: session)
        var byStatus: [String: Int] = [:]
        if counts {
            byStatus = try ExportRows.counts(in: session)
            progress.expect(byStatus.values.reduce(0, +))
        }
        let removed = try RemovedWords.standing(on: desk.id, in: session)
        func manifest(_ verdicts: Int) -> ExportManifest {
            ExportManifest(
                desk: removed.off(desk.name), deskSlug: desk.slug, order: removed.off(order), snapshotAt: snapshotAt,
                verdicts: verdicts,
                byStatus: byStatus, auditHead: auditHead)
        }
        switch order.format {
        case .csv: return manifest(try writeCSV(in: session, &writer))
        case .ndjson: return manifest(try writeLines(in: session, &writer))
        case .json: return manifest(try writeArray(in: session, &writer))
        case .claimreview:
            var rows = ClaimReviewRows(desk: removed.off(desk), address: address, progress: progress)
            let feed = try rows.write(auditHead: auditHead, in: session, &writer)
            var manifest = manifest(feed.count)
            (manifest.omitted, manifest.omissions) = (feed.omitted, feed.omissions)
            return manifest
        case .zip:
            var archive = ReportArchive(desk: desk.id, date: snapshotAt, progress: progress)
            return try archive.write(manifest(byStatus.values.reduce(0, +)), in: session, &writer)
        }
    }

    /// RFC 4180 ends lines with CR LF, COPY with LF.
    private func writeCSV(in session: Session, _ writer: inout PieceWriter) throws -> Int {
        if order.byteOrderMark { try writer.write("\u{FEFF}") }
        var isHeader = true
        var columns: [String] = []
        let removed = try RemovedWords.standing(on: desk.id, in: session)
        return try ExportRows.copyCSV(defused: order.defusesFormulas, in: session) { row in
            if removed.isEmpty || isHeader {
                try Self.write(plain: row.dropLast(), &writer)
                if isHeader { columns = CSV.cells(of: String(decoding: row.dropLast(), as: UTF8.self)) }
            } else {
                let text = String(decoding: row.dropLast(), as: UTF8.self)
                try writer.write(PlainText.of(removed.off(row: text, columns: columns), lineEnd: " "))
            }
            try writer.write("\r\n")
            if !isHeader { progress.step() }
            isHeader = false
        }
    }

    private func writeLines(in session: Session, _ writer: inout PieceWriter) throws -> Int {
        var line: [UInt8] = []
        let removed = try RemovedWords.standing(on: desk.id, in: session)
        return try ExportRows.copyJSON(in: session) { row in
            try writer.write(try Self.escaped(row, without: removed, &line))
            progress.step()
        }
    }

    private func writeArray(in session: Session, _ writer: inout PieceWriter) throws -> Int {
        var isFirst = true
        try writer.write("[")
        var line: [UInt8] = []
        let removed = try RemovedWords.standing(on: desk.id, in: session)
        let count = try ExportRows.copyJSON(in: session) { row in
            try writer.write(isFirst ? "\n" : ",\n")
            isFirst = false
            try writer.write(try Self.escaped(row, without: removed, &line).dropLast())
            progress.step()
        }
        try writer.write("\n]\n")
        return count
    }

    /// A row of CSV as it goes out: `CSV.cell` makes its cells plain likewise.
    private static func write(plain row: Slice<UnsafeRawBufferPointer>, _ writer: inout PieceWriter) throws {
        guard PlainText.isCareNeeded(UnsafeRawBufferPointer(rebasing: row)) else { return try writer.write(row) }
        try writer.write(PlainText.of(String(decoding: row, as: UTF8.self), lineEnd: " "))
    }

    /// A row of JSON as `JSON.text` would have written it: the database leaves in what some readers of lines cut at.
    ///
    /// - Parameter line: where it is written, to be used again for the next row.
    private static func escaped(
        _ row: UnsafeRawBufferPointer, without removed: RemovedWords, _ line: inout [UInt8]
    ) throws -> [UInt8] {
        if !removed.isEmpty {
            return Array((removed.off(exported: try JSON(reading: Array(row))).text() + "\n").utf8)
        }
        line.removeAll(keepingCapacity: true)
        JSONEscapes.appendJSON(row, to: &line)
        return line
    }
}

/// How far the writing of an export is. A class, because the writer is on another thread than those who look.
final class ExportProgress: Sendable {
    private let done = Atomic(0)
    /// −1 before it is known.
    private let total = Atomic(-1)

    /// From the beginning, perhaps once more.
    func begin() {
        done.store(0, ordering: .relaxed)
        total.store(-1, ordering: .relaxed)
    }

    func step() { done.wrappingAdd(1, ordering: .relaxed) }

    func expect(_ count: Int) { total.store(count, ordering: .relaxed) }

    var current: (done: Int, total: Int?) {
        let total = total.load(ordering: .relaxed)
        return (done.load(ordering: .relaxed), total < 0 ? nil : total)
    }
}
