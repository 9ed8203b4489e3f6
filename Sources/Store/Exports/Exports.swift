package import Domain
package import Foundation
package import Postgres

extension Export {
    private static let columns: SQL = """
        e.id, e.request, e.state, e.requested_by, m.name AS requested_by_name, e.requested_at, e.started_at,
            e.finished_at, e.expires_at, e.done, e.total, e.bytes, encode(e.sha256, 'hex') AS sha256, e.manifest, e.error
        """
    private static let tables: SQL = "exports e JOIN members m ON m.desk_id = e.desk_id AND m.id = e.requested_by"

    init(row: Row) throws {
        let manifest: JSONValue<ExportManifest>? = try row["manifest"]
        self.init(
            id: try row["id"], order: (try row["request"] as JSONValue<ExportOrder>).value, state: try row["state"],
            requestedBy: try row["requested_by"], requestedByName: try row["requested_by_name"],
            requestedAt: try row["requested_at"], startedAt: try row["started_at"],
            finishedAt: try row["finished_at"], expiresAt: try row["expires_at"], done: try row["done"],
            total: try row["total"], bytes: try row["bytes"], sha256: try row["sha256"], manifest: manifest?.value,
            error: try row["error"])
    }

    /// - Throws: `NotFound` when the desk has no such export.
    package static func get(_ id: ID, on desk: DeskProfile.ID, in session: Session) throws -> Export {
        let found = try session.first(
            "SELECT \(columns) FROM \(tables) WHERE e.desk_id = \(desk) AND e.id = \(id)", Export.init)
        guard let found else { throw NotFound("export") }
        return found
    }

    /// The newest first.
    package static func page(
        _ page: PageRequest, on desk: DeskProfile.ID, in session: Session
    ) throws -> Page<Export> {
        let place: ID? = try page.idPlace()
        let rows = try session.all(
            """
            SELECT \(columns) FROM \(tables)
            WHERE e.desk_id = \(desk) AND (\(place)::uuid IS NULL OR e.id < \(place))
            ORDER BY e.id DESC
            \(SQL.limit(page))
            """, Export.init)
        return Page(rows, page) { [$0.id.description] }
    }

    /// How many of the desk's exports a worker has before it.
    package static func countUnderWay(on desk: DeskProfile.ID, in session: Session) throws -> Int {
        try session.first(
            """
            SELECT count(*) AS count FROM exports
            WHERE desk_id = \(desk) AND state IN ('queued', 'running')
            """
        ) { try $0["count"] } ?? 0
    }

    package static func insert(
        _ id: ID, _ order: ExportOrder, server: String, job: Job.ID, by member: Member.ID, on desk: DeskProfile.ID,
        in session: Session
    ) throws {
        try session.execute(
            """
            INSERT INTO exports (desk_id, id, request, server, job_id, requested_by)
            VALUES (\(desk), \(id), \(JSONValue(order)), \(server), \(job), \(member))
            """)
    }

    /// What making the file needs besides the export itself, locked until the transaction ends.
    package static func lock(
        _ id: ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> (export: Export, server: String, job: Job.ID) {
        let found = try session.first(
            "SELECT server, job_id FROM exports WHERE desk_id = \(desk) AND id = \(id) FOR UPDATE"
        ) { (server: try $0.decode("server", as: String.self), job: try $0.decode("job_id", as: Job.ID.self)) }
        guard let found else { throw NotFound("export") }
        return (try get(id, on: desk, in: session), found.server, found.job)
    }

    /// A worker begins it, from the beginning.
    package static func begin(_ id: ID, build: Int, on desk: DeskProfile.ID, in session: Session) throws {
        try session.execute(
            """
            UPDATE exports
            SET state = 'running', build = \(build), started_at = clock_timestamp(), done = 0, total = NULL
            WHERE desk_id = \(desk) AND id = \(id)
            """)
    }

    /// Notes how far an attempt is; one that another has overtaken notes nothing.
    package static func note(
        _ id: ID, build: Int, done: Int, total: Int?, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            """
            UPDATE exports SET done = \(done), total = \(total)
            WHERE desk_id = \(desk) AND id = \(id) AND state = 'running' AND build = \(build)
            """)
    }

    /// The file is whole.
    package static func setReady(
        _ id: ID, done: Int, bytes: Int, sha256: Data, manifest: ExportManifest, on desk: DeskProfile.ID,
        in session: Session
    ) throws {
        try session.execute(
            """
            UPDATE exports
            SET state = 'ready', finished_at = now(), expires_at = now() + make_interval(secs => \(Double(lifetime))),
                done = \(done), total = \(done), bytes = \(bytes), sha256 = \(sha256), manifest = \(JSONValue(manifest))
            WHERE desk_id = \(desk) AND id = \(id)
            """)
    }

    /// The exports that are a file, or will be one.
    package static func standing(on desk: DeskProfile.ID, in session: Session) throws -> [ID] {
        try session.all(
            "SELECT id FROM exports WHERE desk_id = \(desk) AND state IN ('queued', 'running', 'ready') ORDER BY id"
        ) { try $0["id"] }
    }

    /// There will be no file.
    package static func end(
        _ id: ID, _ state: State, error: String?, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            """
            UPDATE exports SET state = \(state), finished_at = coalesce(finished_at, now()), error = \(error)
            WHERE desk_id = \(desk) AND id = \(id)
            """)
    }

    /// Marks files whose time is over.
    ///
    /// - Returns: which.
    package static func expire(in session: Session) throws -> [(desk: DeskProfile.ID, id: ID)] {
        try session.all(
            """
            UPDATE exports SET state = 'expired'
            WHERE state = 'ready' AND expires_at <= now()
            RETURNING desk_id, id
            """
        ) { (desk: try $0["desk_id"], id: try $0["id"]) }
    }
}

/// The pieces of an export's file.
package enum ExportPart {
    package static func insert(
        _ content: Data, at start: Int, of export: Export.ID, build: Int, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            """
            INSERT INTO export_parts (desk_id, export_id, build, start, content)
            VALUES (\(desk), \(export), \(build), \(start), \(content))
            """)
    }

    /// The piece in which a byte of a file stands, from that byte on.
    ///
    /// - Returns: nil when the file has no such byte, or is no more.
    package static func read(
        from offset: Int, of export: Export.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> Data? {
        try session.first(
            """
            SELECT substring(p.content FROM (\(offset)::bigint - p.start + 1)::integer) AS content
            FROM exports e
            JOIN export_parts p ON p.desk_id = e.desk_id AND p.export_id = e.id AND p.build = e.build
            WHERE e.desk_id = \(desk) AND e.id = \(export) AND e.state = 'ready' AND p.start <= \(offset)
            ORDER BY p.start DESC
            LIMIT 1
            """
        ) { try $0["content"] }
    }

    /// Deletes the pieces of an attempt that begins anew.
    package static func remove(
        of export: Export.ID, build: Int, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            "DELETE FROM export_parts WHERE desk_id = \(desk) AND export_id = \(export) AND build = \(build)")
    }

    /// Deletes pieces that belong to no file: of attempts that came to nothing, and of files that are gone.
    ///
    /// - Parameter limit: pieces at most, so that the transaction stays short.
    /// - Returns: how many.
    package static func prune(limit: Int, in session: Session) throws -> Int {
        try session.execute(
            """
            DELETE FROM export_parts
            WHERE (desk_id, export_id, build, start) IN (
                SELECT p.desk_id, p.export_id, p.build, p.start
                FROM export_parts p JOIN exports e ON e.desk_id = p.desk_id AND e.id = p.export_id
                WHERE e.state NOT IN ('running', 'ready') OR e.build <> p.build
                LIMIT \(limit)
            )
            """)
    }
}
