package import Foundation
package import Postgres

/// A place in a database server's write-ahead log, in bytes from its beginning: what was committed stands before it.
package struct LogPosition: Sendable, Hashable, Comparable {
    package let bytes: Int

    package init(bytes: Int) { self.bytes = bytes }

    package static func < (left: LogPosition, right: LogPosition) -> Bool { left.bytes < right.bytes }
}

/// How far a primary was, and when.
package struct PrimaryMoment: Sendable, Hashable {
    /// Whatever anybody can have seen on the primary by then stands before it.
    package let position: LogPosition
    /// By the primary's clock.
    package let at: Date

    package init(position: LogPosition, at: Date) {
        self.position = position
        self.at = at
    }

    /// A commit is seen once the log behind it is on disk, and where commits do not wait for the disk, before. Going by what is
    /// on disk spares readers the wait for what nobody has committed yet.
    ///
    /// - Throws: `PostgresError` on a server that is no primary.
    package static func read(in session: Session) throws -> PrimaryMoment {
        let moment = try session.first(
            """
            SELECT (CASE current_setting('synchronous_commit')
                    WHEN 'off' THEN pg_current_wal_insert_lsn()
                    ELSE pg_current_wal_flush_lsn()
                END - '0/0'::pg_lsn)::bigint AS position, clock_timestamp() AS at
            """
        ) { PrimaryMoment(position: LogPosition(bytes: try $0["position"]), at: try $0["at"]) }
        guard let moment else { fatalError("a SELECT without FROM has one row") }
        return moment
    }
}

/// How far a standby was, and when.
package struct StandbyMoment: Sendable, Hashable {
    /// What it has carried out of the primary's log; nil for a server that is no standby, or no more.
    package let replayed: LogPosition?
    /// By its own clock.
    package let at: Date

    package init(replayed: LogPosition?, at: Date) {
        self.replayed = replayed
        self.at = at
    }

    /// A snapshot that is taken after this holds all that stands before `replayed`.
    package static func read(in session: Session) throws -> StandbyMoment {
        let moment = try session.first(
            """
            SELECT CASE WHEN pg_is_in_recovery() THEN (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::bigint END AS replayed,
                clock_timestamp() AS at
            """
        ) { StandbyMoment(replayed: (try $0["replayed"] as Int?).map(LogPosition.init), at: try $0["at"]) }
        guard let moment else { fatalError("a SELECT without FROM has one row") }
        return moment
    }
}

/// Which database this is: the same on a primary and its standbys, another in every other cluster.
package struct DatabaseIdentity: Sendable, Hashable {
    package let cluster: Int
    package let database: Int

    package static func read(in session: Session) throws -> DatabaseIdentity {
        let identity = try session.first(
            """
            SELECT s.system_identifier AS cluster, d.oid::bigint AS database
            FROM pg_control_system() s, pg_database d
            WHERE d.datname = current_database()
            """
        ) { DatabaseIdentity(cluster: try $0["cluster"], database: try $0["database"]) }
        guard let identity else { fatalError("a session is in a database") }
        return identity
    }

    /// The database alone, in whichever cluster, as cluster 0.
    package static func readDatabase(in session: Session) throws -> DatabaseIdentity {
        let identity = try session.first(
            "SELECT oid::bigint AS database FROM pg_database WHERE datname = current_database()"
        ) { DatabaseIdentity(cluster: 0, database: try $0["database"]) }
        guard let identity else { fatalError("a session is in a database") }
        return identity
    }
}
