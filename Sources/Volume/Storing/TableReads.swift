package import Postgres

/// What Postgres has read by an index since it last began to count.
package struct IndexReads: Sendable {
    package let index: String
    package let scans: Int
    /// All scans together.
    package let entries: Int
}

// How the server reads large tables, whatever plans it has made or kept.
extension Database {
    /// Begins to count anew.
    package func countReads() async throws {
        try await writeWithoutTransaction { try $0.execute("SELECT pg_stat_reset()") }
    }

    /// Tables of many rows that were read from end to end, and how often.
    package func wholeReads(ofMoreThan rows: Int) async throws -> [(table: String, times: Int)] {
        try await read { session in
            try session.all(
                """
                SELECT s.relname, s.seq_scan FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid
                WHERE s.seq_scan > 0 AND c.reltuples > \(Double(rows))
                ORDER BY s.relname
                """
            ) { (table: try $0["relname"], times: try $0["seq_scan"]) }
        }
    }

    /// The indexes of tables of many rows that were used, the one first of which the most was read.
    package func indexReads(ofMoreThan rows: Int) async throws -> [IndexReads] {
        try await read { session in
            try session.all(
                """
                SELECT s.indexrelname, s.idx_scan, s.idx_tup_read
                FROM pg_stat_user_indexes s JOIN pg_class c ON c.oid = s.relid
                WHERE s.idx_scan > 0 AND c.reltuples > \(Double(rows))
                ORDER BY s.idx_tup_read DESC, s.indexrelname
                """
            ) {
                IndexReads(
                    index: try $0["indexrelname"], scans: try $0["idx_scan"], entries: try $0["idx_tup_read"])
            }
        }
    }
}
